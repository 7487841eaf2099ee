"""Whatever people do with a review in whatever order, nothing is published again once read."""

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.reviews.services import NotNow, cancel, open_review, share
from insights.closing import close_review, reopen_review
from insights.models import Perception
from insights.results.load import load_results
from tests import scenarios

STEPS = {
    "open": lambda review: open_review(review=review),
    "answer": lambda review: scenarios.answer(review, next_to_answer(review), 4),
    "close": lambda review: close_review(review=review),
    "reopen": lambda review: reopen_review(review=review, closes_on=review.closes_on),
    "read": load_results,
    "share": lambda review: share(review=review),
    "cancel": lambda review: cancel(review=review),
}


def next_to_answer(review):
    waiting = review.invitations.filter(submitted=False).select_related("member").first()
    if waiting is None or not review.is_open:
        raise NotNow(review.state)
    return waiting.member


def published(review) -> set[tuple]:
    rows = Perception.objects.filter(group__review=review)
    return set(rows.values_list("pk", "group__label", "code", "n", "mean"))


def in_some_order(people: int):
    """Mostly a life that leads somewhere, with anything in between."""
    usual = ["open", *["answer"] * people, "close", "reopen", "answer", "close", "read", "reopen"]
    anything = st.lists(st.sampled_from(sorted(STEPS)), max_size=3)
    return st.lists(anything, min_size=len(usual), max_size=len(usual)).map(
        lambda between: [
            step
            for one, more in zip(usual, between, strict=True)
            for step in [*more, one]
            if step != "cancel" or more.count("cancel") > 1
        ]
    )


@pytest.mark.django_db
@settings(max_examples=12)
@given(steps=in_some_order(people=2))
def test_what_was_read_is_never_published_again(steps):
    with transaction.atomic():
        cast = scenarios.riverside()
        review = scenarios.draft_review(cast.partnership, confidentiality="open")
        read = None
        for step in steps:
            try:
                with transaction.atomic():
                    STEPS[step](review)
            except NotNow:
                pass
            review.refresh_from_db()
            if review.results_read_at and read is None:
                read = published(review)
            if read is not None:
                assert published(review) == read
        transaction.set_rollback(True)
