"""What two scribes do in the same moment."""

import threading

import pytest
from django.db import connection

from discussions.concurrent_edits import EditConflict
from discussions.models import Conclusion
from discussions.services import save_notes
from tests import scenarios

EMPTY = Conclusion().parts


@pytest.fixture
def review(transactional_db):
    return scenarios.draft_review(scenarios.riverside().partnership)


def test_of_two_who_write_first_in_the_same_moment_one_is_told(review):
    ready, outcomes = threading.Barrier(2), []

    def write(said):
        try:
            ready.wait(60)
            save_notes(
                review=review,
                consideration="clarity",
                shown=EMPTY,
                mine=EMPTY | {"said": said},
                agreed=None,
            )
            outcomes.append(said)
        except EditConflict:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[said]) for said in ("One.", "Two.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [review.conclusions.get().said, "told"]
