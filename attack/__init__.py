"""Attackers on disclosure, who read what is published and try to learn what someone answered.

Not part of the product, which never imports it.
"""
