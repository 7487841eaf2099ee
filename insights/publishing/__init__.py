"""Counting answers, and keeping what may be shown of them. Only `perceptions` reads answers."""
