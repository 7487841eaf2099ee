"""Opaque identifiers for addresses. They reveal nothing about order or number."""

import secrets

ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
LENGTH = 10


def new_id() -> str:
    """Ten letters and digits, without vowels or look-alikes: some 48 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
