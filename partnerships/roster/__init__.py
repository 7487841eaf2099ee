"""Lists of members: read from a spreadsheet, shown before they come in, written out."""
