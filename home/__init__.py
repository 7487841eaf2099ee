"""The home page: what Parallax is, and what is waiting for people."""
