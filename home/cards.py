"""Open reviews as cards on the home page: what each says about its closing date."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models import Invitation, Review


@dataclass(frozen=True)
class ReviewCard:
    """An open review, and the day on which it is shown."""

    review: Review
    today: date

    @property
    def late_note(self) -> str:
        return _("The last day for answers has passed. Close the review, or give people more time.")

    @property
    def closing_note(self) -> str:
        if self.review.is_overdue(self.today):
            return self.late_note
        day = date_format(self.review.closes_on)
        return _("Last day for answers: %(date)s") % {"date": day}


@dataclass(frozen=True)
class InvitationCard(ReviewCard):
    """A review waiting for the answers of the person who sees the card."""

    has_started: bool

    @classmethod
    def of(cls, invitation: Invitation, today: date) -> "InvitationCard":
        return cls(invitation.review, today, invitation.started)

    @property
    def late_note(self) -> str:
        return _("The last day for answers has passed, but you can still answer.")

    @property
    def button(self) -> str:
        return _("Continue") if self.has_started else _("Answer")
