"""What a discussion came to is kept once for each consideration, and never says two things."""

import pytest
from django.db import IntegrityError, transaction

from discussions.models import Conclusion, Settlement
from discussions.services import complete_action, record_conclusion, reopen_action
from tests import scenarios


@pytest.fixture
def review(cast):
    return scenarios.draft_review(cast.partnership)


def test_an_agreed_rating_is_kept_in_the_questionnaires_words(review):
    record_conclusion(review=review, consideration="clarity", said="Much.", agreed_rating=4)
    conclusion = review.conclusions.get()
    assert (conclusion.said, conclusion.settlement) == ("Much.", Settlement.AGREE)
    assert conclusion.agreed_label == "Agree"


def test_saying_it_again_replaces_what_was_kept(review):
    record_conclusion(review=review, consideration="clarity", said="Much.", agreed_rating=4)
    record_conclusion(
        review=review, consideration="clarity", said="More.", we_differ_because="Two views."
    )
    conclusion = review.conclusions.get()
    assert (conclusion.said, conclusion.agreed_rating) == ("More.", None)
    assert conclusion.settlement == Settlement.DIFFER


def test_considerations_are_kept_apart(review):
    record_conclusion(review=review, consideration="clarity", said="One.")
    record_conclusion(review=review, consideration="power", said="Two.")
    assert set(review.conclusions.values_list("said", flat=True)) == {"One.", "Two."}


def test_said_alone_is_not_settled(review):
    conclusion = record_conclusion(review=review, consideration="clarity", said="Much.")
    assert conclusion.settlement == Settlement.OPEN


def test_one_that_says_nothing_is_not_kept(review):
    record_conclusion(review=review, consideration="clarity", said="Much.")
    assert record_conclusion(review=review, consideration="clarity", said="") is None
    assert not review.conclusions.exists()


def test_both_a_rating_and_a_difference_are_refused(review):
    with pytest.raises(ValueError, match="not both"):
        record_conclusion(
            review=review,
            consideration="clarity",
            said="",
            agreed_rating=3,
            we_differ_because="Two views.",
        )
    assert not review.conclusions.exists()


@pytest.mark.parametrize("rating", [0, 6])
def test_a_rating_off_the_scale_is_refused(review, rating):
    with pytest.raises(ValueError, match="rating"):
        record_conclusion(review=review, consideration="clarity", said="", agreed_rating=rating)


def test_the_database_refuses_both_too(review):
    with pytest.raises(IntegrityError), transaction.atomic():
        Conclusion.objects.create(
            review=review, consideration="clarity", agreed_rating=3, we_differ_because="Two views."
        )


def test_done_twice_keeps_the_first_time(review, take_on):
    action = take_on(review, "ben")
    complete_action(action=action)
    action.refresh_from_db()
    first = action.done_at
    complete_action(action=action)
    action.refresh_from_db()
    assert action.done_at == first is not None


def test_reopened_is_to_do_again(review, take_on):
    action = take_on(review, "ben", days=-1)
    complete_action(action=action)
    action.refresh_from_db()
    assert action.state == "done"
    reopen_action(action=action)
    action.refresh_from_db()
    assert action.state == "overdue"
