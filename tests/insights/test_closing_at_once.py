"""What is committed while a review closes: by its page, by two people, and by two tasks."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.models import Review
from assessments.reviews.services import NotNow
from insights import closing
from insights.closing import begin_closing, finish_closing
from insights.models import Publication
from tests import scenarios


@pytest.fixture
def cast(transactional_db) -> scenarios.Cast:
    return scenarios.riverside()


@pytest.fixture
def review(cast) -> Review:
    return scenarios.differing_review(cast.partnership)


def both(act) -> list[type]:
    """What two who do the same in the same moment get: what is returned, or raised."""
    ready, found = threading.Barrier(2), []

    def one() -> None:
        try:
            ready.wait(60)
            found.append(type(act()))
        except Exception as failure:
            found.append(type(failure))
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found, key=str)


def test_where_tasks_are_done_at_once_results_are_there_with_the_next_page(cast, review):
    client = Client()
    client.force_login(cast.ana.person)
    page = client.post(reverse("insights:review-close", args=[review.pk]), follow=True)
    assert "its results are ready" in page.content.decode()
    assert "Refresh" not in page


def test_of_two_who_close_it_one_does(review, monkeypatch):
    monkeypatch.setattr(closing, "queue_results", lambda review: None)
    assert both(lambda: begin_closing(review=review)) == [Review, NotNow]


def test_of_two_tasks_one_stores_results(review, monkeypatch):
    monkeypatch.setattr(closing, "queue_results", lambda review: None)
    begin_closing(review=review)
    prepare, prepared = closing.prepare_results, threading.Barrier(2)

    def together(*args):
        done = prepare(*args)
        prepared.wait(60)
        return done

    monkeypatch.setattr(closing, "prepare_results", together)
    found = both(lambda: finish_closing(review=Review.objects.get(pk=review.pk)))
    assert found == [Review, NotNow]
    assert Publication.objects.count() == 1
