"""Invented reviews in which it is known whether groups differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assessments.models import AskedStatement
from insights.disclosure.groups import CellKey, plan_groups
from insights.disclosure.release import Plan, Rung, TalliedQuestion, Treatment, release
from insights.models import COMPARED_GROUPINGS, ChanceRange, Grouping, PublishedGroup
from insights.publishing.chance import dealt
from insights.results.load import GroupFigure, StatementResult
from insights.statistics import measures
from insights.statistics.figures import Figure, FullFigure, MaybeWithheld, Withheld

K, POINTS = 5, 5
OUTLOOKS = (
    (0.05, 0.10, 0.20, 0.40, 0.25),
    (0.20, 0.25, 0.20, 0.25, 0.10),
    (0.10, 0.15, 0.25, 0.30, 0.20),
    (0.30, 0.30, 0.20, 0.15, 0.05),
    (0.02, 0.05, 0.13, 0.40, 0.40),
)
"""How often each point is chosen, of one statement and another."""
SPREAD = 1.0
"""The standard deviation of ratings around the middle of a group, where a shift is planted."""
MIDDLE = 3.5
INVENTED = AskedStatement(
    pk=0, consideration="", code="", text="Invented", heading="", help="", stage=""
)


@dataclass(frozen=True)
class Shape:
    """How many people there are in each organisation, all of whom answer."""

    sizes: tuple[int, ...]

    @property
    def people(self) -> int:
        return sum(self.sizes)

    def plan(self) -> Plan:
        people: dict[CellKey, int] = {
            (f"Organisation {number:02}", ""): size for number, size in enumerate(self.sizes)
        }
        by_organisation = {str(cell[0]): [cell] for cell in people}
        planned = plan_groups(people, {Grouping.ORGANISATION: by_organisation}, K)
        groups = tuple(one for one in planned[1:] if not one.pooled)
        return Plan(people, planned[0], groups, (), K, Treatment.EXACT)


def alike(shape: Shape, statements: int, rng: np.random.Generator) -> Iterator[StatementResult]:
    """Statements on which all groups are alike: everyone draws from one distribution."""
    plan = shape.plan()
    for number in range(statements):
        outlook = OUTLOOKS[number % len(OUTLOOKS)]
        answers = [1 + rng.choice(POINTS, size, p=outlook) for size in shape.sizes]
        yield published(plan, answers)


def shifted(
    shape: Shape, by: float, statements: int, rng: np.random.Generator
) -> Iterator[StatementResult]:
    """Statements on which the first group lies so many points below all others."""
    plan = shape.plan()
    for _number in range(statements):
        middles = [MIDDLE - by, *[MIDDLE] * (len(shape.sizes) - 1)]
        answers = [
            np.clip(np.rint(rng.normal(middle, SPREAD, size)), 1, POINTS).astype(int)
            for middle, size in zip(middles, shape.sizes, strict=True)
        ]
        yield published(plan, answers)


def published(plan: Plan, answers: Sequence[np.ndarray]) -> StatementResult:
    """What the product shows of a statement that the people of each group rated so."""
    rows = [np.bincount(some, minlength=POINTS + 1)[1:].tolist() for some in answers]
    linked = tuple((cell, (*row, 0, 0, 0)) for cell, row in zip(plan.people, rows, strict=True))
    question = TalliedQuestion(POINTS, linked, ())
    counts = question.everyone
    return StatementResult(
        everyone=FullFigure(sum(counts), measures.mean(counts), counts),
        groups={one: [] for one in COMPARED_GROUPINGS}
        | {Grouping.ORGANISATION: list(_groups(question, plan))},
        statement=INVENTED,
        chance=_chance(question, plan),
    )


def _groups(question: TalliedQuestion, plan: Plan) -> Iterator[GroupFigure[MaybeWithheld]]:
    for one in release(question, plan, Rung.STEPS):
        people = one.group.people(plan.people)
        group = PublishedGroup(grouping=one.group.grouping, label=one.group.label, people=people)
        figure = Figure(people, one.step.mean, step=one.step) if one.step else Withheld()
        yield GroupFigure(group, figure)


def _chance(question: TalliedQuestion, plan: Plan) -> dict[Grouping, ChanceRange]:
    found = dealt(question, plan, Rung.STEPS, is_confidential=True)
    if found is None:
        return {}
    return {
        Grouping(grouping): ChanceRange(
            low=one.low, high=one.high, wide_from=found.wide_from, share=one.share
        )
        for grouping, one in found.ranges.items()
    }
