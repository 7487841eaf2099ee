"""Attacks by readers of results: each holds a review, and reads it as someone who may."""

from collections.abc import Iterator
from functools import partial
from random import Random

from ..invented.holding import hold
from ..invented.plan import Plan, random_plan
from ..reading import Published, read
from ..solving import knowledge
from ..solving.linear import has_exposed_sums
from ..tally import Tally, of_review
from .answers import Attacker, answers_read, spreads_read, sums_read, tallied
from .insiders import explore, one_insider, sums_by_one, two_insiders, worst_odds

READERS = {"member": knowledge.member, "coordinator": knowledge.coordinator}
PAIRS = 20
"""How many pairs of insiders are tried on each question."""


def outsiders(seed: int, statements: int) -> list[Tally]:
    """Linear algebra and integer programming, by a member and by a coordinator."""
    plan = random_plan(seed, statements)
    published = read(hold(plan, f"Partnership {seed}"), plan)
    return of_review(
        tally
        for number, question in enumerate(plan.questions)
        for tally in _by_outsiders(plan, number, published[question])
    )


def _by_outsiders(plan: Plan, number: int, published: Published) -> Iterator[Tally]:
    for name, reader in READERS.items():
        known = reader(plan, number, published)
        attacker = Attacker(known)
        sums = [partial(has_exposed_sums, known, plan.k)]
        yield tallied(f"linear algebra, {name}", "questions", sums)
        yield tallied(f"an answer, {name}", "places", answers_read(attacker))
        yield tallied(f"a sum under k, {name}", "places", sums_read(attacker, plan))
        spreads = spreads_read(attacker, published.without_spread)
        yield tallied(f"a spread not shown, {name}", "groups", spreads, reported=True)


def insiders(seed: int, statements: int) -> list[Tally]:
    """Integer programming by coordinators who know one answer, or two, as well."""
    plan = random_plan(seed, statements)
    published = read(hold(plan, f"Partnership {seed}"), plan)
    return of_review(
        tally
        for number, question in enumerate(plan.questions)
        for tally in _by_insiders(plan, number, published[question], seed)
    )


def _by_insiders(plan: Plan, number: int, published: Published, seed: int) -> Iterator[Tally]:
    attacker, chance = Attacker(knowledge.coordinator(plan, number, published)), Random(seed)
    explore(attacker, seed)
    yield tallied("an answer, one insider", "places", one_insider(attacker))
    yield tallied("a sum under k, one insider", "places", sums_by_one(attacker, plan))
    pairs = two_insiders(attacker, chance, PAIRS)
    tally = tallied("an answer, two insiders", "places", pairs, reported=True)
    tally.remark = f"worst odds {worst_odds(attacker, chance, PAIRS):.2f}"
    yield tally
