"""People add themselves to a review in a room; who is known already can't be told from outside."""

import pytest
from django.core import mail
from django.urls import reverse

from assessments.invitations import joining
from assessments.invitations.withdrawal import withdraw_link
from assessments.models import JoinLink, JoinRequest
from assessments.reviews.services import NotNow
from insights.closing import close_review, reopen_review
from tests import scenarios


@pytest.fixture
def review(cast):
    review = scenarios.open_review(cast.partnership)
    mail.outbox.clear()
    return review


@pytest.fixture
def link(review):
    return joining.open_join_link(review=review, domains=["council.example"])


@pytest.fixture
def ask(client, cast, link, django_capture_on_commit_callbacks):
    """Somebody at the link fills the form in; what they read then."""

    def asking(email: str, **fields) -> str:
        filled = {
            "name": "Gus Hall",
            "email": email,
            "organisation": cast.ben.organisation_id,
            "level": "operational",
        }
        address = reverse("assessments:join", args=[link.key])
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, filled | fields, follow=True).content.decode()

    return asking


@pytest.fixture
def press(as_, review, django_capture_on_commit_callbacks):
    """Ana presses a button on the page of the join link; what she reads then."""

    def pressing(name: str, *args, **fields) -> str:
        address = reverse(f"assessments:{name}", args=[review.pk, *args])
        with django_capture_on_commit_callbacks(execute=True):
            return as_("ana").post(address, fields, follow=True).content.decode()

    return pressing


def open_form(client, link):
    return client.get(reverse("assessments:join", args=[link.key]))


def names(cast) -> set[str]:
    return set(cast.partnership.members.values_list("name", flat=True))


def test_somebody_with_a_trusted_address_is_a_member_and_has_a_link_at_once(cast, review, ask):
    page = ask("Gus@Council.Example")
    assert "Check your email" in page
    gus = cast.partnership.members.get(name="Gus Hall")
    assert (gus.email, gus.organisation, gus.level, gus.role) == (
        "gus@council.example",
        cast.ben.organisation,
        "operational",
        "member",
    )
    [message] = mail.outbox
    assert message.to == ["gus@council.example"]
    assert scenarios.token_for(review, gus) in message.body


def test_an_address_that_only_looks_trusted_waits(cast, ask):
    for number, domain in enumerate(("notcouncil.example", "council.example.org")):
        ask(f"gus{number}@{domain}")
    assert "Gus Hall" not in names(cast)
    assert JoinRequest.objects.count() == 2


def test_anybody_else_waits_until_a_coordinator_lets_them_in(cast, review, ask, press, as_):
    ask("gus@home.example")
    ask("ida@home.example", name="Ida")
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]
    page = as_("ana").get(reverse("assessments:review", args=[review.pk])).content.decode()
    assert "2 people are waiting for approval" in page
    mail.outbox.clear()
    page = press("join-request-settle", review.join_requests.get(name="Gus Hall").pk)
    assert "Gus Hall has been approved" in page
    gus = cast.partnership.members.get(name="Gus Hall")
    [message] = mail.outbox
    assert message.to == ["gus@home.example"]
    assert scenarios.token_for(review, gus) in message.body
    assert review.join_requests.count() == 1


def test_somebody_turned_away_is_told_and_forgotten(cast, review, ask, press):
    ask("gus@home.example")
    mail.outbox.clear()
    press("join-request-settle", review.join_requests.get().pk, settle="turn-away")
    assert "Gus Hall" not in names(cast)
    assert not review.join_requests.exists()
    [message] = mail.outbox
    assert message.to == ["gus@home.example"]
    assert "has not added you" in message.body


def test_nobody_learns_whether_an_address_is_known(cast, review, ask):
    pages = [ask(email) for email in ("ben@example.org", "gus@home.example", "ida@council.example")]
    assert len(set(pages)) == 1
    assert not review.join_requests.filter(email="ben@example.org").exists()
    to_ben = [message for message in mail.outbox if message.to == ["ben@example.org"]]
    assert scenarios.token_for(review, cast.ben) in to_ben[0].body
    cast.ben.refresh_from_db()
    assert cast.ben.name == "Ben"


def test_a_member_who_came_late_is_sent_a_link_and_nobody_else_is(cast, review, ask):
    late, other = scenarios.fill(cast.partnership, scenarios.CHARITY, 2)
    ask(late.email)
    assert review.invitations.filter(member=late).exists()
    assert not review.invitations.filter(member=other).exists()


def test_whoever_is_not_asked_is_not_asked_by_joining_either(cast, review, ask):
    assert "Check your email" in ask("olu@example.org")
    assert not mail.outbox
    assert not review.invitations.filter(member=cast.olu).exists()


def test_a_link_that_was_withdrawn_is_not_had_back_by_joining(cast, review, ask):
    invitation = scenarios.invitation_of(review, cast.ben)
    withdraw_link(review=review, invitation=invitation)
    ask("ben@example.org")
    assert not mail.outbox
    assert scenarios.invitation_of(review, cast.ben).is_withdrawn


def test_asking_twice_is_asking_once_with_what_was_said_last(review, ask):
    ask("gus@home.example")
    ask("GUS@home.example", name="Gus Hall-Reid")
    assert [one.name for one in review.join_requests.all()] == ["Gus Hall-Reid"]


def test_asking_too_often_has_to_wait_and_the_list_has_an_end(ask, monkeypatch):
    """However it is written: a database may take “ſ” for an S."""
    pages = [ask(f"gu{letter}@home.example") for letter in "sSſs"]
    assert "Too many requests" in pages[-1]
    monkeypatch.setattr(joining, "MOST_WAITING", 1)
    assert "Too many people are waiting for approval." in ask("ida@home.example")


def test_an_organisation_of_another_partnership_can_not_be_chosen(cast, review, ask):
    ask("gus@home.example", organisation=cast.dev.memberships.get().organisation_id)
    assert not review.join_requests.exists()


def test_switched_off_or_renewed_or_closed_it_opens_nothing(review, link, press, client):
    assert open_form(client, link).status_code == 200
    press("review-join-off")
    assert open_form(client, link).status_code == 404
    press("review-join", domains="")
    assert open_form(client, link).status_code == 200
    press("review-join-renew")
    assert open_form(client, link).status_code == 404
    renewed = JoinLink.objects.get()
    assert open_form(client, renewed).status_code == 200
    close_review(review=review)
    assert open_form(client, renewed).status_code == 404


def test_when_the_review_closes_who_waits_is_forgotten_and_the_link_stays_off(review, ask):
    ask("gus@home.example")
    review = close_review(review=review)
    assert not JoinRequest.objects.exists()
    reopen_review(review=review, closes_on=review.closes_on)
    assert not JoinLink.objects.get().is_on


def test_domains_are_read_however_they_are_written(review, press, as_):
    page = press("review-join", domains="@Council.example, nhs.example\nsomebody@open.example")
    assert "The join link has been switched on." in page
    link = JoinLink.objects.get()
    assert link.domains == ["council.example", "nhs.example", "open.example"]
    assert "is not the end of an email address" in press("review-join", domains="council")
    draft = scenarios.draft_review(review.partnership, title="Next")
    with pytest.raises(NotNow):
        joining.open_join_link(review=draft, domains=[])


def test_the_code_leads_to_the_link(as_, review, link):
    page = as_("ana").get(reverse("assessments:review-join-wall", args=[review.pk]))
    assert f"/join/{link.key}/" in page.content.decode()
    code = as_("ana").get(reverse("assessments:review-join-code", args=[review.pk]))
    assert code.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in code.content
    assert b"style" not in code.content
