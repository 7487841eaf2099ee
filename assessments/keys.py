"""The key of each review: 32 random bytes in a file of its own, outside the database.

    KEYS_DIR/<review>.key ─ HKDF, by purpose ─→ personal links, escrow of responses, and so on

A key is made before anyone can answer and deleted for good once no one can any more: whoever reads
the database alone, or a copy of it, never has it. Nothing here is kept in memory. All web servers
and workers share the folder. Where the host has set keys of their own (`KEYS_WRAPPED_BY`), a file
holds the review's key wrapped under the first of them (RFC 3394) and can be read with any.
"""

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from partnerships.refusals import Refused

LENGTH = 32
SUFFIX = ".key"


class KeyMissing(Refused):
    """The key of a review is not there, or cannot be unwrapped."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The key to the answers of this review is missing, so nothing in it can be "
                "answered, entered or counted. Ask your host to restore the key. If it is lost, "
                "no one can read the answers any more: cancel the review and start another."
            )
        )


class Purpose(StrEnum):
    """What is derived from a review's key: nothing is used for two purposes."""

    LINKS = "links"
    ESCROW = "escrow"
    SHEETS = "sheets"
    FILES = "files"
    ROWS = "rows"


@dataclass(frozen=True)
class ReviewKey:
    """The key of one review. It is for the current request only."""

    value: bytes

    def derive(self, purpose: Purpose) -> bytes:
        """32 bytes for this purpose."""
        return derive(self.value, purpose)


def derive(key: bytes, purpose: str) -> bytes:
    """32 bytes from a key that is long and random (HKDF with SHA-256, RFC 5869)."""
    return HKDF(SHA256(), LENGTH, salt=None, info=purpose.encode()).derive(key)


def make_key(review_id: str) -> None:
    """Make the key of a draft, unless it has one; it is on the disk when this returns."""
    if has_key(review_id):
        return
    file, parts = _file(review_id), _file(f".{review_id}-{secrets.token_hex(8)}")
    descriptor = os.open(parts, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(_wrapped(secrets.token_bytes(LENGTH)))
        stream.flush()
        os.fsync(stream.fileno())
    with suppress(FileExistsError):
        file.hardlink_to(parts)
    parts.unlink()
    _sync_folder()


def has_key(review_id: str) -> bool:
    """Whether there is a file; whether it can be unwrapped shows when it is read."""
    return _file(review_id).exists()


def read_key(review_id: str) -> ReviewKey:
    """The key of a review; KeyMissing if it is gone or this host cannot unwrap it."""
    try:
        kept = _file(review_id).read_bytes()
    except FileNotFoundError:
        raise KeyMissing from None
    return ReviewKey(_unwrapped(kept))


def delete_key(review_id: str) -> None:
    """Delete the key of a review for good. Doing it twice changes nothing."""
    with suppress(FileNotFoundError):
        _file(review_id).unlink()
        _sync_folder()


def delete_key_on_commit(review_id: str) -> None:
    """Delete the key once it is certain that the review has no need of it any more."""
    transaction.on_commit(partial(delete_key, review_id))


def kept_keys() -> list[str]:
    """The reviews whose keys are in the folder."""
    return [one.stem for one in settings.KEYS_DIR.glob(f"*{SUFFIX}") if one.stem[0] != "."]


def _file(name: str) -> Path:
    return Path(settings.KEYS_DIR, name + SUFFIX)


def _sync_folder() -> None:
    """Have the disk know that a name was added to the folder or taken out of it."""
    folder = os.open(settings.KEYS_DIR, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _host_keys() -> Iterable[bytes]:
    return (derive(one.encode(), "host") for one in settings.KEYS_WRAPPED_BY)


def _wrapped(key: bytes) -> bytes:
    host = next(iter(_host_keys()), None)
    return aes_key_wrap(host, key) if host else key


def _unwrapped(kept: bytes) -> bytes:
    if len(kept) == LENGTH:
        return kept
    for host in _host_keys():
        with suppress(InvalidUnwrap):
            return aes_key_unwrap(host, kept)
    raise KeyMissing
