"""Whether another table of answers fits what a reader knows.

A table that the solver finds is checked against every constraint in whole numbers; that there is
none is believed.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..invented.plan import IntTable
from .knowledge import Knowledge
from .solver import IntVector, Programme, Row, Unsettled


@dataclass(frozen=True)
class Claim:
    """That a weighted sum over the whole table is at least this much."""

    weights: IntTable
    least: int


class Fitting:
    """The tables that fit what a reader knows. Those found so far are tried first."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.shape = knowledge.truth.shape
        self.found: list[IntTable] = []
        self._keep(knowledge.truth)

    def another(self, *claims: Claim) -> IntTable | None:
        """A table that fits and of which all this is true; None if there is none."""
        fits = np.ones(len(self.found), dtype=bool)
        tables = np.stack(self.found)
        for claim in claims:
            fits &= (tables * claim.weights).sum(axis=(1, 2)) >= claim.least
        if fits.any():
            return self.found[int(fits.argmax())]
        rows = [Row(claim.weights.ravel(), claim.least, None) for claim in claims]
        return self._kept(self._programme.solution(*rows))

    def explore(self, costs: Iterable[IntTable]) -> None:
        """Find a table for each of these costs, so that later questions are answered by them."""
        for cost in costs:
            with suppress(Unsettled):
                self._kept(self._programme.solution(cost=cost.ravel().astype(float)))

    def _kept(self, solution: IntVector | None) -> IntTable | None:
        return None if solution is None else self._keep(solution.reshape(self.shape))

    def _keep(self, table: IntTable) -> IntTable:
        known = self.knowledge
        people = table.sum(axis=1)
        within = (known.least <= people).all() and (people <= known.most).all()
        if not within or (table < 0).any() or not all(c.holds(table) for c in known.constraints):
            raise ArithmeticError("a table does not fit what is known")
        self.found.append(table)
        return table

    @cached_property
    def _programme(self) -> Programme:
        known = self.knowledge
        cells, width = self.shape
        rows = []
        for cell in range(cells):
            rows.append(
                self._row((cell,), (1,) * width, int(known.least[cell]), int(known.most[cell]))
            )
        rows += [self._row(one.cells, one.weights, one.low, one.high) for one in known.constraints]
        return Programme(np.repeat(known.most, width), rows)

    def _row(
        self, cells: tuple[int, ...], weights: tuple[int, ...], low: int | None, high: int | None
    ) -> Row:
        table = np.zeros(self.shape, dtype=np.int64)
        table[list(cells)] = weights
        return Row(table.ravel(), low, high)
