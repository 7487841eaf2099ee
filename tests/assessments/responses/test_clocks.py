"""Two web hosts whose clocks differ: what is saved through either is kept, or said not to be."""

import re
import time
from unittest.mock import patch

import pytest
from django.urls import reverse

from assessments.responses.forms import SKEW
from tests import opened, scenarios

FIRST = "approach"
NEED = "approach-need"
SECOND = 1000
MINUTE = 60 * SECOND
ROUNDS = [("ahead", "behind"), ("behind", "ahead")]


class Hosts:
    """The hosts, told apart by their clocks; a second goes by before each request."""

    def __init__(self, client, address):
        self.client, self.address = client, address
        self.clocks = {"ahead": 2 * MINUTE, "behind": 0}
        self.now = time.time_ns() // 1_000_000

    def _ask(self, host, method, name, *args):
        self.now += SECOND
        there = (self.now + self.clocks[host]) * 1_000_000
        with patch("time.time_ns", return_value=there):
            return getattr(self.client, method)(self.address(name), *args)

    def time_on_page(self, host) -> int:
        """What time a page from this host says it is."""
        page = self._ask(host, "get", "respond-section").content.decode()
        return int(re.search(r'data-now="(\d+)"', page)[1])

    def answer(self, host, at, **fields):
        """As a page with scripts sends it, given at this time by the page it came from."""
        fields = {name.replace("_", "-"): value for name, value in fields.items()}
        times = {f"at-{name}": str(at) for name in fields}
        reply = self._ask(host, "post", "respond-answer", fields | times)
        assert reply.status_code == 204
        return reply.get("Parallax-Later", "").split()

    def send_page(self, host, **fields):
        """As a page without scripts sends it."""
        fields = {name.replace("_", "-"): value for name, value in fields.items()}
        return self._ask(host, "post", "respond-section", fields)


@pytest.fixture
def hosts(client, cast):
    review = scenarios.open_quietly(cast.partnership)
    token = scenarios.token_for(review, cast.ben)
    return Hosts(
        client, lambda name: reverse(f"assessments:{name}", args=[review.pk, token, FIRST])
    )


def rating() -> int | None:
    return opened.answer(statement__code=NEED).rating


@pytest.mark.parametrize(("one", "other"), ROUNDS)
def test_an_answer_changed_through_another_host_is_kept(hosts, one, other):
    page = hosts.time_on_page(one)
    assert hosts.answer(one, page + SECOND, approach_need="1") == []
    assert hosts.answer(other, page + 2 * SECOND, approach_need="5") == []
    assert rating() == 5


@pytest.mark.parametrize(("one", "other"), ROUNDS)
def test_what_is_answered_on_a_fresh_page_is_later_than_what_it_showed(hosts, one, other):
    hosts.answer(one, hosts.time_on_page(one), approach_need="1", importance="1")
    fresh = hosts.time_on_page(other)
    assert hosts.answer(other, fresh, approach_need="5", importance="4") == []
    assert (rating(), opened.section().importance) == (5, 4)


@pytest.mark.parametrize(("one", "other"), ROUNDS)
def test_a_whole_page_without_scripts_is_never_older_than_what_is_stored(hosts, one, other):
    hosts.send_page(one, approach_need="1", importance="1", comment="First.")
    hosts.send_page(other, approach_need="5", importance="4", comment="Second.")
    kept = opened.section()
    assert (rating(), kept.importance, kept.comment) == (5, 4, "Second.")
    hosts.send_page(other, approach_need="2")
    assert rating() == 2


@pytest.mark.parametrize(("one", "other"), ROUNDS)
def test_scripts_and_no_scripts_follow_each_other_through_any_host(hosts, one, other):
    hosts.answer(one, hosts.time_on_page(one), approach_need="1")
    hosts.send_page(other, approach_need="2")
    assert rating() == 2
    assert hosts.answer(one, hosts.time_on_page(other), approach_need="3") == []
    assert rating() == 3


def test_a_page_opened_before_is_told_that_a_later_answer_stands(hosts):
    early, late = hosts.time_on_page("behind"), hosts.time_on_page("ahead")
    hosts.answer("ahead", late, approach_need="5", importance="4")
    assert hosts.answer("behind", early, approach_need="1", importance="2") == [NEED, "importance"]
    assert rating() == 5
    assert hosts.answer("behind", early, approach_need="5") == [], "the same is what is stored"


def test_what_the_server_dates_is_kept_beside_what_a_browser_dated(hosts):
    """Of one page, sent through a host that is behind."""
    hosts.send_page("ahead", approach_need="1", approach_gain="1", importance="1", comment="First.")
    hosts.send_page(
        "behind",
        approach_need="5",
        at_approach_need="1",
        importance="2",
        at_importance="1",
        approach_gain="5",
        comment="Second.",
    )
    ratings = opened.ratings()
    kept = opened.section()
    assert (list(ratings), kept.importance, kept.comment) == ([1, 5], 1, "Second.")


def test_a_time_that_no_host_could_have_said_counts_as_now(hosts):
    hosts.answer("behind", hosts.now + SKEW + MINUTE, approach_need="1")
    assert hosts.answer("behind", hosts.time_on_page("behind"), approach_need="5") == []
    assert rating() == 5
