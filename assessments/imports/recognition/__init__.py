"""What tables, rows, columns and values of a spreadsheet stand for, as far as that is certain."""
