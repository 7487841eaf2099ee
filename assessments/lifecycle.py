"""The life of a review: its states, what each allows, and which state comes next.

This module is the single source. `reviews.services.lock` asks it before anything happens, the
database holds reviews to the same moves (`assessments.database_rules`), and docs/lifecycle.md is
tested against it.
"""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a review is in its life."""

    DRAFT = "draft", _("Being set up")
    OPEN = "open", _("Open for answers")
    CLOSING = "closing", _("Working out the results")
    CLOSED = "closed", _("Closed")
    SHARED = "shared", _("Results shared")
    CANCELLED = "cancelled", _("Cancelled")


class May(StrEnum):
    """What can be done with a review in some of its states."""

    TAILOR = "tailor"
    GROUP = "put its organisations into partner groups"
    DISCARD = "discard"
    OPEN = "open"
    CHANGE_DATE = "change its last day"
    INVITE = "invite and remind"
    MARK = "mark who has answered on paper"
    TRY = "answer as a test"
    ANSWER = "answer"
    CANCEL = "cancel"
    CLOSE = "close"
    PUBLISH = "publish its results"
    REOPEN = "reopen, while no one has read its results"
    READ = "read and discuss its results"
    WITHHOLD = "withhold a comment"
    SHARE = "share"
    DELETE_ANSWERS = "delete its answers, when they have been kept long enough"


ALLOWS: dict[State, frozenset[May]] = {
    State.DRAFT: frozenset(
        {May.TAILOR, May.GROUP, May.TRY, May.CHANGE_DATE, May.DISCARD, May.OPEN}
    ),
    State.OPEN: frozenset(
        {May.ANSWER, May.INVITE, May.MARK, May.CHANGE_DATE, May.CANCEL, May.CLOSE}
    ),
    State.CLOSING: frozenset({May.PUBLISH, May.CANCEL}),
    State.CLOSED: frozenset({May.READ, May.WITHHOLD, May.REOPEN, May.SHARE, May.DELETE_ANSWERS}),
    State.SHARED: frozenset({May.READ, May.DELETE_ANSWERS}),
    State.CANCELLED: frozenset(),
}

LEADS_TO: dict[May, State] = {
    May.OPEN: State.OPEN,
    May.CANCEL: State.CANCELLED,
    May.CLOSE: State.CLOSING,
    May.PUBLISH: State.CLOSED,
    May.REOPEN: State.OPEN,
    May.SHARE: State.SHARED,
}


def states_for(*may: May) -> list[State]:
    """The states that allow this, or one of these."""
    return [state for state, allowed in ALLOWS.items() if allowed.intersection(may)]


def moves() -> dict[tuple[State, State], May]:
    """Every move there is, from one state to another, and what makes it."""
    return {(before, after): may for may, after in LEADS_TO.items() for before in states_for(may)}
