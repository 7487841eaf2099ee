"""The first page: what Parallax is, and what waits for people."""
