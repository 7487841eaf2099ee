"""Answers of the overview in words, based on the figures."""

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.results.comments import CommentSummary
from insights.results.load import Results
from insights.results.priorities import (
    Priority,
    most_important,
    priorities_of,
    standing_out,
)

from .figures import short_figure


def importance_sentence(results: Results) -> str:
    """What matters most, and what of that is rated in the lower half of the scale."""
    if len(priorities_of(results)) < 2:
        return _("There are not enough answers to show what matters most.")
    most = most_important(results)
    if not most:
        return _(
            "Nothing matters much more than the rest: the considerations are less than half a "
            "point apart."
        )
    matters = _(
        "What matters most to partners now: %(considerations)s (%(mean)s out of %(points)s)."
    ) % {
        "considerations": _named(most),
        "mean": short_figure(most[0].importance),
        "points": results.weights.points,
    }
    first = standing_out(results)
    if not first:
        return matters
    low = _("In the upper half of importance and the lower half of rating: %(considerations)s.")
    return f"{matters} {low % {'considerations': _named(first)}}"


def _named(priorities: Sequence[Priority]) -> str:
    return get_text_list([f"“{one.consideration.name}”" for one in priorities], _("and"))


def comments_sentence(comments: CommentSummary) -> str:
    """How many comments there are, and what most of them are about."""
    if not comments.shown:
        return _("There are no comments to show.")
    counted = ngettext(
        "%(number)s comment is shown here.",
        "%(number)s comments are shown here.",
        comments.shown,
    ) % {"number": comments.shown}
    most = comments.most
    if most is None:
        return counted
    about = _("Most comments are about “%(consideration)s” (%(number)s).") % {
        "consideration": most.name,
        "number": most.shown,
    }
    return f"{counted} {about}"
