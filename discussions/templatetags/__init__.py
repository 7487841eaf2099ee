"""Tags that let pages of apps further left show what has come of a discussion."""
