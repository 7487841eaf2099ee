"""Integer programmes, solved by HiGHS."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntVector = npt.NDArray[np.int64]
SECONDS = 10.0
"""How long the solver may think about one question."""
ENOUGH = 10.0
"""Any solution will do: a cost only makes one differ from another."""
UNLIMITED: float = highspy.kHighsInf


class Unsettled(Exception):
    """The solver has not come to an end in time."""


@dataclass(frozen=True)
class Row:
    """That a weighted sum of the variables is between `low` and `high`; None is no limit."""

    weights: npt.NDArray[np.int64]
    low: int | None
    high: int | None

    @property
    def bounds(self) -> tuple[float, float]:
        low = -UNLIMITED if self.low is None else float(self.low)
        return low, UNLIMITED if self.high is None else float(self.high)


class Programme:
    """Whole numbers from 0 to `most`, of which all these rows are true."""

    def __init__(self, most: IntVector, rows: Sequence[Row]) -> None:
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("time_limit", SECONDS)
        self.solver.setOptionValue("mip_rel_gap", ENOUGH)
        self.solver.passModel(_model(most, rows))

    def solution(self, *more: Row, cost: FloatArray | None = None) -> IntVector | None:
        """A solution, rather a cheap one, of which these rows are true as well; None if there is
        none."""
        with self._costing(cost), self._with(more):
            self.solver.run()
            status = self.solver.getModelStatus()
            values = np.array(self.solver.getSolution().col_value)
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unsettled(str(status))
        whole: IntVector = np.rint(values).astype(np.int64)
        return whole

    @contextmanager
    def _costing(self, cost: FloatArray | None) -> Iterator[None]:
        if cost is None:
            yield
            return
        columns = np.arange(cost.size, dtype=np.int32)
        self.solver.changeColsCost(cost.size, columns, cost)
        yield
        self.solver.changeColsCost(cost.size, columns, np.zeros(cost.size))

    @contextmanager
    def _with(self, rows: Sequence[Row]) -> Iterator[None]:
        before = self.solver.getNumRow()
        for row in rows:
            (at,) = np.nonzero(row.weights)
            values = row.weights[at].astype(float)
            self.solver.addRow(*row.bounds, len(at), at.astype(np.int32), values)
        yield
        if rows:
            self.solver.deleteRows(len(rows), np.arange(before, before + len(rows), dtype=np.int32))


def _model(most: IntVector, rows: Sequence[Row]) -> highspy.HighsLp:
    model = highspy.HighsLp()
    matrix = np.stack([row.weights for row in rows])
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_ = np.zeros(most.size)
    model.col_lower_ = np.zeros(most.size)
    model.col_upper_ = most.astype(float)
    model.row_lower_ = np.array([row.bounds[0] for row in rows])
    model.row_upper_ = np.array([row.bounds[1] for row in rows])
    model.integrality_ = [highspy.HighsVarType.kInteger] * most.size
    at_row, at_column = np.nonzero(matrix)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts = np.searchsorted(at_row, np.arange(len(rows) + 1))
    model.a_matrix_.start_ = starts.astype(np.int32)
    model.a_matrix_.index_ = at_column.astype(np.int32)
    model.a_matrix_.value_ = matrix[at_row, at_column].astype(float)
    return model
