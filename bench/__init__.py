"""Measures speed against floors. Not part of the product, which never imports it."""
