"""The outline of a report: plain dataclasses that every writer reads, and nothing else.

Everything in it is words already, apart from where marks lie on the scale. A figure that may not
be shown is the word for it, with no number beside it. `build` makes an outline from a review.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """A figure as a report shows it: in words, and where a mark lies if there is one to draw.

    `at` is the mean on the scale, `between` the points that hold the middle half of the ratings
    (`middle` in words), `counts` how many chose each point. They are empty where not shown.
    """

    mean: str
    n: str
    middle: str
    agreement: str
    dont_know: str
    at: float | None = None
    between: tuple[int, int] | None = None
    counts: tuple[int, ...] = ()


@dataclass(frozen=True)
class GroupRow:
    """How one group sees one thing."""

    group: str
    reading: Reading


@dataclass(frozen=True)
class Comparison:
    """The groups of one grouping side by side, and the widest gap between them in a sentence."""

    grouping: str
    rows: tuple[GroupRow, ...]
    sentence: str


@dataclass(frozen=True)
class StatementRow:
    """How everyone sees one statement; `spread` says in words how many chose what."""

    text: str
    stage: str
    reading: Reading
    spread: str


@dataclass(frozen=True)
class Evidence:
    """Something the evidence says and what that rests on.

    `source` is the place of its source in the report's list, which starts at 1.
    """

    text: str
    basis: str
    source: int


@dataclass(frozen=True)
class TalkingPoints:
    """Questions that open a conversation, under a name and why they are asked; empty if neither."""

    name: str
    why: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Settled:
    """What a discussion of one consideration came to. `why` is empty unless views differ."""

    said: str
    outcome: str
    why: str


@dataclass(frozen=True)
class ActionRow:
    """What someone will do by when."""

    what: str
    who: str
    due: str
    state: str
    consideration: str


@dataclass(frozen=True)
class Section:
    """Everything about one consideration."""

    name: str
    question: str
    sentences: tuple[str, ...]
    everyone: Reading
    importance: Reading
    comparisons: tuple[Comparison, ...]
    statements: tuple[StatementRow, ...]
    evidence: tuple[Evidence, ...]
    talking_points: tuple[TalkingPoints, ...]
    comments: tuple[str, ...]
    more_comments: str
    settled: Settled | None
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True)
class OverviewRow:
    """One consideration in the overview; `groups` are in the order of the overview's names."""

    name: str
    everyone: Reading
    importance: Reading
    groups: tuple[Reading, ...]


@dataclass(frozen=True)
class Overview:
    """All considerations beside one another, with the groups of one grouping.

    `picture` says in words what a chart of it shows; it is empty where there is nothing to draw.
    """

    sentences: tuple[str, ...]
    grouping: str
    groups: tuple[str, ...]
    rows: tuple[OverviewRow, ...]
    picture: str


@dataclass(frozen=True)
class Term:
    """A word of the report and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Report:
    """A review's report. `turnout` says how many answered, or that too few did."""

    title: str
    partnership: str
    purpose: str
    review: str
    questionnaire: str
    dates: str
    made_on: str
    file_stem: str
    k: int
    people: int
    turnout: str
    rating_labels: tuple[str, ...]
    overview: Overview
    sections: tuple[Section, ...]
    actions: tuple[ActionRow, ...]
    how_to_read: tuple[Term, ...]
    sources: tuple[str, ...]

    @property
    def is_discussed(self) -> bool:
        """Whether anything has been settled or taken on yet."""
        return bool(self.actions) or any(section.settled for section in self.sections)
