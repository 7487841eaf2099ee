"""What there is to talk about in one consideration: questions that what was found in it raises, and
those that the evidence bank has for it, whatever was found.

Like the patterns it rests on published figures only.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from insights.results.load import ConsiderationResult
from insights.results.patterns import Found, Pattern, Sighting, found_among, sighting_of

from .sentences import gap_sentence, in_short


@dataclass(frozen=True)
class Raised:
    """A pattern, why it is one here, and the questions that it raises."""

    pattern: Pattern
    why: str
    questions: list[str]


@dataclass(frozen=True)
class TalkingPoints:
    """Questions for a pattern that was found, and those to ask always. None stands twice."""

    raised: list[Raised]
    always: list[str]


def talking_points(result: ConsiderationResult, points: int) -> TalkingPoints:
    """What to talk about in a consideration that was rated on a scale of this many points.

    Its own pattern comes first, then the commonest among its statements, if that is another.
    """
    found = []
    sighting = sighting_of(result, points)
    own = sighting and sighting.pattern
    if sighting and own:
        found.append((own, _why(own, sighting)))
    if among := found_among([result], points):
        common = max(among, key=lambda one: len(one.examples))
        if common.pattern is not own:
            found.append((common.pattern, _shown_by(common, len(result.statements))))
    asked: set[str] = set()
    raised = [Raised(pattern, why, _new(pattern.asks, asked)) for pattern, why in found]
    return TalkingPoints(raised, _new(result.consideration.talking_points, asked))


def _new(questions: Iterable[StrOrPromise], asked: set[str]) -> list[str]:
    """These questions without those that have been asked already."""
    new = [question for question in map(str, questions) if question not in asked]
    asked.update(new)
    return new


def _why(pattern: Pattern, seen: Sighting) -> str:
    """The figures by which a consideration has a pattern, in a sentence."""
    if pattern.code == "gap":
        return gap_sentence(seen.gap)
    if pattern.code == "blind-spot":
        return _("“Don’t know” is %(times)s of %(answers)s answers.") % {
            "times": seen.figure.dont_know,
            "answers": seen.ratings + seen.figure.dont_know,
        }
    return _("The mean is %(mean)s of %(points)s, and agreement %(agreement)s.") % {
        "mean": in_short(seen.figure),
        "points": seen.points,
        "agreement": number_format(round(seen.agreement, 2), 2),
    }


def _shown_by(found: Found, statements: int) -> str:
    """In how many statements of a consideration a pattern shows, in a sentence."""
    clearest = found.named[0].result.statement.text.rstrip(".")
    if len(found.examples) == 1:
        return _("It shows in one statement: “%(clearest)s”.") % {"clearest": clearest}
    text = _("It shows in %(number)s of %(statements)s statements, most in “%(clearest)s”.")
    return text % {
        "number": len(found.examples),
        "statements": statements,
        "clearest": clearest,
    }
