"""Attackers who arrange reviews or run the rule again get what a careless product gives away."""

from dataclasses import replace

import pytest

from attack.attacks import rule
from attack.attacks.answers import Attacker, tallied
from attack.attacks.database import KeptResponse, assigning, named
from attack.attacks.files import opened_by
from attack.attacks.planted import of_last, tells
from attack.invented.holding import answer_all, begin, new_partnership
from attack.invented.plan import random_plan
from attack.reading import read
from attack.solving.knowledge import coordinator, member, of_both
from insights.closing import close_review
from insights.models import BenchmarkRelease, PublishedGroup
from insights.publishing import publish

from .tables import FIVE, mean, of_everyone, plan_of, published

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


def publishing(figure):
    """A rule that publishes one figure, worked out from how many in each place chose each point."""

    def publish_results(review):
        counts = publish.count_answers(review)
        by_cell = next(iter(counts.statements.values()))
        people = figure([one.counts for one in by_cell.values()])
        PublishedGroup.objects.create(review=review, grouping="everyone", people=people)
        return set()

    return publish_results


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("figure", "is_read"),
    [(lambda cells: sum(map(sum, cells)), False), (lambda cells: cells[0][-1], True)],
    ids=["how many people there are", "how many in one place chose the highest point"],
)
def test_a_rule_that_looks_at_answers_tells_them(monkeypatch, figure, is_read):
    monkeypatch.setattr(publish, "publish_results", publishing(figure))
    monkeypatch.setattr(rule, "MOST_WAYS", 50)
    tallies = [tally for seed in range(5) for tally in rule.rerun(seed, 1)]
    assert any(tally.got for tally in tallies) is is_read
    assert all(tally.tried for tally in tallies)


def test_a_kept_response_is_named_by_the_sum_of_a_level():
    cells = [("council", "strategic"), ("council", "community")]
    kept = [KeptResponse("a", "council", {FIVE: 4}), KeptResponse("b", "council", {FIVE: 0})]
    alone = [(0, 0), (1, 1)]
    plan = plan_of(a=[5], b=[1])
    safe = assigning(cells, [1, 1], kept, [(FIVE, one) for one in of_everyone(plan)])
    assert tallied("", "", named(safe, (2, 2), alone)).got == 0
    leaky = assigning(cells, [1, 1], kept, [(FIVE, mean(plan, "a"))])
    assert tallied("", "", named(leaky, (2, 2), alone)).got == 2


@pytest.mark.django_db
def test_a_secret_in_old_pages_opens_every_response_and_noise_opens_none():
    plan, review = opened()
    secret = review.secret.encode()
    review.secret = ""
    keys = set(review.responses.values_list("key", flat=True))
    assert opened_by(review, b"\0open" + b"f" * 200 + b"\0") == set()
    by_link = sum(one.way == "link" for one in plan.people)
    assert len(opened_by(review, b"\0" + b"f" * 9 + secret + b"2030\0") & keys) == by_link


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
