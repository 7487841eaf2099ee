"""Which language a page is shown in, and in which others it can be had. Keeps nothing."""
