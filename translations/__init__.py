"""Translations of the whole product: every text that can be translated, and a host's own files."""
