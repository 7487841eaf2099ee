"""What must or should be done before a review opens."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate, override
from django.utils.translation import gettext as _

from assessments.models import Review

from .forecast import forecast, organisations_in_words


@dataclass(frozen=True)
class Check:
    """One line of the checklist: what is done or missing, and where to fix it.

    Without what `is_required` a review cannot open; the rest is advice.
    """

    text: str
    is_done: bool
    is_required: bool
    url: str

    @property
    def is_missing(self) -> bool:
        return self.is_required and not self.is_done

    @property
    def status(self) -> str:
        if self.is_done:
            return _("Done")
        return _("Missing") if self.is_required else _("Check this")


def open_already(other: Review) -> str:
    """Why a review cannot open while another is under way."""
    if other.is_closing:
        return _(
            "The results of “%(review)s” are still being worked out. A partnership can only have "
            "one open review at a time."
        ) % {"review": other}
    return _(
        "“%(review)s” is still open. A partnership can only have one open review at a time. Close "
        "it first."
    ) % {"review": other}


def checklist(review: Review) -> list[Check]:
    """Everything that matters before opening, in the order to do it."""
    return [*_checks(review), *_forecast_checks(review)]


def is_ready(review: Review) -> bool:
    return not any(check.is_missing for check in _checks(review))


def _checks(review: Review) -> Iterator[Check]:
    edit = reverse("assessments:review-edit", args=[review.pk])
    members = reverse("partnerships:partnership", args=[review.partnership_id])
    with override(review.partnership.time_zone):
        today = localdate()
    yield from _approval_checks(review, f"{members}#awaiting")
    if other := review.other_open():
        where = reverse("assessments:review", args=[other.pk])
        yield Check(open_already(other), False, True, where)
    asked = review.partnership.members.asked().count()
    yield Check(_("People to ask"), asked > 0, True, members)
    yield Check(
        _("A last day for answers that has not passed"), review.closes_on >= today, True, edit
    )
    if review.is_confidential:
        enough = _("At least %(k)s people to ask: with fewer, no results could be shown")
        yield Check(enough % {"k": review.k}, asked >= review.k, False, members)
    if review.speaks_as_organisations:
        voices = not review.organisations_not_asked().exists()
        yield Check(_("At least one person to ask in every organisation"), voices, False, members)
    introduced = bool(review.introduction)
    yield Check(_("Your own introduction"), introduced, False, edit)


def _forecast_checks(review: Review) -> Iterator[Check]:
    """Which organisations will be shown. It is never required."""
    if review.is_confidential and (foreseen := forecast(review)):
        organisations, *others = foreseen
        grouped = any(one.shown for one in others if review.partner_groups)
        is_done = grouped or not organisations.not_shown
        groups = reverse("assessments:review-partner-groups", args=[review.pk])
        yield Check(organisations_in_words(organisations), is_done, False, groups)


def _approval_checks(review: Review, where: str) -> Iterator[Check]:
    """The checks for a partnership that has not been approved."""
    partnership = review.partnership
    if not partnership.may_open_reviews:
        yield Check(
            _("Approval of the partnership by the host of this installation"), False, True, where
        )
    elif not partnership.is_approved:
        asked = partnership.members.asked().select_related("person")
        few = _(
            "Until the partnership is approved, no more people to ask than you can email: %(left)s"
        )
        done = partnership.may_write_to(asked)
        yield Check(few % {"left": partnership.people_left}, done, True, where)
