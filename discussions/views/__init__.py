"""Pages of the app: leading a discussion, and following up its actions."""
