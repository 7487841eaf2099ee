"""A review moves through its life as one table says, whoever moves it and however."""

from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from assessments.lifecycle import ALLOWS, LEADS_TO, May, State, moves
from assessments.models import Review
from assessments.models.response import Answer
from assessments.paper import marking
from assessments.reviews import retention, services
from assessments.reviews.partner_groups.services import set_partner_groups
from insights.closing import begin_closing, finish_closing, reopen_review
from insights.results.load import load_results
from tests import scenarios

DOCUMENT = Path(__file__).parents[3] / "docs" / "lifecycle.md"


def later():
    return timezone.localdate() + timedelta(7)


DO = {
    May.TAILOR: lambda review: services.change_draft(review=review),
    May.DISCARD: lambda review: services.discard(review=review),
    May.GROUP: lambda review: set_partner_groups(review=review, groups={}),
    May.OPEN: lambda review: services.open_review(review=review),
    May.CHANGE_DATE: lambda review: services.change_dates(review=review, closes_on=later()),
    May.INVITE: lambda review: services.invite_newcomers(review=review),
    May.MARK: lambda review: marking.mark_on_paper(review=review, members=[]),
    May.TRY: lambda review: services.delete_test_responses(review=review),
    May.ANSWER: lambda review: services.lock(review, May.ANSWER),
    May.CANCEL: lambda review: services.cancel(review=review),
    May.CLOSE: lambda review: begin_closing(review=review),
    May.PUBLISH: lambda review: finish_closing(review=review),
    May.REOPEN: lambda review: reopen_review(review=review, closes_on=later()),
    May.READ: load_results,
    May.WITHHOLD: lambda review: services.lock(review, May.WITHHOLD),
    May.DELETE_ANSWERS: lambda review: retention.delete_answers(review=review),
    May.SHARE: lambda review: services.share(review=review),
}


def brought_to(state: State, partnership) -> Review:
    """A review in this state by the product's own services."""
    review = scenarios.draft_review(partnership, confidentiality="open")
    way = {
        State.OPEN: [May.OPEN],
        State.CLOSING: [May.OPEN, May.CLOSE],
        State.CLOSED: [May.OPEN, May.CLOSE, May.PUBLISH],
        State.SHARED: [May.OPEN, May.CLOSE, May.PUBLISH, May.SHARE],
        State.CANCELLED: [May.OPEN, May.CANCEL],
    }
    for step in way.get(state, []):
        DO[step](review)
        review.refresh_from_db()
    return review


@pytest.mark.parametrize(("may", "state"), list(product(May, State)))
def test_each_state_allows_what_the_table_says_and_nothing_else(cast, may, state):
    review = brought_to(state, cast.partnership)
    if may not in ALLOWS[state]:
        with pytest.raises(services.NotNow), transaction.atomic():
            DO[may](review)
        review.refresh_from_db()
        assert review.state == state
        return
    DO[may](review)
    if may == May.DISCARD:
        assert not Review.objects.exists()
    else:
        review.refresh_from_db()
        assert review.state == LEADS_TO.get(may, state)


TIMES = {
    State.DRAFT: {},
    State.OPEN: {"opened_at"},
    State.CLOSING: {"opened_at", "closed_at"},
    State.CLOSED: {"opened_at", "closed_at"},
    State.SHARED: {"opened_at", "closed_at", "shared_at"},
    State.CANCELLED: {"opened_at", "cancelled_at"},
}


def moved_by_hand(review: Review, state: State) -> None:
    """The state with the times that belong to it, past every service."""
    times = {time for some in TIMES.values() for time in some}
    changes = {time: timezone.now() if time in TIMES[state] else None for time in times}
    Review.objects.filter(pk=review.pk).update(state=state, **changes)


@pytest.mark.parametrize(
    ("before", "after"), [(one, two) for one, two in product(State, State) if one != two]
)
def test_the_database_makes_the_same_moves_and_no_others(cast, before, after):
    review = brought_to(before, cast.partnership)
    if (before, after) in moves():
        moved_by_hand(review, after)
        review.refresh_from_db()
        assert review.state == after
    else:
        with pytest.raises(DatabaseError, match="moves_as_it_may"), transaction.atomic():
            moved_by_hand(review, after)


def test_the_database_reopens_nothing_that_has_been_read_and_remembers_that_it_was(cast):
    review = brought_to(State.CLOSED, cast.partnership)
    load_results(review)
    with pytest.raises(DatabaseError, match="was_read"), transaction.atomic():
        moved_by_hand(review, State.OPEN)
    with pytest.raises(DatabaseError, match="was_read"), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(results_read_at=None)


def test_results_are_not_read_before_there_are_any(cast):
    review = brought_to(State.OPEN, cast.partnership)
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(results_read_at=timezone.now())


def test_the_document_shows_the_same_table():
    head = ["", *[state.value for state in State]]
    rows = [
        [may.value, *[LEADS_TO.get(may, "yes") if may in ALLOWS[s] else "" for s in State]]
        for may in May
    ]
    rows[list(May).index(May.DISCARD)][1] = "gone"
    table = [head, ["---"] * len(head), *rows]
    lines = ["| " + " | ".join(row) + " |" for row in table]
    assert "\n".join(lines) in DOCUMENT.read_text("utf-8")


def test_calling_off_deletes_every_answer(cast):
    review = brought_to(State.OPEN, cast.partnership)
    scenarios.answer(review, cast.ben)
    services.cancel(review=review)
    assert not Answer.objects.exists()
    assert not review.responses.exists()
    assert not review.invitations.filter(started=True).exists()
