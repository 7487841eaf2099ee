"""Measures of counted ratings, and figures: numbers alone."""
