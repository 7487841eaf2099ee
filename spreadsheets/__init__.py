"""Spreadsheets as people bring them: inspected first, then read into rows of texts.

Knows nothing of members or answers, and keeps nothing.
"""
