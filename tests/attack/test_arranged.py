"""Attackers who arrange reviews or read the database get what a careless product gives away."""

from dataclasses import replace

import pytest

from assessments.keys import Purpose, read_key
from assessments.tokens import token_of
from attack.attacks import database
from attack.attacks.answers import Attacker, tallied
from attack.attacks.database import lie_in_order, tells_kinds
from attack.attacks.files import opened as opened_by
from attack.attacks.files import what_opens
from attack.attacks.planted import of_last, tells
from attack.invented.holding import answer_all, begin, new_partnership
from attack.invented.plan import random_plan
from attack.reading import read
from attack.solving.knowledge import coordinator, member, of_both
from insights.closing import close_review
from insights.models import BenchmarkRelease

from .tables import plan_of, published

SEED = 4


def opened(seed=SEED, statements=2):
    plan = random_plan(seed, statements)
    partnership, members = new_partnership("Invented", plan.people)
    review = begin(partnership, plan)
    answer_all(review, plan, members)
    return plan, review


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [SEED, 6, 16])
def test_what_people_answered_fits_what_is_published_and_known(seed):
    plan, review = opened(seed)
    figures = read(close_review(review=review), plan)
    assert any(one.constraints for one in figures.values())
    for number, question in enumerate(plan.questions):
        for reader in (member, coordinator):
            Attacker(reader(plan, number, figures[question]))


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ([1, 1, 1], False),
        ([b"a", b"b", b"c"], False),
        ([4, 5, 4], True),
        ([b"a", memoryview(b"bb"), b"c"], True),
    ],
    ids=["all the same", "all different", "of kinds", "of sizes"],
)
def test_a_column_tells_by_the_kinds_it_sorts_people_into(column, told):
    assert tells_kinds(column) is told


def test_rows_that_lie_as_people_answered_tell_who_is_who():
    assert lie_in_order([3, 3, 1, 1, 2], [3, 1, 2])
    assert lie_in_order([2, 1, 3], [3, 1, 2])
    assert not lie_in_order([1, 3, 2], [3, 1, 2])


@pytest.mark.django_db
def test_a_database_without_its_key_tells_nothing():
    tallies = database.kept(SEED, 2)
    assert all(tally.tried for tally in tallies)
    assert not any(tally.got for tally in tallies)


@pytest.mark.django_db
def test_a_key_in_old_pages_opens_every_response_and_a_link_opens_its_own():
    _plan, review = opened()
    token = token_of(review.invitations.filter(submitted=True).first())
    key = read_key(review.pk).value
    opens = what_opens(review)
    assert opened_by(opens, b"\0open" + b"f" * 200) == []
    assert len(opened_by(opens, b"\0" + token.encode() + b"2030\0")) == 1
    for written in (key, key.hex().encode(), read_key(review.pk).derive(Purpose.ESCROW)):
        assert set(opened_by(opens, b"f" + written)) == set(opens)


def test_two_reviews_without_one_person_tell_what_that_person_said():
    plan = plan_of(council=[1, 3, 5], charity=[2, 3, 4])
    rest = plan_of(council=[1, 3], charity=[2, 3, 4])
    [target] = [at for at, answer in enumerate(plan.answers[0]) if answer == 4]
    first, second = published(plan), published(rest)
    both = of_both(plan, 0, target, first, second)
    assert tallied("", "", of_last(Attacker(both), -1)).got == 1
    silent = of_both(plan, 0, target, first, replace(second, constraints=()))
    assert tallied("", "", of_last(Attacker(silent), -1)).got == 0


@pytest.mark.parametrize(("middle", "told"), [(0.5, True), (0.55, False)])
def test_a_middle_tells_a_mean_to_half_a_step(middle, told):
    release = BenchmarkRelease(quartiles={"clarity": [0, middle, 1]})
    assert tells([release], "clarity", 0.51) is told
    assert not tells([], "clarity", 0.51)
