"""Answers on paper: sheets that are typed in, and who has filled one in."""
