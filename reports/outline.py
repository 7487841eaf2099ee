"""The outline of a report: plain dataclasses, which are all that a writer reads.

Everything in it is already in words, apart from the positions of marks on the scale. A figure that
may not be shown is the word for that, with no number. `build` makes an outline from a review.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReportedFigure:
    """A figure as a report shows it: in words, and the position of its mark, if it has one.

    `mean_point` is where its mark is on the scale, `middle_half_points` the points that hold the
    middle half of the ratings (`middle_half` in words), `counts` how many chose each point,
    `step_ends` the ends of its step. They are empty if not shown.
    """

    mean: str
    n: str
    middle_half: str
    positive: str
    dont_know: str
    mean_point: float | None = None
    middle_half_points: tuple[int, int] | None = None
    counts: tuple[int, ...] = ()
    step_ends: tuple[float, float] | None = None


@dataclass(frozen=True)
class GroupRow:
    """How one group sees one thing."""

    group: str
    figure: ReportedFigure


@dataclass(frozen=True)
class GroupComparison:
    """The groups of one grouping side by side, with what may be said of them in a sentence."""

    grouping: str
    rows: tuple[GroupRow, ...]
    sentence: str


@dataclass(frozen=True)
class StatementRow:
    """How everyone rates one statement. `counts_in_words` is how many people chose each answer."""

    text: str
    stage: str
    figure: ReportedFigure
    counts_in_words: str


@dataclass(frozen=True)
class CitedFinding:
    """What a source says, what we make of it (which may be empty), and what kind of source it is.
    `source` is the number of its source in the report's list, from 1."""

    says: str
    we_make_of_it: str
    basis: str
    source: int


@dataclass(frozen=True)
class QuestionGroup:
    """Questions to open a conversation, with a name and a reason for asking, which may be empty."""

    name: str
    why: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class DiscussionOutcome:
    """The outcome of discussing one consideration. `why` is empty unless views differ."""

    said: str
    conclusion: str
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
class ReportSection:
    """Everything about one consideration."""

    name: str
    question: str
    sentences: tuple[str, ...]
    everyone: ReportedFigure
    importance: ReportedFigure
    comparisons: tuple[GroupComparison, ...]
    statements: tuple[StatementRow, ...]
    evidence: tuple[CitedFinding, ...]
    talking_points: tuple[QuestionGroup, ...]
    comments: tuple[str, ...]
    more_comments: str
    outcome: DiscussionOutcome | None
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True)
class OverviewRow:
    """One consideration in the overview; `groups` are in the order of the overview's names."""

    name: str
    everyone: ReportedFigure
    importance: ReportedFigure
    groups: tuple[ReportedFigure, ...]


@dataclass(frozen=True)
class ReportOverview:
    """All considerations beside one another, with the groups of one grouping.

    `chart_description` says what a chart of it shows; it is empty if there is nothing to draw.
    """

    sentences: tuple[str, ...]
    grouping: str
    groups: tuple[str, ...]
    rows: tuple[OverviewRow, ...]
    chart_description: str


@dataclass(frozen=True)
class GlossaryTerm:
    """A term in the report and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Report:
    """A review's report. `turnout` says how many people answered, or that too few did.

    `rating_labels` are those that figures are shown on, `agreed_labels` those that a rating may be
    agreed on. `detail` says how finely figures are shown, if that is special.
    `other_comments` are those on considerations that too few people commented on.
    """

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
    detail: tuple[str, ...]
    rating_labels: tuple[str, ...]
    agreed_labels: tuple[str, ...]
    overview: ReportOverview
    sections: tuple[ReportSection, ...]
    other_comments: tuple[str, ...]
    actions: tuple[ActionRow, ...]
    how_to_read: tuple[GlossaryTerm, ...]
    sources: tuple[str, ...]

    @property
    def is_discussed(self) -> bool:
        """Whether anything has been agreed or any action taken on yet."""
        return bool(self.actions) or any(section.outcome for section in self.sections)
