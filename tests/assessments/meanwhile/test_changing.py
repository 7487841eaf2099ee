"""What is answered while its link or its review changes: kept, or said not to be."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.invitations.withdrawal import renew_link, withdraw_link
from assessments.models.response import Response
from assessments.reviews import services as reviews
from insights.closing import close_review, reopen_review
from tests import opened, scenarios

from .overlapping import overlap
from .sending import BEGUN, GONE, Sender, kept, save


def test_two_pages_that_say_the_same_in_another_order_do_not_wait_for_each_other(review, ben):
    ben.begin()
    overlap(
        lambda: save(review, ben.token, gain=True),
        lambda: save(review, ben.token, gain=False, reason=True),
        then=lambda: save(review, ben.token, reason=False),
    )
    assert kept() == 2


# Links


def test_a_link_that_is_withdrawn_meanwhile_keeps_nothing(cast, review, ben):
    ben.begin()
    invitation = scenarios.invitation_of(review, cast.ben)
    withdraw = {"review": review, "invitation": invitation}
    assert overlap(lambda: withdraw_link(**withdraw), lambda: ben.answer("2")) == 410
    assert kept() is None


def test_an_answer_by_an_old_link_is_not_put_on_the_clock_of_the_new(cast, review, ben):
    ben.begin()
    link = {"review": review, "invitation": scenarios.invitation_of(review, cast.ben)}

    def replace():
        withdraw_link(**link)
        renew_link(**link)

    assert overlap(replace, lambda: ben.answer("2")) == 410
    renewed = Sender(review, cast.ben)
    assert renewed.answer("5") == 204
    assert kept() == 5


def test_a_first_answer_by_a_link_that_is_withdrawn_meanwhile_is_refused(cast, review, ben):
    link = {"review": review, "invitation": scenarios.invitation_of(review, cast.ben)}
    assert overlap(lambda: withdraw_link(**link), lambda: ben.answer("2")) in GONE
    assert not Response.objects.exists()


def test_who_wants_no_reminders_while_a_review_closes_gets_none(cast, review, ben):
    url = reverse("assessments:respond-reminders", args=[review.pk, ben.token])
    reply = overlap(lambda: close_review(review=review), lambda: Client().post(url))
    assert reply.status_code == 302
    assert review.invitations.get(member=cast.ben).no_reminders


# The life of a review


@BEGUN
@pytest.mark.parametrize("ends", [reviews.discard, reviews.delete_test_responses, "open"])
def test_a_test_answer_to_a_draft_that_moves_on_is_refused(cast, begun, ends):
    draft = scenarios.draft_review(cast.partnership)
    reviews.try_out(review=draft, member=cast.ben)
    ben = Sender(draft, cast.ben)
    if begun:
        ben.begin()
    move_on = reviews.open_review if ends == "open" else ends
    assert overlap(lambda: move_on(review=draft), lambda: ben.answer("2")) in GONE
    assert not Response.objects.exists()


@BEGUN
@pytest.mark.parametrize("end", [close_review, reviews.cancel])
@pytest.mark.parametrize("how", ["answer", "page"])
def test_a_review_that_ends_meanwhile_takes_no_answer(cast, review, ben, begun, end, how):
    if begun:
        ben.begin()
    went_on = overlap(lambda: end(review=review), lambda: getattr(ben, how)("2"))
    assert went_on == 409 if how == "answer" else went_on.endswith("?too-late=1")
    assert 2 not in opened.ratings()


@BEGUN
def test_a_review_that_closes_and_opens_again_meanwhile_keeps_the_answer(cast, review, ben, begun):
    if begun:
        ben.begin()

    def close_and_reopen():
        closed = close_review(review=review)
        reopen_review(review=closed, closes_on=closed.closes_on)

    assert overlap(close_and_reopen, lambda: ben.answer("2")) == 204
    assert kept() == 2
    assert opened.response().escrow.level == cast.ben.level
