"""Sealing what a response says, under a key of its own.

    token of a link ─ HKDF "answers" ─→ secret of the response; random for sheets and imports
    one answer ─ AES-256-GCM, fresh nonce, bound to response and question ─→ what its row keeps

What is sealed in one place does not open in another.
"""

import secrets
from functools import lru_cache
from typing import TypeAlias

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .models.given import GivenAnswer, GivenSectionAnswer

NONCE = 12
Given = GivenAnswer | GivenSectionAnswer
SealedBytes: TypeAlias = "bytes | memoryview[int]"
"""As the database returns them."""


class Sealer:
    """Seals and opens bytes under one key (AES-256-GCM). Each says what it is about."""

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(key)

    def seal(self, content: bytes, about: bytes) -> bytes:
        """The nonce, the sealed content, and the tag: 28 bytes more than the content."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._aead.encrypt(nonce, content, about)

    def open(self, sealed: SealedBytes, about: bytes) -> bytes:
        """The content; InvalidTag if it was sealed under another key, or is about another thing."""
        return self._aead.decrypt(sealed[:NONCE], sealed[NONCE:], about)


class ResponseSealer:
    """Seals and opens the rows of one response, which is found by its `key`."""

    def __init__(self, secret: bytes, key: str) -> None:
        self._sealer, self._key = Sealer(secret), key.encode()

    def seal(self, given: Given) -> dict[str, bytes]:
        """Each sealed column of the row of an answer."""
        return {
            column: self.seal_column(column, given.item, content)
            for column, content in given.contents().items()
        }

    def seal_column(self, column: str, item: int, content: bytes) -> bytes:
        """What a column keeps about a statement or a section."""
        return self._sealer.seal(content, self._key + _question(column, item))

    def open(self, column: str, item: int, sealed: SealedBytes) -> bytes:
        """What was sealed by `seal_column`."""
        return self._sealer.open(sealed, self._key + _question(column, item))


@lru_cache(maxsize=4096)
def _question(column: str, item: int) -> bytes:
    return f":{column}:{item}".encode()
