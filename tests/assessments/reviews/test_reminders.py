"""Reminding those who have not submitted: seen beforehand, once a day at most, and not for ever."""

import re
from datetime import timedelta
from urllib.parse import urlparse

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from assessments.reviews import reminders
from partnerships.models import OutgoingEmail
from tests import languages, scenarios


@pytest.fixture
def review(cast):
    """Opened yesterday; Ben has submitted, Cleo has started."""
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, cast.ben)
    scenarios.answer(review, cast.cleo, submit=False)
    OutgoingEmail.objects.update(created_at=timezone.now() - timedelta(2))
    mail.outbox.clear()
    return review


def remind(review, browser, group="unfinished"):
    address = reverse("assessments:review-remind", args=[review.pk])
    return browser.post(address, {"group": group}, follow=True)


def written_to() -> set[str]:
    return {address for message in mail.outbox for address in message.to}


@pytest.mark.parametrize(
    ("group", "names"),
    [("unfinished", {"ana", "cleo"}), ("not-started", {"ana"}), ("started", {"cleo"})],
)
def test_only_those_who_have_not_submitted_are_reminded(
    cast, review, as_, django_capture_on_commit_callbacks, group, names
):
    with django_capture_on_commit_callbacks(execute=True):
        remind(review, as_("ana"), group)
    assert written_to() == {cast.members[name].email for name in names}


def test_what_is_sent_and_to_whom_is_seen_beforehand(cast, review, as_):
    address = reverse("assessments:review-remind", args=[review.pk])
    page = as_("ana").get(address, {"group": "started"}).content.decode()
    assert "1 person will be reminded" in page
    assert "You have started but not submitted your answers." in page
    assert scenarios.token_for(review, cast.cleo) not in page
    assert not mail.outbox


def test_it_is_seen_beforehand_in_every_language_that_it_is_sent_in(
    cast, review, as_, settings, tmp_path
):
    address = reverse("assessments:review-remind", args=[review.pk])
    gaelic = ("gd", "Gàidhlig")
    with languages.offered(settings, tmp_path, languages.ENGLISH, gaelic):
        languages.translate("gd", scenarios.in_gaelic)
        assert "in their own language" not in as_("ana").get(address).content.decode()
        Person.objects.filter(pk=cast.cleo.person_id).update(language="gd")
        page = as_("ana").get(address).content.decode()
        assert "Everyone is emailed in their own language." in page
        assert "English</span>: 1 person" in page
        assert "still like to know how it looks" in page
        assert '<p class="prose" lang="gd" dir="ltr">Gàidhlig You have started' in page
        only_hers = as_("ana").get(address, {"group": "started"}).content.decode()
        assert "Gàidhlig You have started" in only_hers
        assert "still like to know" not in only_hers
        assert "Remind people" in only_hers


def test_nobody_is_reminded_twice_on_one_day(review, as_, django_capture_on_commit_callbacks):
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            reply = remind(review, as_("ana"))
    assert len(mail.outbox) == 2
    assert "0 people have been reminded" in reply.content.decode()


def test_whoever_wants_no_more_reminders_says_so_with_one_click_and_gets_none(
    cast, review, as_, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        remind(review, as_("ana"), "started")
    [message] = mail.outbox
    stop = re.search(r"^http\S+/reminders/$", message.body, re.M)[0]
    assert message.extra_headers["List-Unsubscribe"] == f"<{stop}>"
    path = urlparse(stop).path
    assert client.get(path).status_code == 200
    assert not scenarios.invitation_of(review, cast.cleo).no_reminders
    assert "You will not get any more reminders" in client.post(path, follow=True).content.decode()
    OutgoingEmail.objects.update(created_at=timezone.now() - timedelta(2))
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        remind(review, as_("ana"))
    assert written_to() == {cast.ana.email}


def test_a_reminder_is_not_sent_to_who_has_submitted_in_the_meantime(
    cast, review, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        reminders.remind(review=review)
        scenarios.answering.submit(
            invitation=scenarios.invitation_of(review, cast.cleo),
            token=scenarios.token_for(review, cast.cleo),
        )
    assert written_to() == {cast.ana.email}


def test_a_review_that_is_not_open_reminds_nobody(cast, as_):
    review = scenarios.draft_review(cast.partnership)
    assert "while the review is open" in remind(review, as_("ana")).content.decode()
    assert not mail.outbox
