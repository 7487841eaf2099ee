"""The first page: what Parallax is, and what waits for the person who is signed in."""
