"""What has changed between rounds, in words: called, or too close to call."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import Review
from evidence.bank import Consideration
from insights.results.changes import Changes, Shift, Verdict
from insights.results.trends import GroupTrends, Trend
from insights.results.who_answered import FromTurnout

from .figures import format_points, short_figure
from .gaps import gap_in_words
from .turnout import of_asked, then_and_now

VERDICTS = {
    Verdict.RISEN: gettext_lazy("risen"),
    Verdict.FALLEN: gettext_lazy("fallen"),
    Verdict.CLOSE: gettext_lazy("too close to call"),
}
"""What is said of a change in a table."""

SHARES = (
    (1.15, gettext_lazy("more than all")),
    (0.85, gettext_lazy("all or nearly all")),
    (0.6, gettext_lazy("about two thirds")),
    (0.42, gettext_lazy("about half")),
    (0.0, gettext_lazy("about a third")),
)
"""The lowest share each phrase is fair for."""

C = TypeVar("C", bound=Shift)


def changes_sentence(changes: Changes) -> str:
    """What has risen and fallen since an earlier review, how many answered, and what that did."""
    seen = [(one, one.consideration) for one in changes.considerations]
    turnout = then_and_now(changes.then, changes.now)
    called = " ".join(_called(seen, _by_points))
    if not called:
        close = _("Since “%(earlier)s” every change is too close to call.") % {
            "earlier": changes.earlier
        }
        return f"{close} {turnout}"
    since = _("Since “%(earlier)s”:") % {"earlier": changes.earlier}
    owed = _owed_in_words(
        [
            (one, one.consideration, changes.earlier, one.from_turnout)
            for one in changes.considerations
            if one.from_turnout
        ]
    )
    return " ".join([since, called, turnout, *owed])


def trend_sentence(trend: Trend) -> str:
    """What has risen and fallen over the rounds, and how many answered each of those compared."""
    if not trend.changes:
        return _("No two rounds have asked the same statements yet.")
    seen = [(one, one.trend.consideration) for one in trend.changes]
    called = " ".join(_called(seen, _from_and_to))
    compared = {review for one in trend.changes for review in (one.first, one.last)}
    turnout = _("%(answered)s.") % {
        "answered": get_text_list(
            [
                _("%(people)s answered “%(review)s”")
                % {"people": of_asked(trend.answered_in(one)), "review": one}
                for one in trend.rounds
                if one in compared
            ],
            _("and"),
        )
    }
    if not called:
        close = _("Between the first round and the last every change is too close to call.")
        return f"{close} {turnout}"
    owed = _owed_in_words(
        [
            (one, one.trend.consideration, one.first, one.from_turnout)
            for one in trend.changes
            if one.from_turnout
        ]
    )
    return " ".join([called, turnout, *owed])


def groups_sentence(trend: Trend) -> str:
    """How to read the groups listed under the considerations. Empty if there are none."""
    if not any(one.groups for one in trend.considerations):
        return ""
    return _(
        "Below, groups that are shown in every round are listed as each round published them. One "
        "person can move the figure of a small group, so none is said to have risen or fallen."
    )


def gaps_sentence(groups: GroupTrends) -> str:
    """How far apart the outermost of these groups were in each round, without a verdict."""
    said = [
        _("%(width)s in “%(review)s”") % {"width": gap_in_words(gap), "review": review}
        for review, gap in zip(groups.rounds, groups.gaps, strict=True)
        if gap
    ]
    return _("Points between the highest and the lowest: %(widths)s.") % {
        "widths": get_text_list(said, _("and"))
    }


def _called(
    seen: Sequence[tuple[C, Consideration]], how_far: Callable[[Shift], str]
) -> Iterator[str]:
    """What has risen, the furthest first, what has fallen, and how many are too close to call."""
    moved = sorted(seen, key=lambda pair: -abs(pair[0].points))
    risen = [pair for pair in moved if pair[0].verdict == Verdict.RISEN]
    fallen = [pair for pair in moved if pair[0].verdict == Verdict.FALLEN]
    if risen:
        yield _listed(_("“%(name)s” has risen %(how_far)s"), risen, how_far)
    if fallen:
        yield _listed(_("“%(name)s” has fallen %(how_far)s"), fallen, how_far)
    close = len(seen) - len(risen) - len(fallen)
    if close and close < len(seen):
        words = ngettext(
            "%(number)s other is too close to call.",
            "%(number)s others are too close to call.",
            close,
        )
        yield words % {"number": close}


def _listed(
    first: str, moved: Sequence[tuple[C, Consideration]], how_far: Callable[[Shift], str]
) -> str:
    """Several that moved the same way; the words for the first hold for all."""
    words = [first, *[_("“%(name)s” %(how_far)s")] * (len(moved) - 1)]
    said = [
        each % {"name": consideration.name, "how_far": how_far(change)}
        for each, (change, consideration) in zip(words, moved, strict=True)
    ]
    return f"{get_text_list(said, _('and'))}."


def _by_points(change: Shift) -> str:
    return _("by %(points)s") % {"points": format_points(abs(change.points))}


def _from_and_to(change: Shift) -> str:
    return _("from %(first)s to %(last)s") % {
        "first": short_figure(change.before),
        "last": short_figure(change.now),
    }


def _owed_in_words(
    owed: Sequence[tuple[Shift, Consideration, Review, FromTurnout]],
) -> Iterator[str]:
    """How much of the widest such change comes from who answered, what the mean would be by that
    alone, and of how many others a third or more does."""
    if not owed:
        return
    change, consideration, earlier, found = max(owed, key=lambda one: abs(one[0].points))
    rise = _(
        "Of the rise of %(points)s in “%(name)s” %(share)s comes from who answered: with each "
        "organisation’s mean from “%(earlier)s” and the people who answered later it would be "
        "%(mean)s."
    )
    fall = _(
        "Of the fall of %(points)s in “%(name)s” %(share)s comes from who answered: with each "
        "organisation’s mean from “%(earlier)s” and the people who answered later it would be "
        "%(mean)s."
    )
    yield (rise if change.points > 0 else fall) % {
        "points": format_points(abs(change.points)),
        "name": consideration.name,
        "share": share_in_words(found),
        "earlier": earlier,
        "mean": format_points(found.mean),
    }
    others = len(owed) - 1
    if others:
        yield ngettext(
            "For %(number)s other change, a third or more comes from who answered.",
            "For %(number)s other changes, a third or more comes from who answered.",
            others,
        ) % {"number": others}


def share_in_words(found: FromTurnout) -> str:
    """How much of a change comes from who answered."""
    return str(next(words for least, words in SHARES if found.share >= least))
