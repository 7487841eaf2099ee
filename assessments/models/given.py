"""What people answer, as plain values, and the bytes that stand for it.

Rows keep these bytes sealed (`assessments.sealing`). Their number tells nothing: one for a choice,
and for a comment one of a few sizes.
"""

from dataclasses import dataclass

from .questionnaire import Reason

REASONS = {Reason.DONT_KNOW.value: 201, Reason.NOT_APPLICABLE.value: 202}
"""The bytes that stand for reasons; lower ones are ratings, and 0 is nothing."""
_REASON_OF = {code: reason for reason, code in REASONS.items()}
NOTHING = b"\0"
COMMENT_SIZES = (64, 256, 1024, 4096, 8192)
"""The bytes that a comment takes, with its length in the first two."""


@dataclass(frozen=True)
class GivenAnswer:
    """A statement's rating (1 is the least favourable), or the reason there is none.

    With neither, it was cleared or left out. `answered_at_ms` is when it was given, in milliseconds
    since 1970, or 0 for now. ValueError for anything else.
    """

    statement_id: int
    rating: int | None = None
    reason: str = ""
    answered_at_ms: int = 0

    def __post_init__(self) -> None:
        if self.rating is not None and (self.reason or not 1 <= self.rating <= 200):
            raise ValueError("an answer is a rating, or the reason there is none")
        if self.reason and self.reason not in REASONS:
            raise ValueError(f"“{self.reason}” is not a reason")

    @property
    def item(self) -> int:
        return self.statement_id

    def contents(self) -> dict[str, bytes]:
        """The bytes of each column that is sealed."""
        return {"choice": bytes([self.rating or REASONS.get(self.reason, 0)])}


def read_choice(choice: bytes) -> tuple[int | None, str]:
    """The rating, and the reason if there is none, that a byte stands for."""
    [code] = choice
    reason = _REASON_OF.get(code, "")
    return (None if reason else code or None), reason


@dataclass(frozen=True)
class GivenSectionAnswer:
    """How much a consideration matters to someone, and their comment on it.

    Each says when it was given, as an answer does. `page_sent_at_ms` is when its page was last sent
    as a whole. ValueError for a comment that is longer than any may be.
    """

    section_id: int
    importance: int | None = None
    comment: str = ""
    importance_answered_at_ms: int = 0
    comment_answered_at_ms: int = 0
    page_sent_at_ms: int = 0

    @property
    def item(self) -> int:
        return self.section_id

    def contents(self) -> dict[str, bytes]:
        """The bytes of each column that is sealed."""
        return {"importance": bytes([self.importance or 0]), "comment": _padded(self.comment)}


def _padded(comment: str) -> bytes:
    text = comment.encode()
    size = next((size for size in COMMENT_SIZES if len(text) + 2 <= size), None)
    if size is None:
        raise ValueError("a comment is longer than any may be")
    return (len(text).to_bytes(2, "big") + text).ljust(size, b"\0")


def read_importance(content: bytes) -> int | None:
    [importance] = content
    return importance or None


def read_comment(content: bytes) -> str:
    length = int.from_bytes(content[:2], "big")
    return content[2 : 2 + length].decode()
