"""Two reviews of a partnership that are opened in the same moment: one is."""

import threading

import pytest
from django.db import connection

from assessments.models import Review
from assessments.reviews.services import NotReady, open_review
from tests import scenarios


@pytest.mark.django_db(transaction=True)
def test_two_opened_in_the_same_moment_are_one():
    partnership = scenarios.riverside().partnership
    drafts = [scenarios.draft_review(partnership, title=one) for one in ("Spring", "Autumn")]
    start, refused, failures = threading.Barrier(2), [], []

    def go(draft: Review) -> None:
        start.wait(60)
        try:
            open_review(review=draft)
        except NotReady:
            refused.append(draft)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[draft]) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(refused) == 1
    assert partnership.reviews.filter(state="open").count() == 1
