"""What a figure may mean: the patterns, and the single table of rules for them.

Rules look at published figures only. They are shown on "How we read your answers" in the words used
here, so a rule and its words must change together.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django_stubs_ext import StrOrPromise

from evidence.bank import Consideration
from insights.statistics import measures
from insights.statistics.figures import FullFigure

from .load import ComparedResult, ConsiderationResult, Gap, Results, StatementResult

HIGH_MEAN, LOW_MEAN = 0.7, 0.45
HIGH_AGREEMENT, LOW_AGREEMENT = 0.6, 0.45
MANY_DONT_KNOW = 0.25
WIDE_GAP = 0.375


@dataclass(frozen=True)
class ResultProfile:
    """What is known about one statement or consideration when looking for its pattern."""

    figure: FullFigure
    gap: Gap | None
    points: int

    @property
    def relative_mean(self) -> float:
        """The position of the mean between the ends of the scale, from 0 to 1."""
        return (self.figure.mean - 1) / (self.points - 1)

    @property
    def ratings(self) -> int:
        """How many ratings the figure is based on, over all its statements."""
        return measures.number_of_ratings(self.figure.counts)

    @property
    def dont_know_share(self) -> float:
        """The share of answers that are don't know, among those and ratings."""
        return measures.dont_know_share(self.ratings, self.figure.dont_know)

    @property
    def relative_gap(self) -> float:
        """The widest gap between groups, as a share of the width of the scale."""
        return self.gap.width / (self.points - 1) if self.gap else 0.0

    @property
    def agreement(self) -> float:
        return self.figure.agreement

    @property
    def pattern(self) -> "Pattern | None":
        """The first of the patterns that applies, if any does."""
        return next((one for one in PATTERNS if one.applies(self)), None)


@dataclass(frozen=True)
class Pattern:
    """A pattern: its name, its plural, its meaning for readers, its rule in words, the questions it
    raises, its rule, and how clearly a figure shows it."""

    code: str
    name: StrOrPromise
    counted_as: StrOrPromise
    meaning: StrOrPromise
    rule: StrOrPromise
    questions: tuple[StrOrPromise, ...]
    applies: Callable[[ResultProfile], bool]
    clarity: Callable[[ResultProfile], float]


PATTERNS = (
    Pattern(
        "blind-spot",
        _("Blind spot"),
        ngettext_lazy("%(number)s blind spot", "%(number)s blind spots", "number"),
        _("Many partners cannot say. Someone may know something that others have not been told."),
        _("At least a quarter of the people who answered chose Don’t know."),
        (
            _("Who can answer this, and how do they know?"),
            _("What would the others need to be told, by whom, and when?"),
        ),
        lambda seen: seen.dont_know_share >= MANY_DONT_KNOW,
        lambda seen: seen.dont_know_share,
    ),
    Pattern(
        "gap",
        _("Gap"),
        ngettext_lazy("%(number)s gap between groups", "%(number)s gaps between groups", "number"),
        _("Groups see it differently, depending on where they stand."),
        _(
            "Two groups are at least three eighths of the scale apart: a point and a half on a "
            "scale from 1 to 5."
        ),
        (
            _("What does each of us see that the others do not?"),
            _("What would need to change for us to answer as the others did?"),
        ),
        lambda seen: seen.relative_gap >= WIDE_GAP,
        lambda seen: seen.relative_gap,
    ),
    Pattern(
        "divided",
        _("Divided"),
        ngettext_lazy("%(number)s divided view", "%(number)s divided views", "number"),
        _("Views differ widely, and not only between groups."),
        _("Agreement is under 0.45. An even spread over five points is 0.43."),
        (
            _("Apart from where we work, what lies behind such different answers?"),
            _("Do we all understand the question in the same way?"),
        ),
        lambda seen: seen.agreement < LOW_AGREEMENT,
        lambda seen: -seen.agreement,
    ),
    Pattern(
        "strength",
        _("Shared strength"),
        ngettext_lazy("%(number)s shared strength", "%(number)s shared strengths", "number"),
        _("Partners are positive and say much the same."),
        _(
            "The mean is at least 3.8 out of 5, or as high on another scale, and agreement is at "
            "least 0.6."
        ),
        (
            _("What are we doing that makes this work, and what could put it at risk?"),
            _("Where else could we do the same?"),
        ),
        lambda seen: seen.relative_mean >= HIGH_MEAN and seen.agreement >= HIGH_AGREEMENT,
        lambda seen: seen.relative_mean,
    ),
    Pattern(
        "concern",
        _("Shared concern"),
        ngettext_lazy("%(number)s shared concern", "%(number)s shared concerns", "number"),
        _("Partners are not positive and say much the same."),
        _(
            "The mean is at most 2.8 out of 5, or as low on another scale, and agreement is at "
            "least 0.6."
        ),
        (
            _("We see this in the same way. What has stopped us changing it?"),
            _("What is the smallest change that people would notice within three months?"),
        ),
        lambda seen: seen.relative_mean <= LOW_MEAN and seen.agreement >= HIGH_AGREEMENT,
        lambda seen: -seen.relative_mean,
    ),
)
"""The patterns in the order in which they are tried. The first that applies is used."""


READING_ORDER = ("strength", "concern", "divided", "blind-spot", "gap")
"""The order in which patterns are presented: shared views before differing ones."""

MOST_NAMED = 3
"""How many statements of each pattern are named: the clearest ones."""


def pattern_of(seen: ComparedResult, points: int) -> Pattern | None:
    """The pattern of the published figures about one thing, on a scale of this many points."""
    profile = profile_of(seen, points)
    return profile.pattern if profile else None


def profile_of(seen: ComparedResult, points: int) -> ResultProfile | None:
    """What the rules look at. None if it is not shown how everyone answered."""
    if not isinstance(seen.everyone, FullFigure):
        return None
    widest = seen.widest_gap
    return ResultProfile(seen.everyone, widest and widest[1], points)


@dataclass(frozen=True)
class Example:
    """A statement that shows a pattern, the consideration it belongs to, and its figure."""

    result: StatementResult
    consideration: Consideration
    figure: FullFigure


@dataclass(frozen=True)
class PatternMatches:
    """A pattern and the statements that show it, the clearest first."""

    pattern: Pattern
    examples: list[Example]

    @property
    def clearest(self) -> list[Example]:
        return self.examples[:MOST_NAMED]

    @property
    def unnamed(self) -> int:
        """How many more statements show it than are named."""
        return len(self.examples) - len(self.clearest)

    @property
    def count_in_words(self) -> str:
        """How many statements show it, as "3 shared strengths"."""
        return self.pattern.counted_as % {"number": len(self.examples)}


def find_patterns(results: Results) -> list[PatternMatches]:
    """The patterns found in a review's statements, in order of presentation."""
    return find_patterns_among(results, results.scale.points)


def find_patterns_among(
    considerations: Iterable[ConsiderationResult], points: int
) -> list[PatternMatches]:
    """The patterns of the statements of these considerations, in order of presentation."""
    by_code: dict[str, list[tuple[float, Example]]] = {}
    for result in considerations:
        for one in result.statements:
            profile = profile_of(one, points)
            if profile and (pattern := profile.pattern):
                example = Example(one, result.consideration, profile.figure)
                by_code.setdefault(pattern.code, []).append((pattern.clarity(profile), example))
    patterns = {one.code: one for one in PATTERNS}
    return [
        PatternMatches(patterns[code], _clearest_first(by_code[code]))
        for code in READING_ORDER
        if code in by_code
    ]


def _clearest_first(examples: list[tuple[float, Example]]) -> list[Example]:
    ordered = sorted(examples, key=lambda pair: pair[0], reverse=True)
    return [example for _clearly, example in ordered]
