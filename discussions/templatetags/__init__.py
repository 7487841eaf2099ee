"""Tags that let pages of apps further left show the outcome of a discussion."""
