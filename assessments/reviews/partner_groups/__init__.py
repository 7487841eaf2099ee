"""Larger groups that organisations are put into for one review."""
