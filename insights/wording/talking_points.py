"""What to discuss about one consideration: questions raised by its patterns, and questions from the
evidence bank for any partnership.

Like the patterns, it uses published figures only.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from insights.results.load import ConsiderationResult
from insights.results.patterns import (
    Pattern,
    PatternMatches,
    ResultProfile,
    find_patterns_among,
    profile_of,
)

from .figures import short_figure
from .sentences import gap_sentence


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
    """What to discuss about a consideration rated on a scale of this many points.

    Its own pattern comes first, then the most common one among its statements if different.
    """
    found = []
    profile = profile_of(result, points)
    own = profile and profile.pattern
    if profile and own:
        found.append((own, _figures_behind(own, profile)))
    if among := find_patterns_among([result], points):
        common = max(among, key=lambda one: len(one.examples))
        if common.pattern is not own:
            found.append((common.pattern, _statements_showing(common, len(result.statements))))
    asked: set[str] = set()
    raised = [
        PatternQuestions(pattern, why, _not_yet_asked(pattern.questions, asked))
        for pattern, why in found
    ]
    return TalkingPoints(raised, _not_yet_asked(result.consideration.talking_points, asked))


def _not_yet_asked(questions: Iterable[StrOrPromise], asked: set[str]) -> list[str]:
    """These questions without those that have been asked already."""
    new = [question for question in map(str, questions) if question not in asked]
    asked.update(new)
    return new


def _figures_behind(pattern: Pattern, seen: ResultProfile) -> str:
    """The figures that give a consideration its pattern, in a sentence."""
    if pattern.code == "gap":
        return gap_sentence(seen.gap)
    if pattern.code == "blind-spot":
        return _("“Don’t know” was chosen for %(times)s of %(answers)s answers.") % {
            "times": seen.figure.dont_know,
            "answers": seen.ratings + seen.figure.dont_know,
        }
    return _("The mean is %(mean)s out of %(points)s, and agreement is %(agreement)s.") % {
        "mean": short_figure(seen.figure),
        "points": seen.points,
        "agreement": number_format(round(seen.agreement, 2), 2),
    }


def _statements_showing(found: PatternMatches, statements: int) -> str:
    """How many statements of a consideration show a pattern, in a sentence."""
    clearest = found.clearest[0].result.statement.text.rstrip(".")
    if len(found.examples) == 1:
        return _("It appears in one statement: “%(clearest)s”.") % {"clearest": clearest}
    text = _(
        "It appears in %(number)s of %(statements)s statements, most clearly in “%(clearest)s”."
    )
    return text % {
        "number": len(found.examples),
        "statements": statements,
        "clearest": clearest,
    }
