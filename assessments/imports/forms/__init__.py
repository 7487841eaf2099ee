"""What somebody is asked about a spreadsheet of answers before it comes in."""
