"""A lived-in partnership to look around in, made through the product's own services."""
