"""What is done to a partnership’s members, and what they do themselves."""
