"""Pages about partnerships, their organisations and their members. Rules live in `services`."""
