"""Counts answers and stores what may be shown. Only `perceptions` reads answers."""
