"""Invents partnerships, and holds their reviews as the product has them held."""
