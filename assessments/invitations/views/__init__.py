"""Pages about links, for who runs a review and for whoever has lost or wants one."""
