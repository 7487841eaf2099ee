"""Which reviews a member sees, and which are due for something."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from assessments.lifecycle import May, State, states_for
from partnerships.models import Member

if TYPE_CHECKING:
    from .review import Review


READ_WITHIN = timedelta(30)
"""How long after closing a review can be reopened if no one reads its results."""

TOLD_WITHIN = timedelta(minutes=5)
"""How often a task that works out results is sure to say how far it is."""


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

    def due_to_publish(self, now: datetime) -> list["Review"]:
        """Closing reviews that no one seems to work on: a task has ended half-way, or failed."""
        closing = self.filter(state=State.CLOSING)
        return list(closing.filter(closing_progress__told_at__lte=now - TOLD_WITHIN))

    def due_to_be_final(self, now: datetime) -> list["Review"]:
        """Closed reviews whose results no one has read in time."""
        unread = self.filter(state__in=states_for(May.REOPEN), results_read_at=None)
        return list(unread.filter(answers_deleted_at=None, closed_at__lte=now - READ_WITHIN))

    def without_need_of_key(self) -> "ReviewQuerySet":
        """Those that can't be answered, counted or reopened any more (`Review.needs_key`)."""
        over = Q(state__in=(State.SHARED, State.CANCELLED))
        return self.filter(
            over | Q(results_read_at__isnull=False) | Q(answers_deleted_at__isnull=False)
        )

    def due_to_share(self, now: datetime) -> list["Review"]:
        """Closed reviews due to be shared automatically now, in their own time zone."""
        soon = self.filter(state=State.CLOSED, shares_on__lte=now.date() + timedelta(1))
        closed = soon.select_related("partnership")
        return [one for one in closed if one.shares_at and one.shares_at <= now]

    def due_to_remind(self, now: datetime) -> list["Review"]:
        """Open reviews with a reminder due today and not yet sent, in their own time zone."""
        arranged = self.filter(state=State.OPEN).exclude(remind_days=[])
        return [one for one in arranged.select_related("partnership") if one.is_reminder_due(now)]
