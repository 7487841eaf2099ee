"""A coordinator withdraws a personal link, and can send another; nothing answered is lost."""

import pytest
from django.core import mail
from django.urls import reverse

from assessments.invitations import withdrawal
from assessments.invitations.resend import send_links_again
from assessments.responses.forms import given_answer
from assessments.responses.read_model import OwnResponse
from assessments.responses.services import save_answers, submit
from assessments.responses.upsert import SubmittedAnswers
from assessments.reviews.reminders import invitations_to_remind
from assessments.reviews.selectors import Turnout
from assessments.reviews.services import NotNow
from assessments.tokens import token_of
from insights.closing import close_review, reopen_review
from partnerships.members.services import remove_member
from tests import opened, scenarios


@pytest.fixture
def review(cast):
    return scenarios.open_review(cast.partnership)


@pytest.fixture
def press(as_, review, django_capture_on_commit_callbacks):
    """Ana presses a button beside Ben; what she reads then."""

    def pressing(name: str, member) -> str:
        address = reverse(f"assessments:invitation-{name}", args=[review.pk, member.pk])
        with django_capture_on_commit_callbacks(execute=True):
            return as_("ana").post(address, follow=True).content.decode()

    return pressing


def link(review, token: str, name: str = "respond", *args) -> str:
    return reverse(f"assessments:{name}", args=[review.pk, token, *args])


def ratings(review) -> list[int]:
    return list(opened.ratings(response__review=review))


def test_it_asks_first_and_says_what_becomes_of_the_answers(as_, cast, review, client):
    address = reverse("assessments:invitation-withdraw", args=[review.pk, cast.ben.pk])
    page = as_("ana").get(address).content.decode()
    assert "Withdraw the link sent to Ben?" in page
    assert "Submitted answers count" in page
    assert client.get(link(review, scenarios.token_for(review, cast.ben))).status_code == 200


def test_a_link_that_is_withdrawn_while_it_saves_is_not_said_to_have_saved(cast, review):
    token, invitation = (
        scenarios.token_for(review, cast.ben),
        scenarios.invitation_of(review, cast.ben),
    )
    [statement, *_others] = review.questionnaire.sections_in_order[0].statements
    withdrawal.withdraw_link(review=review, invitation=scenarios.invitation_of(review, cast.ben))
    with pytest.raises(NotNow):
        save_answers(
            invitation=invitation,
            token=token,
            given=SubmittedAnswers([given_answer(statement, "4")]),
        )
    with pytest.raises(NotNow):
        submit(invitation=invitation, token=token)
    assert not review.responses.exists()
    assert not review.invitations.filter(submitted=True).exists()


def test_the_old_link_says_what_happened_and_opens_nothing(cast, review, press, client):
    token = scenarios.token_for(review, cast.ben)
    assert "The link sent to Ben has been withdrawn." in press("withdraw", cast.ben)
    page = client.get(link(review, token))
    assert page.status_code == 410
    assert "This link has been withdrawn" in page.content.decode()
    sent = client.post(link(review, token, "respond-answer", "clarity"), {"clarity-aims": "5"})
    assert sent.status_code == 410
    assert client.post(link(review, token, "respond-submit")).status_code == 410
    assert not ratings(review)


def test_it_is_sent_to_nobody_and_nobody_is_reminded(as_, cast, review, press):
    press("withdraw", cast.ben)
    mail.outbox.clear()
    send_links_again(email=cast.ben.email)
    press("resend", cast.ben)
    assert not mail.outbox
    assert cast.ben not in [one.member for one in invitations_to_remind(review)]
    assert Turnout.of(review).invited == 2
    page = as_("ben").get(reverse("assessments:my-response", args=[review.pk]), follow=True)
    assert "Your link has been withdrawn." in page.content.decode()
    assert "Waiting for your answers" not in as_("ben").get("/").content.decode()


def test_what_was_submitted_counts_and_the_new_link_leads_to_it(cast, review, press, client):
    scenarios.answer(review, cast.ben, rating=2)
    old = scenarios.token_for(review, cast.ben)
    press("withdraw", cast.ben)
    assert Turnout.of(review).submitted == 1
    mail.outbox.clear()
    assert "Ben has been sent a new link." in press("renew", cast.ben)
    new = token_of(scenarios.invitation_of(review, cast.ben))
    assert new != old
    [message] = mail.outbox
    assert link(review, new) in message.body
    assert client.get(link(review, old)).status_code == 410
    scenarios.answer(review, cast.ben, rating=5)
    assert review.responses.count() == 1
    assert set(ratings(review)) == {5}


def test_however_often_it_is_renewed_the_later_answer_stays(cast, review):
    """Each link has a clock of its own, that begins anywhere."""
    for rating in (1, 2, 3, 4, 5, 1, 2, 3):
        scenarios.answer(review, cast.ben, rating=rating)
        assert set(ratings(review)) == {rating}
        invitation = scenarios.invitation_of(review, cast.ben)
        withdrawal.withdraw_link(review=review, invitation=invitation)
        withdrawal.renew_link(review=review, invitation=invitation)
    assert review.withdrawn_links.count() == 8


def test_organisations_with_one_voice_keep_their_answer(cast):
    review = scenarios.open_review(cast.partnership, confidentiality="one-voice")
    scenarios.answer(review, cast.ben, rating=2)
    invitation = scenarios.invitation_of(review, cast.ben)
    withdrawal.withdraw_link(review=review, invitation=invitation)
    withdrawal.renew_link(review=review, invitation=invitation)
    scenarios.answer(review, cast.ben, rating=5)
    assert review.responses.count() == 1
    assert set(ratings(review)) == {5}


def test_reopening_does_not_bring_a_withdrawn_link_back(cast, review, press):
    press("withdraw", cast.ben)
    review = reopen_review(review=close_review(review=review), closes_on=review.closes_on)
    assert scenarios.invitation_of(review, cast.ben).is_withdrawn
    assert "Ben has been sent a new link." in press("renew", cast.ben)


def test_after_reopening_the_new_link_leads_to_what_was_submitted(cast, review, press):
    scenarios.answer(review, cast.ben)
    review = reopen_review(review=close_review(review=review), closes_on=review.closes_on)
    press("withdraw", cast.ben)
    assert "Ben has been sent a new link." in press("renew", cast.ben)
    invitation = scenarios.invitation_of(review, cast.ben)
    own = OwnResponse.for_link(invitation, scenarios.token_for(review, cast.ben))
    assert (own.answered, own.submitted) == (40, True)
    assert review.responses.count() == 1


def test_links_are_withdrawn_only_while_the_review_is_open(cast, review, press, client):
    token = scenarios.token_for(review, cast.ben)
    close_review(review=review)
    assert "while the review is open" in press("withdraw", cast.ben)
    assert client.get(link(review, token)).status_code == 200


def test_the_link_of_who_was_removed_says_so(cast, review, client):
    token = scenarios.token_for(review, cast.ben)
    remove_member(member=cast.ben)
    assert client.get(link(review, token)).status_code == 410
