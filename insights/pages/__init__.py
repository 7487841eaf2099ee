"""Everything a page shows: figures, words and charts."""
