"""The language a page is shown in, and the others it is available in. Stores nothing."""
