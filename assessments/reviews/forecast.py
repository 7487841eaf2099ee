"""What results will show of whom, if everyone who is asked answers.

Coordinators see it while they choose, and members before they answer. What will be shown is decided
by an app further right. It marks the function with `forecaster`, in a module that its AppConfig
imports.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Review

MOST_NAMED = 12
"""Up to this many groups that are not shown are named. With more, they are counted."""


@dataclass(frozen=True)
class GroupForecast:
    """One grouping: the groups that would be shown, with their people, and the others."""

    name: str
    label: str
    shown: list[tuple[str, int]]
    not_shown: list[str]

    @property
    def sentence(self) -> str:
        """Who would be shown and who would not."""
        names = get_text_list([label for label, _people in self.shown], _("and"))
        about = {"grouping": self.label.lower(), "names": names}
        if not names:
            return _("By %(grouping)s: none can be shown separately.") % about
        said = _("By %(grouping)s: %(names)s.") % about
        return f"{said} {self._others}" if self.not_shown else said

    @property
    def _others(self) -> str:
        if len(self.not_shown) <= MOST_NAMED:
            return _("Not shown separately: %(names)s.") % {
                "names": get_text_list(self.not_shown, _("and"))
            }
        return _("%(count)s others are not shown separately.") % {"count": len(self.not_shown)}


Forecaster = Callable[[Review], list[GroupForecast]]
_FORECASTERS: list[Forecaster] = []


def forecaster(function: Forecaster) -> Forecaster:
    """Register what works a forecast out."""
    _FORECASTERS.append(function)
    return function


def forecast(review: Review) -> list[GroupForecast]:
    """Each grouping, organisations first. Empty if too few people are asked to show anything."""
    return [one for forecast_of in _FORECASTERS for one in forecast_of(review)]


def organisations_in_words(organisations: GroupForecast) -> str:
    """Which organisations would be shown, and how many not, for those who choose."""
    names = get_text_list([label for label, _people in organisations.shown], _("and"))
    left = len(organisations.not_shown)
    if not names:
        return _("With these people, no organisation will be shown separately.")
    if not left:
        return _("With these people, every organisation will be shown separately.")
    text = ngettext(
        "With these people you will see: %(names)s. %(left)s of %(all)s organisations will not be "
        "shown separately.",
        "With these people you will see: %(names)s. %(left)s of %(all)s organisations will not be "
        "shown separately.",
        left,
    )
    return text % {"names": names, "left": left, "all": left + len(organisations.shown)}


def compared_by(review: Review) -> str:
    """Along which lines results are shown."""
    groups = ", ".join(review.partner_group_names)
    if groups and review.is_confidential:
        said = _(
            "Results are compared by organisation, sector, level and partner group: %(groups)s."
        )
    elif groups:
        said = _("Results are compared by organisation, sector and partner group: %(groups)s.")
    elif review.is_confidential:
        said = _("Results are compared by organisation, sector and level.")
    else:
        said = _("Results are compared by organisation and sector.")
    return said % {"groups": groups}
