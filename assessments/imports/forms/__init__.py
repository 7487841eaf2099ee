"""Forms about a spreadsheet of answers before it is imported."""
