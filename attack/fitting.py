"""Integer programming: whether another table of answers fits what a reader knows.

The solver is HiGHS. A table that it finds is checked against every constraint in whole numbers;
that there is none is believed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from .knowledge import Knowledge
from .plan import IntTable

SECONDS = 10.0
"""How long the solver may think about one question."""


class Unsettled(Exception):
    """The solver has not come to an end in time."""


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
        self.found = [knowledge.truth]
        self._check(knowledge.truth)
        self._solver: highspy.Highs | None = None

    def another(self, *claims: Claim) -> IntTable | None:
        """A table that fits and of which all this is true; None if there is none."""
        fits = np.ones(len(self.found), dtype=bool)
        tables = np.stack(self.found)
        for claim in claims:
            fits &= (tables * claim.weights).sum(axis=(1, 2)) >= claim.least
        if fits.any():
            return self.found[int(fits.argmax())]
        table = self._solved(claims)
        if table is not None:
            self._check(table)
            self.found.append(table)
        return table

    def explore(self, costs: Iterable[IntTable]) -> None:
        """Find the tables that cost least, so that later questions are answered by them."""
        for cost in costs:
            solver = self._ready()
            size = cost.size
            solver.changeColsCost(size, np.arange(size, dtype=np.int32), cost.ravel().astype(float))
            table = self._solved(())
            solver.changeColsCost(size, np.arange(size, dtype=np.int32), np.zeros(size))
            if table is not None:
                self._check(table)
                self.found.append(table)

    def _solved(self, claims: Sequence[Claim]) -> IntTable | None:
        solver = self._ready()
        before = solver.getNumRow()
        for claim in claims:
            weights = claim.weights.ravel()
            (at,) = np.nonzero(weights)
            values = weights[at].astype(float)
            solver.addRow(claim.least, highspy.kHighsInf, len(at), at.astype(np.int32), values)
        solver.run()
        status = solver.getModelStatus()
        values = np.array(solver.getSolution().col_value)
        if claims:
            added = np.arange(before, solver.getNumRow(), dtype=np.int32)
            solver.deleteRows(len(added), added)
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unsettled(str(status))
        table: IntTable = np.rint(values).astype(np.int64).reshape(self.shape)
        return table

    def _check(self, table: IntTable) -> None:
        known = self.knowledge
        people = table.sum(axis=1)
        within = (known.least <= people).all() and (people <= known.most).all()
        if not within or (table < 0).any() or not all(c.holds(table) for c in known.constraints):
            raise ArithmeticError("a table does not fit what is known")

    def _ready(self) -> highspy.Highs:
        """The solver with what is known, set up when it is first needed."""
        if self._solver is None:
            self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
            self._solver.setOptionValue("output_flag", False)
            self._solver.setOptionValue("threads", 1)
            self._solver.setOptionValue("time_limit", SECONDS)
            self._solver.passModel(self._model())
        return self._solver

    def _model(self) -> highspy.HighsLp:
        known = self.knowledge
        cells, width = self.shape
        rows = [np.repeat(np.eye(cells), width, axis=1)]
        low, high = list(known.least), list(known.most)
        for one in known.constraints:
            row = np.zeros(self.shape)
            row[list(one.cells)] = one.weights
            rows.append(row.reshape(1, -1))
            low.append(-highspy.kHighsInf if one.low is None else one.low)
            high.append(highspy.kHighsInf if one.high is None else one.high)
        matrix = np.vstack(rows)
        return _program(matrix, np.array(low, float), np.array(high, float), known.most, width)


def _program(
    matrix: np.ndarray, low: np.ndarray, high: np.ndarray, most: IntTable, width: int
) -> highspy.HighsLp:
    """Whole numbers from 0 to the most of each cell, with these rows between low and high."""
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_ = np.zeros(model.num_col_)
    model.col_lower_ = np.zeros(model.num_col_)
    model.col_upper_ = np.repeat(most, width).astype(float)
    model.row_lower_, model.row_upper_ = low, high
    model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
    at_row, at_column = np.nonzero(matrix)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.searchsorted(at_row, np.arange(model.num_row_ + 1)).astype(np.int32)
    model.a_matrix_.index_ = at_column.astype(np.int32)
    model.a_matrix_.value_ = matrix[at_row, at_column].astype(float)
    return model
