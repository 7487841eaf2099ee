"""Results as downloads: everything, or one table."""
