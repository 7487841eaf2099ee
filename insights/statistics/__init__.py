"""Measures of counted ratings, and what follows from them. No database, no words but names."""
