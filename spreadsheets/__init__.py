"""Spreadsheets as people upload them: inspected first, then read into rows of text.

Knows nothing of members or answers, and stores nothing.
"""
