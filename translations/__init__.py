"""Translations of the whole product: every text that can be translated, and the host's files."""
