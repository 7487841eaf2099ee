"""Measures of counted ratings, and figures. Numbers only."""
