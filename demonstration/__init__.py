"""A sample partnership with some history, made through the product's own services."""
