"""What to discuss about one consideration: questions raised by its patterns, and questions from the
evidence bank for any partnership.

Like the patterns, it uses published figures only.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from insights.results.load import ConsiderationResult
from insights.results.patterns import Pattern, PatternMatches, find_patterns_among

from .patterns import figures_behind

MOST_PATTERNS = 2
"""How many patterns raise questions about one consideration: the most common ones."""


@dataclass(frozen=True)
class PatternQuestions:
    """A pattern, why it is one here, and the questions that it raises."""

    pattern: Pattern
    why: str
    questions: list[str]


@dataclass(frozen=True)
class TalkingPoints:
    """Questions for each pattern found, and those for any partnership. None appears twice."""

    by_pattern: list[PatternQuestions]
    always: list[str]


def talking_points(result: ConsiderationResult, points: int) -> TalkingPoints:
    """What to discuss about a consideration rated on a scale of this many points."""
    among = find_patterns_among([result], points)
    common = sorted(among, key=lambda one: -len(one.examples))[:MOST_PATTERNS]
    asked: set[str] = set()
    raised = [
        PatternQuestions(
            found.pattern,
            _statements_showing(found, len(result.statements)),
            _not_yet_asked(found.pattern.questions, asked),
        )
        for found in common
    ]
    return TalkingPoints(raised, _not_yet_asked(result.consideration.talking_points, asked))


def _not_yet_asked(questions: Iterable[StrOrPromise], asked: set[str]) -> list[str]:
    """These questions without those that have been asked already."""
    new = [question for question in map(str, questions) if question not in asked]
    asked.update(new)
    return new


def _statements_showing(found: PatternMatches, statements: int) -> str:
    """How many statements of a consideration show a pattern, and the figures of the clearest."""
    clearest = found.clearest[0]
    about = {
        "number": len(found.examples),
        "statements": statements,
        "clearest": clearest.result.statement.text.rstrip("."),
        "figures": figures_behind(found.pattern, clearest).rstrip("."),
    }
    if len(found.examples) == 1:
        return _("It appears in one statement: “%(clearest)s” (%(figures)s).") % about
    return (
        _(
            "It appears in %(number)s of %(statements)s statements, most clearly in "
            "“%(clearest)s” (%(figures)s)."
        )
        % about
    )
