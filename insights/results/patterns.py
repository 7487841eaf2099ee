"""What a statement's figures may mean: the patterns, and the single table of rules for them.

Rules look at published figures only, and count people. They are shown on "How we read your answers"
in the words used here, so a rule and its words must change together.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django_stubs_ext import StrOrPromise

from evidence.bank import Consideration
from insights.statistics.figures import FullFigure

from .load import ConsiderationResult, Results, StatementResult
from .profile import (
    CAMP,
    CLOSE,
    CONCERN,
    FEW_DIFFER,
    FEWEST_NOT_KNOWN,
    MOST_DIFFER,
    NOT_KNOWN,
    SPREAD_OUT,
    STRENGTH,
    ResultProfile,
    profile_of,
)

THRESHOLDS = {
    "strength": f"{STRENGTH:.0%}",
    "few": f"{FEW_DIFFER:.0%}",
    "concern": f"{CONCERN:.0%}",
    "some": f"{MOST_DIFFER:.0%}",
    "camp": f"{CAMP:.0%}",
    "spread": f"−{-SPREAD_OUT}",
    "close": str(CLOSE),
    "not_known": f"{NOT_KNOWN:.0%}",
    "fewest": str(FEWEST_NOT_KNOWN),
}
"""The thresholds as the rules say them."""


@dataclass(frozen=True)
class Pattern:
    """A pattern: its name, its plural, its meaning for readers, its rule in words, the questions it
    raises, its rule, and how clearly a figure shows it.

    One that `is_counted` goes by how many people said what.
    """

    code: str
    name: StrOrPromise
    counted_as: StrOrPromise
    meaning: StrOrPromise
    rule: StrOrPromise
    questions: tuple[StrOrPromise, ...]
    applies: Callable[[ResultProfile], bool]
    clarity: Callable[[ResultProfile], float]
    is_counted: bool = True

    @property
    def rule_in_words(self) -> str:
        return str(self.rule) % THRESHOLDS

    @property
    def is_of_views_apart(self) -> bool:
        return self.code in VIEWS_APART


PATTERNS = (
    Pattern(
        "strength",
        _("Shared strength"),
        ngettext_lazy("%(number)s shared strength", "%(number)s shared strengths", "number"),
        _("Most are positive, and few negative."),
        _("At least %(strength)s of ratings are positive and at most %(few)s negative."),
        (
            _("What are we doing that makes this work, and what could put it at risk?"),
            _("Where else could we do the same?"),
        ),
        lambda seen: seen.has_enough_ratings and seen.is_strength,
        lambda seen: seen.favourable,
    ),
    Pattern(
        "concern",
        _("Shared concern"),
        ngettext_lazy("%(number)s shared concern", "%(number)s shared concerns", "number"),
        _("At least half are negative, and few positive."),
        _("At least %(concern)s of ratings are negative and at most %(some)s positive."),
        (
            _("We see this in the same way. What has stopped us changing it?"),
            _("What is the smallest change that people would notice within three months?"),
        ),
        lambda seen: seen.has_enough_ratings and seen.is_concern,
        lambda seen: seen.unfavourable,
    ),
    Pattern(
        "two-camps",
        _("Two camps"),
        ngettext_lazy(
            "%(number)s statement with two camps", "%(number)s statements with two camps", "number"
        ),
        _("Many are positive, many negative, and few are in between."),
        _(
            "At least %(camp)s of ratings are positive, at least %(camp)s negative, and agreement "
            "is below 0."
        ),
        (
            _("What has each side seen that the other has not?"),
            _("Do we all understand the statement in the same way?"),
        ),
        lambda seen: seen.has_enough_ratings and seen.is_in_two_camps,
        lambda seen: -seen.agreement,
    ),
    Pattern(
        "spread-out",
        _("Spread out"),
        ngettext_lazy(
            "%(number)s statement with spread out views",
            "%(number)s statements with spread out views",
            "number",
        ),
        _("Answers are spread over the scale."),
        _(
            "Agreement is from %(spread)s to below %(close)s, and none of the patterns above "
            "applies."
        ),
        (
            _("Which example did each of us have in mind?"),
            _("Do we all understand the statement in the same way?"),
        ),
        lambda seen: seen.has_enough_ratings and seen.is_spread_out,
        lambda seen: -seen.agreement,
    ),
    Pattern(
        "not-known",
        _("Not known"),
        ngettext_lazy(
            "%(number)s statement that many cannot rate",
            "%(number)s statements that many cannot rate",
            "number",
        ),
        _("Many cannot say."),
        _("At least %(not_known)s, and at least %(fewest)s people, chose Don’t know."),
        (
            _("Where could all of us find out about this?"),
            _("What would people need to be told, by whom, and when?"),
        ),
        lambda seen: seen.is_not_known,
        lambda seen: seen.dont_know_share,
    ),
    Pattern(
        "gap",
        _("Gap between groups"),
        ngettext_lazy("%(number)s gap between groups", "%(number)s gaps between groups", "number"),
        _("Groups see it differently, and by more than chance would explain."),
        _("Two groups are further apart on it than chance would explain, as set out above."),
        (
            _("What does each of us see from where we stand?"),
            _("What would we want the others to know before we go on?"),
        ),
        lambda seen: seen.has_gap,
        lambda seen: seen.gap.gap.width if seen.gap else 0.0,
        is_counted=False,
    ),
)
"""The patterns in order of presentation: shared views before differing ones. Of the first four at
most one applies; the last two may be added to any."""

VIEWS_APART = {"two-camps", "spread-out", "gap"}
"""Patterns of which it is asked whether views differ between groups or within them."""

MOST_NAMED = 3
"""How many statements of each pattern are named: the clearest ones."""


def patterns_of(seen: StatementResult, points: int) -> list[Pattern]:
    """The patterns of a statement, on a scale of this many points."""
    profile = profile_of(seen, points)
    return [one for one in PATTERNS if one.applies(profile)] if profile else []


@dataclass(frozen=True)
class Example:
    """A statement that shows a pattern, the consideration it belongs to, and its figure."""

    result: StatementResult
    consideration: Consideration
    profile: ResultProfile

    @property
    def figure(self) -> FullFigure:
        return self.profile.figure


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
    by_code: dict[str, list[Example]] = {}
    for result in considerations:
        for one in result.statements:
            if profile := profile_of(one, points):
                for pattern in (each for each in PATTERNS if each.applies(profile)):
                    example = Example(one, result.consideration, profile)
                    by_code.setdefault(pattern.code, []).append(example)
    return [
        PatternMatches(one, _clearest_first(one, by_code[one.code]))
        for one in PATTERNS
        if one.code in by_code
    ]


def _clearest_first(pattern: Pattern, examples: list[Example]) -> list[Example]:
    return sorted(examples, key=lambda one: pattern.clarity(one.profile), reverse=True)
