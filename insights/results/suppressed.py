"""What is said in place of a figure or group that is not shown.

It is considerate to the groups it names and exact about the rule. It never distinguishes between
groups that are too small, left out to protect others or without answers. It reads published rows
only.
"""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from insights.models import Grouping
from insights.statistics.figures import Withheld

from .load import Results


@dataclass(frozen=True)
class SuppressionNotice:
    """Who is not shown separately in one comparison, in a sentence, and why."""

    sentence: str
    why: str


def suppression_notice(results: Results, grouping: Grouping) -> SuppressionNotice | None:
    """What is said about groups that are not shown separately. None if all of them are."""
    labels = [one.label for one in results.review.suppressed_groups.filter(grouping=grouping)]
    if not labels:
        return None
    names = {"names": get_text_list(labels, _("and"))}
    if not results.review.is_confidential:
        return SuppressionNotice(_("There were no answers from %(names)s.") % names, "")
    return SuppressionNotice(_("Not shown separately: %(names)s.") % names, _why(results))


def _why(results: Results) -> str:
    reason = _(
        "A group is only shown separately if at least %(k)s people in it answered by their own "
        "link, and if no one can work out from all the figures what fewer than %(k)s people said. "
        "We do not say which of these applies to which group, or whether anyone answered, because "
        "that could also identify someone."
    ) % {"k": results.review.k}
    counted = _("Every answer still counts: any from these groups are part of what everyone said.")
    return f"{reason} {counted}"


def blank_groups(results: Results, grouping: Grouping) -> list[str]:
    """Each group with the considerations for which it has no figure."""
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
