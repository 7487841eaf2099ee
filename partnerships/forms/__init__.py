"""Forms about partnerships, organisations and members."""
