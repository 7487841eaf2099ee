"""What a reader sees of a review’s results, put together from its published rows."""
