"""Measures speed beside floors. No part of the product: the product never imports it."""
