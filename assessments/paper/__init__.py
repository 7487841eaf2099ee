"""Answers on paper: entering them, and marking who gave them."""
