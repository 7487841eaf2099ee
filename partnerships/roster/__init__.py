"""Lists of members: read from a spreadsheet, shown before they are added, exported."""
