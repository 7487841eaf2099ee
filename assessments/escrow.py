"""What a review keeps of each response under its own key, until its results have been read.

    K ─ HKDF "escrow" ─→ AES-256-GCM, bound to the response ─→ Response.escrow

It is what counting takes: the person's place, how the response came in and, once it has been
submitted, what was chosen; and the secret that opens comments. Once K has been deleted no one can
open it, and only a personal link opens the answers.
"""

import struct
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property

from .keys import LENGTH, Purpose, ReviewKey, read_key
from .models import MergedOrganisation, Review
from .models.response import Response
from .sealing import ResponseSealer, SealedBytes, Sealer

_LAYOUT = struct.Struct(f">{LENGTH}s10s15sBq")


class Origin(IntEnum):
    """How a response came in."""

    LINK = 1
    SHEET = 2
    IMPORT = 3


@dataclass(frozen=True)
class Escrow:
    """The secret of a response's answers, its place and origin, and what was chosen.

    The place is where the person was when they began: an organisation, and a level unless it has
    one voice; each is "" if there is none. `import_id` is that of the spreadsheet it is from.
    `choices` has a byte for each question (`storing.choices_of`), all 0 until it is submitted.
    """

    secret: bytes
    organisation: str
    level: str
    choices: bytes
    origin: Origin = Origin.LINK
    import_id: int = 0

    def pack(self) -> bytes:
        texts = self.organisation.encode(), self.level.encode()
        return _LAYOUT.pack(self.secret, *texts, self.origin, self.import_id) + self.choices

    @classmethod
    def unpack(cls, packed: bytes) -> "Escrow":
        secret, organisation, level, origin, import_id = _LAYOUT.unpack_from(packed)
        organisation, level = (one.rstrip(b"\0").decode() for one in (organisation, level))
        choices = packed[_LAYOUT.size :]
        return cls(secret, organisation, level, choices, Origin(origin), import_id)


class EscrowSealer:
    """Seals and opens the escrow of the responses of one review."""

    def __init__(self, key: ReviewKey) -> None:
        self._sealer = Sealer(key.derive(Purpose.ESCROW))

    def seal(self, escrow: Escrow, key: str) -> bytes:
        """For the response that is found by this key."""
        return self._sealer.seal(escrow.pack(), key.encode())

    def open(self, sealed: SealedBytes, key: str) -> Escrow:
        return Escrow.unpack(self._sealer.open(sealed, key.encode()))


@dataclass
class OpenedResponse:
    """A response whose escrow has been opened: what opens its answers, its place and its origin."""

    pk: int
    key: str
    escrow: Escrow

    @cached_property
    def sealer(self) -> ResponseSealer:
        return ResponseSealer(self.escrow.secret, self.key)


def open_responses(review: Review, *, submitted_only: bool = False) -> list[OpenedResponse]:
    """The responses of a review, each in the organisation that its own has been merged into.

    KeyMissing if the review has no key, or no key any more.
    """
    responses = Response.objects.filter(review=review)
    if submitted_only:
        responses = responses.filter(submitted=True)
    sealer, merged = EscrowSealer(read_key(review.pk)), MergedOrganisation.objects.aliases(review)
    return [
        OpenedResponse(pk, key, _resolved(sealer.open(sealed, key), merged))
        for pk, key, sealed in responses.values_list("pk", "key", "escrow")
    ]


def _resolved(escrow: Escrow, merged: dict[str, str]) -> Escrow:
    kept = merged.get(escrow.organisation)
    return replace(escrow, organisation=kept) if kept else escrow
