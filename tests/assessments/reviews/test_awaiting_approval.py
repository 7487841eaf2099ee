"""Reviews of a partnership that no host administrator has approved."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from assessments.invitations import joining
from assessments.models import JoinRequest, Review
from assessments.reviews import services
from assessments.reviews.reminders import remind
from assessments.reviews.services import NotReady, open_review
from insights.closing import close_review
from partnerships.models import OutgoingEmail, Partnership, TooManyRecipients, UnapprovedEmail
from tests import scenarios

MOST = 5
TOO_MANY = "too many people"


@pytest.fixture(autouse=True)
def few(settings):
    settings.TOLD_UNTIL_APPROVED = MOST


def wait(cast) -> None:
    values = {"approved_at": None, "registered_by": cast.ana.person}
    Partnership.objects.filter(pk=cast.partnership.pk).update(**values)
    cast.partnership.refresh_from_db()


def use_up(cast) -> None:
    UnapprovedEmail.objects.take(
        cast.ana.person, [f"{number}@example.com" for number in range(MOST)]
    )


@pytest.fixture
def draft(cast) -> Review:
    wait(cast)
    return scenarios.draft_review(cast.partnership)


@pytest.fixture
def opened(cast, settings) -> Review:
    """Open where registration is, with nobody left to write to."""
    settings.REGISTRATION = "open"
    wait(cast)
    review = scenarios.open_review(cast.partnership)
    OutgoingEmail.objects.update(created_at=timezone.now() - timedelta(2))
    UnapprovedEmail.objects.all().delete()
    use_up(cast)
    mail.outbox.clear()
    return review


@pytest.fixture
def send(as_):
    """Ana sends something to a page of a review; what she reads then."""

    def sent(review: Review, name: str, *args, **data) -> str:
        url = reverse(name, args=[review.pk, *args])
        with TestCase.captureOnCommitCallbacks(execute=True):
            return as_("ana").post(url, data, follow=True).content.decode()

    return sent


def state_of(review: Review) -> str:
    review.refresh_from_db()
    return review.state


def test_no_review_opens_before_and_the_draft_says_what_can_be_done(as_, draft, send):
    page = as_("ana").get(reverse("assessments:review", args=[draft.pk])).content.decode()
    assert "Waiting for approval." in page
    assert "Approval of the partnership by the host of this installation" in page
    assert "5 more people within 24 hours" in page
    assert "Something is missing" in send(draft, "assessments:review-open")
    assert "Give a test response" in page
    assert state_of(draft) == "draft"
    with pytest.raises(NotReady):
        open_review(review=draft)


def test_it_opens_once_approved(draft, send):
    Partnership.objects.update(approved_at=timezone.now())
    send(draft, "assessments:review-open")
    assert state_of(draft) == "open"
    assert len(mail.outbox) == 3


def test_where_registration_is_open_it_opens_for_a_few(cast, draft, settings, send, as_):
    settings.REGISTRATION = "open"
    scenarios.fill(cast.partnership, scenarios.COUNCIL, MOST)
    page = as_("ana").get(reverse("assessments:review-open", args=[draft.pk])).content.decode()
    assert "no more people to ask than you can email: 5" in page
    assert "Something is missing" in send(draft, "assessments:review-open")
    cast.partnership.members.filter(name__startswith="Member").delete()
    send(draft, "assessments:review-open")
    assert state_of(draft) == "open"
    assert UnapprovedEmail.objects.count() == 2, "Ana, who registered it, doesn't count"


def test_what_changes_between_the_checklist_and_the_emails_is_said_too(
    cast, draft, settings, send, monkeypatch
):
    settings.REGISTRATION = "open"
    monkeypatch.setattr(services, "is_ready", lambda _review: True)
    use_up(cast)
    assert TOO_MANY in send(draft, "assessments:review-open")
    assert state_of(draft) == "draft"


def test_what_would_write_to_too_many_says_so_and_changes_nothing(cast, opened, send):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 1)
    sent = {
        ("assessments:review-invite",): {},
        ("assessments:review-remind",): {"group": "unfinished"},
        ("assessments:invitation-resend", cast.ben.pk): {},
        ("assessments:review-cancel",): {"words": "Sorry"},
    }
    for (name, *args), data in sent.items():
        assert TOO_MANY in send(opened, name, *args, **data), name
    assert (state_of(opened), opened.invitations.count()) == ("open", 3)
    send(opened, "assessments:invitation-withdraw", cast.ben.pk)
    assert TOO_MANY in send(opened, "assessments:invitation-renew", cast.ben.pk)
    assert scenarios.invitation_of(opened, cast.ben).is_withdrawn
    assert not mail.outbox


def test_sharing_and_reopening(opened, send):
    review = close_review(review=opened)
    last = (timezone.localdate() + timedelta(9)).isoformat()
    assert TOO_MANY in send(review, "insights:review-reopen", closes_on=last)
    assert TOO_MANY in send(review, "assessments:review-share", now="")
    assert state_of(review) == "closed"
    assert not mail.outbox


def test_a_lost_link_is_asked_for_as_ever_and_nobody_learns_anything(opened, cast, client):
    url, replies = reverse("assessments:link-lost"), []
    for email in (cast.ben.email, "nobody@example.org"):
        with TestCase.captureOnCommitCallbacks(execute=True):
            reply = client.post(url, {"email": email}, follow=True)
        replies.append((reply.status_code, "an email with the link" in reply.content.decode()))
    assert replies == [(200, True)] * 2
    assert not mail.outbox


@pytest.fixture
def join(opened, cast):
    link = joining.open_join_link(review=opened, domains=["council.example"])

    def joins(email: str) -> str:
        data = {"name": "Gus", "email": email, "organisation": cast.ben.organisation_id}
        url = reverse("assessments:join", args=[link.key])
        with TestCase.captureOnCommitCallbacks(execute=True):
            reply = Client().post(url, data | {"level": "community"}, follow=True)
        return reply.content.decode()

    return joins


def test_who_joins_waits_while_they_can_not_be_written_to(opened, cast, join, send):
    emails = [cast.ben.email, "gus@council.example", "eve@example.com"]
    pages = {join(email) for email in emails}
    assert len(pages) == 1, "all read the same"
    assert sorted(one.email for one in JoinRequest.objects.all()) == sorted(emails)
    assert {to for one in mail.outbox for to in one.to} <= {cast.ana.email}
    assert not cast.partnership.members.filter(name="Gus").exists()
    for request in JoinRequest.objects.all():
        for settle in ("let-in", "turn-away"):
            page = send(opened, "assessments:join-request-settle", request.pk, settle=settle)
            assert TOO_MANY in page, (request.email, settle)
    assert JoinRequest.objects.count() == 3


def test_turning_away_counts(opened, cast, join, send):
    UnapprovedEmail.objects.all().delete()
    for number in range(MOST):
        join(f"victim-{number}@example.com")
    for request in JoinRequest.objects.all():
        send(opened, "assessments:join-request-settle", request.pk, settle="turn-away")
    join("one-more@example.com")
    last = JoinRequest.objects.get()
    page = send(opened, "assessments:join-request-settle", last.pk, settle="turn-away")
    assert TOO_MANY in page


DAY = date(2027, 7, 8)


@pytest.fixture
def rounds(monkeypatch):
    """Have it be this day, and the scheduler come by, twice."""

    def come_by(day: date) -> None:
        now = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 9))
        monkeypatch.setattr(timezone, "now", lambda: now)
        for _each in range(2):
            with TestCase.captureOnCommitCallbacks(execute=True):
                call_command("run_schedule")

    return come_by


def told(cast) -> str:
    """What Ana was written, and nobody else."""
    [letter] = mail.outbox
    assert letter.to == [cast.ana.email]
    return f"{letter.subject} {letter.body}"


def test_what_was_to_open_by_itself_stays_a_draft_and_its_coordinator_hears(cast, draft, rounds):
    Review.objects.filter(pk=draft.pk).update(opens_on=DAY, closes_on=DAY + timedelta(9))
    rounds(DAY)
    assert state_of(draft) == "draft"
    assert "Approval of the partnership by the host of this installation" in told(cast)


def test_who_was_to_be_reminded_is_not_and_the_coordinator_hears_once(cast, opened, rounds):
    last = DAY + timedelta(1)
    Review.objects.filter(pk=opened.pk).update(closes_on=last, remind_days=[1])
    UnapprovedEmail.objects.update(at=timezone.make_aware(timezone.datetime(2027, 7, 8, 8)))
    rounds(DAY)
    said = told(cast)
    assert "members have not been emailed" in said
    assert "no one has been reminded today" in said


def test_results_that_were_to_be_shared_are_not_and_the_coordinator_hears_once(
    cast, opened, rounds
):
    review = close_review(review=opened)
    Review.objects.filter(pk=review.pk).update(shares_on=DAY)
    UnapprovedEmail.objects.update(at=timezone.make_aware(timezone.datetime(2027, 7, 8, 8)))
    rounds(DAY)
    assert state_of(review) == "closed"
    assert "its results have not been shared" in told(cast)


def test_it_closes_by_itself_all_the_same(cast, opened, rounds):
    Review.objects.filter(pk=opened.pk).update(closes_on=DAY - timedelta(1), closes_by_itself=True)
    UnapprovedEmail.objects.update(at=timezone.make_aware(timezone.datetime(2027, 7, 8, 8)))
    rounds(DAY)
    assert state_of(opened) == "closed"
    assert "has closed" in told(cast)


def test_reminding_is_refused_whole(cast, opened):
    with pytest.raises(TooManyRecipients):
        remind(review=opened)
    opened.refresh_from_db()
    assert opened.reminded_on is None
