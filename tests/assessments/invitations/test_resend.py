"""A lost link is sent again, and nobody learns whether an address is known."""

import pytest
from django.core import mail
from django.urls import reverse

from insights.closing import close_review
from tests import scenarios

LOST = "/respond/lost/"


@pytest.fixture
def review(cast):
    review = scenarios.open_review(cast.partnership)
    mail.outbox.clear()
    return review


@pytest.fixture
def ask(client, django_capture_on_commit_callbacks):
    def asking(email: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            reply = client.post(LOST, {"email": email}, follow=True)
        return reply.content.decode()

    return asking


def test_the_link_comes_to_the_known_address_however_it_is_written(cast, review, ask):
    ask("BEN@example.org")
    [message] = mail.outbox
    assert message.to == ["ben@example.org"]
    assert scenarios.token_for(review, cast.ben) in message.body


def test_the_answer_is_the_same_whether_or_not_the_address_is_known(review, ask):
    known, unknown = ask("ben@example.org"), ask("nobody@example.org")
    assert "we have sent it an email" in known

    def without_token(page: str) -> list[str]:
        return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]

    assert without_token(known) == without_token(unknown)
    assert len(mail.outbox) == 1


def test_no_link_is_sent_of_a_review_that_has_closed(review, ask):
    close_review(review=review)
    ask("ben@example.org")
    assert not mail.outbox


def test_asking_too_often_has_to_wait(review, ask):
    pages = [ask("ben@example.org") for _time in range(4)]
    assert "Too many requests" in pages[-1]
    assert len(mail.outbox) == 3


def test_letters_that_a_database_takes_for_one_another_are_counted_as_one(review, ask):
    pages = [ask(email) for email in ("finn@a.org", "fınn@a.org", "FINN@a.org", "fInn@a.org")]
    assert ["Too many requests" in page for page in pages] == [False, False, False, True]


def test_what_is_no_address_is_named(ask):
    assert "such as name@example.org" in ask("ben")


def test_a_broken_link_leads_there(client, review):
    page = client.get(reverse("assessments:respond", args=[review.pk, "x" * 43]))
    assert LOST in page.content.decode()


def test_a_coordinator_sends_one_member_their_link_again(
    cast, review, as_, django_capture_on_commit_callbacks
):
    address = reverse("assessments:invitation-resend", args=[review.pk, cast.ben.pk])
    with django_capture_on_commit_callbacks(execute=True):
        page = as_("ana").post(address, follow=True).content.decode()
    assert "Ben has been sent their link again." in page
    assert [message.to for message in mail.outbox] == [["ben@example.org"]]
    assert as_("cleo").post(address).status_code == 403
