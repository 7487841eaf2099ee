"""The first page: what Parallax is, and what waits for people; and translations of it all."""
