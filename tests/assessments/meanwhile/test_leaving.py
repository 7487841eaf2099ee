"""What is answered while its member, or a whole partnership, goes: kept, or said not to be."""

import pytest

from assessments.invitations.resend import send_link_again
from assessments.invitations.withdrawal import withdraw_link
from assessments.lifecycle import May
from assessments.models import AnsweredAndLeft
from assessments.models.response import Answer, Response
from assessments.responses import services as answering
from assessments.reviews import services as reviews
from partnerships.members.membership import leave
from partnerships.members.services import remove_member
from partnerships.models import Member, Partnership
from privacy.erasure import erase
from tests import opened, scenarios

from .overlapping import overlap
from .sending import BEGUN, GONE, save

LEAVING = {
    "removed": lambda member: remove_member(member=member),
    "erased": lambda member: erase(person=member.person),
}


@pytest.fixture(params=LEAVING)
def gone(request, cast):
    return lambda: LEAVING[request.param](cast.ben)


@BEGUN
@pytest.mark.parametrize("how", ["answer", "page"])
def test_nothing_is_kept_for_somebody_who_has_gone(ben, gone, begun, how):
    if begun:
        ben.begin()
    outcome = overlap(gone, lambda: getattr(ben, how)("2"))
    assert outcome in GONE if how == "answer" else ben.is_refused(outcome)
    assert 2 not in opened.ratings()


def test_somebody_who_is_erased_while_they_answer_leaves_nothing(cast, review, ben):
    ben.begin()
    overlap(lambda: save(review, ben.token), lambda: erase(person=cast.ben.person))
    assert not Response.objects.exists()


def test_somebody_who_goes_while_they_submit_is_not_asked_again(cast, review, ben):
    ben.begin()
    invitation = scenarios.invitation_of(review, cast.ben)
    overlap(
        lambda: answering.submit(invitation=invitation, token=ben.token),
        lambda: remove_member(member=cast.ben),
    )
    assert Response.objects.get().submitted
    assert AnsweredAndLeft.objects.get().person == cast.ben.person


def test_nothing_is_submitted_by_somebody_who_has_gone(ben, gone):
    ben.begin()
    assert ben.is_refused(overlap(gone, ben.submit))
    assert not Response.objects.filter(submitted=True).exists()


def test_with_a_partnership_go_the_answers_on_their_way(cast, ben):
    ben.begin()
    assert overlap(cast.partnership.delete, lambda: ben.answer("2")) in GONE
    assert not Response.objects.exists()


def test_a_partnership_goes_with_what_was_just_answered(cast, review, ben):
    ben.begin()
    overlap(lambda: save(review, ben.token), cast.partnership.delete)
    assert not Answer.objects.exists()


def test_taking_a_place_away_and_what_is_done_to_a_review_do_not_wait_for_each_other(cast, review):
    link = {"review": review, "invitation": scenarios.invitation_of(review, cast.cleo)}
    overlap(lambda: withdraw_link(**link), lambda: remove_member(member=cast.ben))
    assert review.invitations.with_link().get().member == cast.ana


def test_leaving_and_reminding_do_not_wait_for_each_other_to_count_emails(cast, review):
    Partnership.objects.update(approved_at=None, registered_by=cast.ana.person)
    member = Member.objects.select_related("partnership", "person").get(pk=cast.ben.pk)
    invitation = scenarios.invitation_of(review, cast.cleo)
    send = {"review": review, "invitation": invitation}
    overlap(
        lambda: reviews.lock(review, May.INVITE),
        lambda: leave(member=member),
        then=lambda: send_link_again(**send),
    )
    assert not review.invitations.filter(member=cast.ben).exists()
