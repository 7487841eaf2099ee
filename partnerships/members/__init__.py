"""Changes to a partnership's members, and what members do themselves."""
