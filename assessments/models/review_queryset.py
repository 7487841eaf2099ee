"""Which reviews a member sees, and which are due for something."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models

from assessments.lifecycle import State
from partnerships.models import Member

if TYPE_CHECKING:
    from .review import Review


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, member: Member) -> "ReviewQuerySet":
        """Reviews of the member's partnership; drafts only for those who run them."""
        reviews = self.filter(partnership=member.partnership)
        return reviews if member.is_coordinator else reviews.exclude(state=State.DRAFT)

    def due_to_open(self, now: datetime) -> list["Review"]:
        """Drafts due to open automatically now, in their own time zone."""
        soon = self.filter(state=State.DRAFT, opens_on__lte=now.date() + timedelta(1))
        drafts = soon.select_related("partnership")
        return [one for one in drafts if one.opens_at and one.opens_at <= now]

    def due_to_close(self, now: datetime) -> list["Review"]:
        """Open reviews due to close automatically now, in their own time zone."""
        soon = self.filter(
            state=State.OPEN, closes_by_itself=True, closes_on__lte=now.date() + timedelta(1)
        )
        return [one for one in soon.select_related("partnership") if one.closes_at <= now]

    def due_to_share(self, now: datetime) -> list["Review"]:
        """Closed reviews due to be shared automatically now, in their own time zone."""
        soon = self.filter(state=State.CLOSED, shares_on__lte=now.date() + timedelta(1))
        closed = soon.select_related("partnership")
        return [one for one in closed if one.shares_at and one.shares_at <= now]

    def due_to_remind(self, now: datetime) -> list["Review"]:
        """Open reviews with a reminder due today and not yet sent, in their own time zone."""
        arranged = self.filter(state=State.OPEN).exclude(remind_days=[])
        return [one for one in arranged.select_related("partnership") if one.is_reminder_due(now)]
