"""Pages about links, for coordinators and for people who have lost or want one."""
