"""Re-running the public rule: what would have been published if people had answered otherwise.

Which figures are shown, and how finely, may tell what they do not. A reader who knows who answered
from where takes every table with everyone's spread, publishes each by the product's own rule, and
keeps those of which exactly the same would be published. If all of those agree about someone, the
published rows have told. An insider keeps only those that their own answers are in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import product
from math import prod
from random import Random
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
from django.db import transaction

from assessments.models import Review
from insights.disclosure import company, ladder
from insights.disclosure.audit import fails
from insights.disclosure.groups import CellKey
from insights.disclosure.release import Plan as Planned
from insights.disclosure.release import Rung, TalliedQuestion
from insights.models import Perception, Publication, PublishedGroup
from insights.publishing import publish
from insights.publishing.perceptions import AnswerCounts, CellCounts, Counted
from insights.publishing.plan import plan_review

from ..invented.holding import begin, new_partnership
from ..invented.plan import IntTable, Plan
from ..invented.small import small_plan, small_tables
from ..tally import Tally, of_review
from .answers import places

FEWEST_WAYS, MOST_WAYS = 8, 400
"""Partnerships that could have answered in fewer ways, or in more, are not looked at."""
STATEMENTS = (2, 3, 4)
"""With more there are too many ways; `rung` looks at those statement by statement."""

Flags = npt.NDArray[np.bool_]
Way = IntTable
"""How all answer: statements × cells × points."""


def rerun(seed: int, _statements: int) -> list[Tally]:
    """A small partnership, and every way in which its people can have answered some statements.

    The spread of everyone's answers to each statement is known.
    """
    chance = Random(seed)
    plan, ways = _invented(chance, chance.choice(STATEMENTS))
    partnership, _members = new_partnership(f"Small {seed}", plan.people)
    review = begin(partnership, plan)
    with _remembering() as audit:
        alike = sorted_by(ways, lambda way: published_if(review, plan, way, audit))
    got = {"": told(alike, plan), ", one insider": told_to_insiders(alike, plan)}
    return of_review(
        Tally(f"re-running the rule{who}", "ways to answer", len(ways), number)
        for who, number in got.items()
    )


def _invented(chance: Random, statements: int) -> tuple[Plan, list[Way]]:
    while True:
        plan = small_plan(chance, statements)
        tables = small_tables(chance, plan)
        if FEWEST_WAYS <= prod(map(len, tables)) <= MOST_WAYS:
            return plan, [np.stack(way) for way in product(*tables)]


@contextmanager
def _remembering() -> Iterator[ladder.Audit]:
    """An audit that is made once of questions just alike, as is what is planned by numbers."""
    planned: dict[object, Planned | None] = {}
    fails_once = cache(fails)

    def plan_once(review: Review, counts: AnswerCounts) -> Planned | None:
        key = review.pk, frozenset(counts.people.items())
        if key not in planned:
            planned[key] = plan_review(review, counts)
        return planned[key]

    def audit(asked: Iterable[tuple[TalliedQuestion, Planned, Rung]]) -> Iterator[bool]:
        return (fails_once(*one) for one in asked)

    with (
        patch.object(publish, "plan_review", plan_once),
        patch.object(company, "_open_cells", cache(company._open_cells)),
    ):
        yield audit


def sorted_by(ways: Sequence[Way], published: Callable[[Way], object]) -> list[list[Way]]:
    """Those ways together of which the same would be published."""
    alike: dict[object, list[Way]] = defaultdict(list)
    for way in ways:
        alike[published(way)].append(way)
    return list(alike.values())


def told(alike: Sequence[Sequence[Way]], plan: Plan) -> int:
    """In how many ways what is published fixes something that everyone's figures do not."""
    everything = [way for ways in alike for way in ways]
    known = facts(np.stack(everything), plan)
    return sum(len(ways) for ways in alike if (facts(np.stack(ways), plan) & ~known).any())


def told_to_insiders(alike: Sequence[Sequence[Way]], plan: Plan) -> int:
    """The same for someone who knows what they answered themselves to every statement."""
    everything = np.stack([way for ways in alike for way in ways])
    known: dict[bytes, Flags] = {}
    got = 0
    for ways in map(np.stack, alike):
        reads = np.zeros(len(ways), dtype=bool)
        for own in _insiders(ways):
            key = own.tobytes()
            if key not in known:
                known[key] = facts(_others(everything, own), plan)
            if (facts(_others(ways, own), plan) & ~known[key]).any():
                reads |= _is_in(ways, own)
        got += int(reads.sum())
    return got


def _insiders(ways: IntTable) -> Iterator[IntTable]:
    """Everyone who is in one of these ways: a cell, and their point on each statement."""
    _number, statements, cells, points = ways.shape
    for cell in range(cells):
        chosen = [np.flatnonzero(ways[:, at, cell].any(axis=0)) for at in range(statements)]
        for answers in product(*chosen):
            own = np.zeros((statements, cells, points), dtype=np.int64)
            own[range(statements), cell, answers] = 1
            if _is_in(ways, own).any():
                yield own


def _is_in(ways: IntTable, own: IntTable) -> Flags:
    there: Flags = np.all(ways >= own, axis=(1, 2, 3))
    return there


def _others(ways: IntTable, own: IntTable) -> IntTable:
    others: IntTable = ways[_is_in(ways, own)] - own
    return others


def facts(ways: IntTable, plan: Plan) -> Flags:
    """What is so in all of these ways: that a cell's people all chose a point, and what the ratings
    of a place of fewer than k add up to."""
    people = ways.sum(axis=-1, keepdims=True)
    answers = (ways == people).all(axis=0) & (people > 0).all(axis=0)
    small = [some for some in places(plan) if _size(plan, some) < plan.k]
    sums = [ways[:, :, some].sum(axis=2) @ np.arange(1, ways.shape[-1] + 1) for some in small]
    fixed = [
        (one == one[0]).all(axis=0) & bool(people[0, 0, some].sum())
        for one, some in zip(sums, small, strict=True)
    ]
    return np.concatenate([answers.ravel(), *fixed])


def _size(plan: Plan, cells: Sequence[int]) -> int:
    there = {plan.cells[at] for at in cells}
    return sum(one.cell in there for one in plan.people)


def published_if(review: Review, plan: Plan, way: Way, audit: ladder.Audit) -> frozenset[object]:
    """What the product would publish if these were the ratings of each statement, as rows without
    their keys."""
    counts = AnswerCounts(linked=counts_of(review, plan, way))
    with transaction.atomic():
        with (
            patch.object(publish, "count_answers", return_value=counts),
            patch.object(publish, "dealt", return_value=None),  # follows from the rest
        ):
            if prepared := publish.prepare_results(review, audit):
                publish.store_results(review, prepared)
        rows = frozenset(_plain_rows(review))
        transaction.set_rollback(True)
    return rows


def cell_keys(review: Review, plan: Plan) -> list[CellKey]:
    """The plan's cells as the product knows them."""
    keys = {one.name: one.pk for one in review.partnership.organisations.all()}
    return [(keys[organisation], level) for organisation, level in plan.cells]


def counts_of(review: Review, plan: Plan, way: Way) -> Counted:
    """The counts of a review if these were the ratings of each statement."""
    cells, counted = cell_keys(review, plan), Counted()
    counted.people.update(dict(zip(cells, map(int, way[0].sum(axis=1)), strict=True)))
    for question, ratings in zip(plan.questions, way, strict=False):
        by_cell = [CellCounts([int(count) for count in row]) for row in ratings]
        counted.statements[question.code] = dict(zip(cells, by_cell, strict=True))
    return counted


def _plain_rows(review: Review) -> Iterator[object]:
    """What is published, but for keys, which are new each time."""
    ours = {"group__review": review}
    names = [
        one.name for one in Perception._meta.concrete_fields if one.name not in ("id", "group")
    ]
    groups = [one.name for one in PublishedGroup._meta.concrete_fields if one.name != "id"]
    whole = [*names, *(f"group__{name}" for name in groups)]
    for row in Perception.objects.filter(**ours).values_list(*whole):
        yield repr(row)
    for group in review.published_groups.values_list(*groups):
        yield repr(group)
    for publication in Publication.objects.filter(review=review):
        yield publication.rung, publication.everyone
