"""Pages of the app: leading a discussion, and seeing to what was taken on in it."""
