"""The key of a review: where it is kept, when it goes, and what is said if it is missing."""

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from assessments.checks import keys_are_safe
from assessments.keys import (
    KeyMissing,
    delete_key,
    has_key,
    kept_keys,
    make_key,
    read_key,
)
from assessments.models import Review
from assessments.models.response import Answer
from assessments.reviews import services
from assessments.reviews.retention import delete_answers, delete_keys_left_over
from insights import schedule
from insights.closing import close_review
from tests import scenarios

FIRST = "approach"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.KEYS_DIR, settings.KEYS_WRAPPED_BY = tmp_path / "keys", []
    settings.KEYS_DIR.mkdir(mode=0o700)
    return settings.KEYS_DIR


@pytest.fixture
def review(cast) -> Review:
    return scenarios.open_review(cast.partnership)


def test_it_is_in_a_file_of_its_own_for_this_user_only(folder):
    make_key("one")
    make_key("two")
    files = {one.name: one for one in folder.iterdir()}
    assert set(files) == {"one.key", "two.key"}
    assert {one.stat().st_mode & 0o777 for one in files.values()} == {0o600}
    assert len({one.read_bytes() for one in files.values()}) == 2
    assert sorted(kept_keys()) == ["one", "two"]


def test_it_is_made_once_even_by_two_at_once():
    makers = [Thread(target=make_key, args=["one"]) for _maker in range(8)]
    for maker in makers:
        maker.start()
    seen = set()
    for maker in makers:
        maker.join()
        seen.add(read_key("one").value)
    make_key("one")
    assert seen == {read_key("one").value}
    assert kept_keys() == ["one"]


def test_wrapped_by_a_host_s_key_the_file_alone_says_nothing(settings, folder):
    settings.KEYS_WRAPPED_BY = ["a long and random text"]
    make_key("one")
    key = read_key("one").value
    assert key not in (folder / "one.key").read_bytes()
    settings.KEYS_WRAPPED_BY = ["a newer one", "a long and random text"]
    assert read_key("one").value == key
    for lost in (["a newer one"], []):
        settings.KEYS_WRAPPED_BY = lost
        with pytest.raises(KeyMissing):
            read_key("one")


def test_one_from_before_the_host_had_a_key_is_still_read(settings):
    make_key("one")
    key = read_key("one").value
    settings.KEYS_WRAPPED_BY = ["a long and random text"]
    assert read_key("one").value == key


def test_a_draft_that_is_tried_out_has_one_and_no_other_has(cast, folder):
    draft = scenarios.draft_review(cast.partnership)
    assert not kept_keys()
    services.try_out(review=draft, member=cast.ana)
    assert kept_keys() == [draft.pk]
    with TestCase.captureOnCommitCallbacks(execute=True):
        services.discard(review=draft)
    assert not kept_keys()


def test_a_review_whose_key_cannot_be_stored_does_not_open(cast, folder):
    folder.rmdir()
    draft = scenarios.draft_review(cast.partnership)
    with pytest.raises(FileNotFoundError):
        services.open_review(review=draft)
    draft.refresh_from_db()
    assert draft.is_draft
    assert not draft.invitations.exists()


def read(review: Review) -> None:
    services.record_reading(review=close_review(review=review))


def share(review: Review) -> None:
    services.share(review=close_review(review=review))


def delete(review: Review) -> None:
    delete_answers(review=close_review(review=review))


def cancel(review: Review) -> None:
    services.cancel(review=review)


def remove(review: Review) -> None:
    review.partnership.delete()


ENDS = [read, share, delete, cancel, remove]


@pytest.mark.parametrize("end", ENDS)
def test_it_goes_for_good_once_that_is_certain(review, end):
    with TestCase.captureOnCommitCallbacks() as later:
        end(review)
    assert has_key(review.pk), "Until it is committed, all could still be undone."
    for step in later:
        step()
    assert not has_key(review.pk)


@pytest.mark.parametrize("end", ENDS[:-1])
def test_one_that_was_left_over_goes_with_the_next_round(review, end):
    make_key("elsewhere")
    with TestCase.captureOnCommitCallbacks():
        end(review)
    schedule.enqueue_due()
    assert kept_keys() == ["elsewhere"]


def test_it_stays_while_a_review_can_be_answered_or_reopened(cast, review):
    assert delete_keys_left_over() == 0
    close_review(review=review)
    assert delete_keys_left_over() == 0
    assert kept_keys() == [review.pk]


@pytest.mark.parametrize(("days", "gone"), [(29, False), (31, True)])
def test_thirty_days_after_closing_it_goes_unread(review, days, gone):
    close_review(review=review)
    Review.objects.update(closed_at=timezone.now() - timedelta(days))
    with TestCase.captureOnCommitCallbacks(execute=True):
        schedule.enqueue_due()
    review.refresh_from_db()
    assert (not has_key(review.pk), not review.can_be_reopened) == (gone, gone)


@pytest.fixture
def lost(review, cast) -> str:
    """The link of Ben, who has begun to answer a review that has lost its key."""
    token = scenarios.token_for(review, cast.ben)
    scenarios.answer(review, cast.ben, submit=False)
    delete_key(review.pk)
    return token


def test_members_are_told_and_what_they_send_waits_on_their_device(review, lost, client):
    page = client.get(reverse("assessments:respond", args=[review.pk, lost]))
    assert page.status_code == 503
    assert "You cannot answer at the moment" in page.content.decode()
    before = list(Answer.objects.order_by("pk").values_list("choice"))
    where = [review.pk, lost, FIRST]
    for name in ("respond-answer", "respond-section"):
        sent = client.post(reverse(f"assessments:{name}", args=where), {"approach-need": "1"})
        assert (sent.status_code, "Parallax-Review" in sent) == (503, False)
    assert client.post(reverse("assessments:respond-submit", args=where[:2])).status_code == 503
    assert list(Answer.objects.order_by("pk").values_list("choice")) == before


def test_coordinators_are_told_that_it_can_only_be_cancelled(review, lost, as_, cast):
    here = reverse("assessments:review", args=[review.pk])
    assert "cancel the review and start another" in as_("ana").get(here).content.decode()
    close = as_("ana").post(reverse("insights:review-close", args=[review.pk]), follow=True)
    assert "is missing" in close.content.decode()
    review.refresh_from_db()
    assert review.is_open
    for name in ("import-new", "my-response"):
        address = reverse(f"assessments:{name}", args=[review.pk])
        assert as_("ana").get(address, follow=True).status_code == 200
    as_("ana").post(reverse("assessments:review-cancel", args=[review.pk]), {"words": ""})
    review.refresh_from_db()
    assert review.is_cancelled


def test_once_it_has_closed_a_link_opens_its_answers_without_it(review, cast):
    token = scenarios.token_for(review, cast.ben)
    scenarios.answer(review, cast.ben)
    close_review(review=review)
    delete_key(review.pk)
    page = Client().get(reverse("assessments:respond", args=[review.pk, token]))
    assert page.status_code == 200
    assert page.context["own"].answered == 40


def test_the_check_names_a_folder_that_is_not_fit(settings, folder, monkeypatch):
    assert keys_are_safe() == []
    settings.KEYS_DIR = folder / "not-there"
    assert [one.id for one in keys_are_safe()] == ["assessments.W001"]
    settings.KEYS_DIR = folder
    folder.chmod(0o750)
    assert [one.id for one in keys_are_safe()] == ["assessments.W003"]
    folder.chmod(0o700)
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": folder.parent / "p.sqlite3"}
    monkeypatch.setitem(settings.DATABASES, "beside", database)
    assert [one.id for one in keys_are_safe()] == ["assessments.W004"]
