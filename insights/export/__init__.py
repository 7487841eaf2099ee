"""Results to take away: the whole of them, or a table."""
