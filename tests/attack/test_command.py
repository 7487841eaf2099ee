"""`make attack` tries what it is asked to, and fails if anything was got."""

import subprocess
import sys

import pytest

from attack.tally import Tally, of_review, summed
from tests.guards.test_rooms import ROOT


def test_an_attack_that_got_anything_is_a_failure_unless_it_is_only_reported():
    assert Tally("a", "", tried=2, got=1).has_failed
    assert not Tally("a", "", tried=2).has_failed
    assert not Tally("a", "", tried=2, got=1, reported=True).has_failed


def test_tallies_of_reviews_add_up():
    reviews = [[Tally("a", "", 3, 1), Tally("a", "", 2, 0)], [Tally("a", "", 4, 0)]]
    [total] = summed(one for some in reviews for one in of_review(some))
    assert (total.tried, total.got, total.reviews, total.bitten) == (9, 1, 2, 1)


@pytest.mark.once
def test_it_runs_and_gets_nothing():
    quick = ["--partnerships=1", "--statements=1", "--attacks=outsiders", "--processes=1"]
    command = [sys.executable, "-m", "attack", *quick]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert "an answer, coordinator" in done.stdout, done.stderr
    assert "0 of 8 attacks got something." in done.stdout
    assert done.returncode == 0
