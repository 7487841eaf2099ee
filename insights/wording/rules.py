"""Every rule by which figures become words, for "How we read your answers".

The thresholds are those that the code uses, so that a rule and what is said of it stay together.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from insights.results.changes import FEWEST_PEOPLE
from insights.results.gaps import (
    FEWEST_STATEMENTS,
    MOSTLY_BETWEEN,
    MOSTLY_WITHIN,
    Grade,
    WhereViewsDiffer,
)
from insights.results.patterns import MOST_NAMED
from insights.statistics.chance import DEALS, SELDOM, USUAL

from .figures import AGREEMENT_WORDS
from .gaps import DIFFERING, GRADES
from .talking_points import MOST_PATTERNS


@dataclass(frozen=True)
class WordingRule:
    """What is said, and when."""

    said: StrOrPromise
    when: str


def gap_rules() -> list[WordingRule]:
    """What is said of differences between groups."""
    one_in = round(1 / SELDOM)
    return [
        WordingRule(
            GRADES[Grade.WIDER],
            _(
                "Two groups are at least a quarter of the scale apart on a statement, and when "
                "everyone’s answers are dealt at random into groups of the same sizes, at most 1 "
                "deal in %(one_in)s has a wider gap (half of those just as wide counted). "
                "%(deals)s deals are made when a review closes."
            )
            % {"one_in": one_in, "deals": DEALS},
        ),
        WordingRule(
            GRADES[Grade.PERHAPS],
            _("They are as far apart, and chance gives wider gaps more often than that."),
        ),
        WordingRule(
            GRADES[Grade.UNTESTED],
            _(
                "It is not shown how many people chose each answer of the scale, or a group is a "
                "single answer. Then nothing can be dealt."
            ),
        ),
        WordingRule(
            _("Groups differ on a consideration"),
            _("At least %(fewest)s of its statements have a gap wider than chance would explain.")
            % {"fewest": FEWEST_STATEMENTS},
        ),
    ]


def differing_rules() -> list[WordingRule]:
    """What is said of where views differ."""
    return [
        WordingRule(
            DIFFERING[WhereViewsDiffer.BETWEEN],
            _(
                "All groups are shown, at least %(share)s%% of the variation is between them, and "
                "there is a gap wider than chance would explain."
            )
            % {"share": round(100 * MOSTLY_BETWEEN)},
        ),
        WordingRule(
            DIFFERING[WhereViewsDiffer.WITHIN],
            _(
                "All groups are shown, at most %(share)s%% of the variation is between them, and "
                "no gap is wider than chance would explain."
            )
            % {"share": round(100 * MOSTLY_WITHIN)},
        ),
        WordingRule(DIFFERING[WhereViewsDiffer.UNKNOWN], _("Not all groups are shown.")),
    ]


def further_rules() -> list[str]:
    """What else is done with gaps and patterns, a sentence each."""
    return [
        _(
            "The grey band in a chart covers where all groups would lie in %(usual)s%% of deals. "
            "For a consideration it is the mean of its statements’ bands, if at least half have "
            "one: rather too wide than too narrow."
        )
        % {"usual": round(100 * USUAL)},
        _("A grouping with a group that is a single answer is not dealt."),
        _(
            "Considerations are listed by how many of their statements have a gap wider than "
            "chance would explain, then by the widest of these, then in the usual order."
        ),
        _(
            "If there are no more such gaps than chance would give, we say so first, and name none "
            "as the widest."
        ),
        _(
            "Of each pattern the %(named)s clearest statements are named, and the talking points "
            "of a consideration take up its %(patterns)s most common patterns."
        )
        % {"named": MOST_NAMED, "patterns": MOST_PATTERNS},
        _("No comment is quoted as the voice of a consideration."),
        _(
            "When several partnerships are compared, the widest of many differences must be wider "
            "before we name it, so that it is not named by chance more often."
        ),
        _("A change is called only if at least %(fewest)s people answered each time.")
        % {"fewest": FEWEST_PEOPLE},
    ]


def agreement_rules() -> list[WordingRule]:
    """The words for how far people say the same."""
    at_least = _("Agreement is at least %(least)s.")
    return [
        WordingRule(words, at_least % {"least": f"{least:g}".replace("-", "−")})
        for least, words in AGREEMENT_WORDS
    ]
