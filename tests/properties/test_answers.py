"""In whatever order answers arrive, through whichever host, the latest given is what is stored."""

import time
from unittest.mock import patch

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import opened, scenarios

FIRST = "approach"
NEED = "approach-need"
SECOND = 1000

host = st.sampled_from([0, -120 * SECOND, 120 * SECOND])
value = st.sampled_from(["1", "5", "dont_know", ""])
dated = st.tuples(host, value, st.integers(min_value=0, max_value=300))
by_the_server = st.tuples(host, value, st.none())


def stored() -> str:
    return "".join(str(one.rating or one.reason) for one in opened.answers())


@pytest.fixture(scope="module")
def address(lasting) -> str:
    """Where the page of a member sends what they answer."""

    def opened() -> str:
        cast = scenarios.riverside()
        review = scenarios.open_review(cast.partnership)
        token = scenarios.token_for(review, cast.ben)
        return reverse("assessments:respond-answer", args=[review.pk, token, FIRST])

    return lasting(opened)


@pytest.mark.django_db
@settings(max_examples=40)
@given(arrivals=st.lists(dated | by_the_server, min_size=1, max_size=8))
def test_the_latest_given_stays_and_what_is_reported_as_kept_is_what_is_stored(address, arrivals):
    """What the server dates itself is given now: later than all that has arrived."""
    start, latest, stands = time.time_ns() // 1_000_000, 0, ""
    with transaction.atomic():
        for number, (ahead, chosen, seconds_ago) in enumerate(arrivals):
            here, data = start + number * SECOND + ahead, {NEED: chosen}
            if seconds_ago is None:
                at = max(here, latest + 1)
            else:
                at = start - seconds_ago * SECOND
                data[f"at-{NEED}"] = str(at)
            with patch("time.time_ns", return_value=here * 1_000_000):
                reply = Client().post(address, data)
            if at >= latest:
                latest, stands = at, chosen
            assert reply.status_code == 204
            assert stored() == stands
            assert (reply.get("Parallax-Later") == NEED) == (chosen != stands)
        transaction.set_rollback(True)
