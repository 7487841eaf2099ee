"""What a figure may mean: the patterns, and the one table of rules that tells them apart.

Rules look at published figures only. They are shown to everybody on "How we read your answers",
in the words that stand here, so a rule and its words change together.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assessments.models import Statement
from evidence.bank import Consideration

from . import measures
from .results import Compared, Figure, Gap, Results

STRENGTH, CONCERN = 0.7, 0.45
SAME, SPREAD = 0.6, 0.45
UNSURE = 0.25
APART = 0.375


@dataclass(frozen=True)
class Sighting:
    """What is known about one statement or consideration when its pattern is looked for."""

    figure: Figure
    gap: Gap | None
    points: int

    @property
    def height(self) -> float:
        """Where the mean stands between the two ends of the scale, from 0 to 1."""
        return (self.figure.mean - 1) / (self.points - 1)

    @property
    def unsure(self) -> float:
        """The share of people who don't know, among those who do or don't."""
        return measures.dont_know_share(self.figure.n, self.figure.dont_know)

    @property
    def apart(self) -> float:
        """The widest gap between groups, as a share of the width of the scale."""
        return self.gap.width / (self.points - 1) if self.gap else 0.0

    @property
    def agreement(self) -> float:
        return self.figure.agreement or 0.0


@dataclass(frozen=True)
class Pattern:
    """A pattern: its name, what it says to a reader, its rule in words, and its rule."""

    code: str
    name: str
    meaning: str
    rule: str
    applies: Callable[[Sighting], bool]


PATTERNS = (
    Pattern(
        "blind-spot",
        _("Blind spot"),
        _("Many partners can’t say. Somebody may know something that others have not been told."),
        _("At least a quarter of those who answered chose Don’t know."),
        lambda seen: seen.unsure >= UNSURE,
    ),
    Pattern(
        "gap",
        _("Gap"),
        _("Groups see it differently: it looks unlike from where they stand."),
        _(
            "Two groups lie at least three eighths of the scale apart: a point and a half from "
            "one to five."
        ),
        lambda seen: seen.apart >= APART,
    ),
    Pattern(
        "divided",
        _("Divided"),
        _("People differ, and not because of the group they belong to."),
        _("Agreement is under 0.45. An even spread over five points is 0.43."),
        lambda seen: seen.agreement < SPREAD,
    ),
    Pattern(
        "strength",
        _("Shared strength"),
        _("Partners are content, and say much the same."),
        _("The mean is at least 3.8 of 5, and agreement at least 0.6."),
        lambda seen: seen.height >= STRENGTH and seen.agreement >= SAME,
    ),
    Pattern(
        "concern",
        _("Shared concern"),
        _("Partners are not content, and say much the same."),
        _("The mean is at most 2.8 of 5, and agreement at least 0.6."),
        lambda seen: seen.height <= CONCERN and seen.agreement >= SAME,
    ),
)
"""The patterns in the order in which they are looked for: the first that applies is the one."""


def pattern_of(seen: Compared, points: int) -> Pattern | None:
    """The pattern of what is published about one thing, on a scale of this many points."""
    if not isinstance(seen.everyone, Figure):
        return None
    widest = seen.widest_gap
    sighting = Sighting(seen.everyone, widest and widest[1], points)
    return next((pattern for pattern in PATTERNS if pattern.applies(sighting)), None)


@dataclass(frozen=True)
class Found:
    """A pattern and the statements that show it, each with its consideration."""

    pattern: Pattern
    statements: list[tuple[Statement, Consideration]]


def found_in(results: Results) -> list[Found]:
    """The patterns of a review's statements, in the order of the rules; none without statements."""
    points = results.review.questionnaire.points
    by_code: dict[str, list[tuple[Statement, Consideration]]] = {}
    for result in results:
        for one in result.statements:
            if pattern := pattern_of(one, points):
                by_code.setdefault(pattern.code, []).append((one.statement, result.consideration))
    return [Found(p, by_code[p.code]) for p in PATTERNS if p.code in by_code]
