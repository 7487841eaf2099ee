"""What a column of someone else's spreadsheet can stand for, and what a questionnaire asks.

Plain types only: guessing is in `columns` and `value_synonyms`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

WITHOUT_CODE = ("organisation", "level", "ignore")
WITH_CODE = ("statement", "importance", "comment")


class StatementLike(Protocol):
    """A statement as the questionnaire puts it; `consideration` is the code of its page."""

    @property
    def code(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def consideration(self) -> str: ...


class ConsiderationLike(Protocol):
    """A consideration under its short name."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


class QuestionnaireLike(Protocol):
    """What a review asks, in its order; labels run from the least to the most favourable."""

    @property
    def statements(self) -> Sequence[StatementLike]: ...
    @property
    def considerations(self) -> Sequence[ConsiderationLike]: ...
    @property
    def rating_labels(self) -> Sequence[str]: ...
    @property
    def importance_labels(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Target:
    """What a column stands for; `code` is that of a statement, or of a consideration."""

    kind: str
    code: str = ""

    def __post_init__(self) -> None:
        if self.kind not in (WITH_CODE if self.code else WITHOUT_CODE):
            raise ValueError(f"not something a column can stand for: {self}")

    def __str__(self) -> str:
        return f"{self.kind}:{self.code}" if self.code else self.kind

    @classmethod
    def parse(cls, text: str) -> "Target":
        """The target written so: "level", "statement:approach-need"."""
        kind, _colon, code = text.strip().partition(":")
        return cls(kind.strip(), code.strip())


IGNORED = Target("ignore")


def points(questionnaire: QuestionnaireLike) -> dict[str, int]:
    """How many points the scale of each kind of rated column has."""
    return {
        "statement": len(questionnaire.rating_labels),
        "importance": len(questionnaire.importance_labels),
    }
