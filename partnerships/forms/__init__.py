"""What people fill in about partnerships, organisations and members."""
