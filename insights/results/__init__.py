"""What a reader sees of a review’s results, built from its published rows."""
