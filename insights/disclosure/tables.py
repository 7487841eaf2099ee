"""What a reader knows about a question: which tables of answers fit what is published.

A table says how many people of each cell gave each answer. A reader knows how many answered from
each cell, what everyone's figure shows, every step and blank, and at worst every sheet that was
entered. `sampling` draws some of the tables that this leaves possible, and `programme` looks for
one of a kind.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from insights.statistics.steps import Step

from .groups import CellKey
from .release import GroupRelease, Plan, Question, Rung, Treatment, release, step_scale

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class GroupBound:
    """What is published of one group, as bounds on the answers of its people by link.

    `inside` marks its cells, from which `fewest` to `most` people gave a rating. Their mean lies in
    the `step`, together with the sum and number of ratings `entered` for others. `counts` fixes how
    many chose each point.
    """

    inside: Flags
    fewest: int
    most: int
    step: Step | None = None
    entered: tuple[int, int] = (0, 0)
    counts: Ints | None = None


class Reading:
    """What a reader knows of a question at one rung: the sizes of cells, totals, and groups."""

    def __init__(self, question: Question, plan: Plan, rung: Rung) -> None:
        self.cells: list[CellKey] = sorted(
            (cell for cell, people in plan.people.items() if people), key=str
        )
        width = max(map(len, question.linked.values()), default=question.points)
        self.table: Ints = np.array(
            [question.linked.get(cell, (0,) * width) for cell in self.cells], dtype=np.int64
        )
        self.sizes: Ints = self.table.sum(axis=1)
        self.values: Ints = np.array(
            [*range(1, question.points + 1), *[0] * (width - question.points)]
        )
        self.totals = self.table.sum(axis=0) if plan.everyone == Treatment.EXACT else None
        shown = release(question, plan, rung) if step_scale(question, plan, rung).edges else []
        self.groups = [self._bound(question, plan, one) for one in shown]

    @property
    def most(self) -> Ints:
        """The most people of each cell who can have given each answer."""
        most = np.repeat(self.sizes[:, None], len(self.values), axis=1)
        if self.totals is not None:
            most = np.minimum(most, self.totals)
        for one in self.groups:
            if one.counts is not None:
                inside = np.ix_(one.inside, self.values > 0)
                most[inside] = np.minimum(most[inside], one.counts)
        return most

    def _bound(self, question: Question, plan: Plan, one: GroupRelease) -> GroupBound:
        inside = np.array([cell in one.group.cells for cell in self.cells])
        people = int(self.sizes[inside].sum())
        if one.step is None:
            return GroupBound(inside, 0, plan.fewest_raters - 1)
        typed = [row for cell, row in question.entered.items() if cell in one.group.cells]
        entered = np.sum([row[: question.points] for row in typed], axis=0, dtype=np.int64)
        entered = entered + np.zeros(question.points, dtype=np.int64)
        points = self.values[: question.points]
        return GroupBound(
            inside,
            plan.fewest_raters,
            people,
            one.step,
            (int(entered @ points), int(entered.sum())),
            None if one.counts is None else np.array(one.counts) - entered,
        )
