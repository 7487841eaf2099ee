"""Figures in rows and columns, for pages and files."""
