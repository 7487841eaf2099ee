"""What is said where a figure or a group would stand and is not shown.

It is kind to those it names, and exact about the rule; it never tells apart groups that are too
small, withheld or without an answer. It reads published rows only.
"""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from insights.models import Grouping
from insights.statistics.figures import Withheld

from .load import Results


@dataclass(frozen=True)
class SuppressionNotice:
    """Who is not shown by themselves in one comparison: in a sentence, and why."""

    sentence: str
    why: str


def suppression_notice(results: Results, grouping: Grouping) -> SuppressionNotice | None:
    """What is said about groups that are not shown by themselves; None if all of them are."""
    labels = [one.label for one in results.review.suppressed_groups.filter(grouping=grouping)]
    if not labels:
        return None
    names = {"names": get_text_list(labels, _("and"))}
    if not results.review.is_confidential:
        return SuppressionNotice(_("No answer came from %(names)s.") % names, "")
    return SuppressionNotice(
        _("Not shown by themselves: %(names)s.") % names, _why(results, grouping)
    )


def _why(results: Results, grouping: Grouping) -> str:
    pool = next((group for group in results.groups[grouping] if group.pooled), None)
    reason = _(
        "A group stands by itself only where at least %(k)s people answered, and where adding and "
        "subtracting other figures would not tell what fewer than %(k)s of them said. We do not "
        "say which of these holds for whom, nor whether anybody answered: that, too, could give "
        "somebody away."
    ) % {"k": results.review.k}
    if pool:
        counted = _(
            "Every answer counts all the same: those that came from there are part of "
            "“%(pool)s”, and of what everyone said."
        ) % {"pool": pool}
    else:
        counted = _(
            "Every answer counts all the same: those that came from there are part of what "
            "everyone said."
        )
    return f"{reason} {counted}"


def withheld_groups(results: Results, grouping: Grouping) -> list[str]:
    """Each group with the considerations on which its figure is withheld."""
    about: dict[str, list[str]] = {}
    for result in results:
        for seen in result.groups[grouping]:
            if isinstance(seen.figure, Withheld):
                about.setdefault(seen.group.label, []).append(f"“{result.consideration.name}”")
    return [
        _("%(group)s, about %(things)s")
        % {"group": group, "things": get_text_list(names, _("and"))}
        for group, names in about.items()
    ]
