"""Pages on which a review is set up and run. Rules live in `services` and `tailoring`."""
