"""Looks for a table that fits what is published, and of a certain kind, by integer programming."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

import highspy
import numpy as np
from highspy._core import _Highs

from .tables import Floats, GroupBound, Ints, Reading

Row: TypeAlias = tuple[Floats, float, float]
"""Coefficients for every entry of a table, and the bounds that their sum keeps to."""

SECONDS_AT_MOST = 5.0
"""For one search. One that takes longer counts as having found nothing."""


class Programme:
    """The same as an integer programme: is there a table that fits, and with these bounds?"""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        rows = list(_rows(reading))
        self.most: Floats = reading.most.ravel().astype(float)
        self.solver = _Highs()  # `Highs` itself prints who made it
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("time_limit", SECONDS_AT_MOST)
        self.solver.passModel(_model(rows, self.most))

    def table(
        self,
        *,
        lower: Mapping[int, float] = MappingProxyType({}),
        upper: Mapping[int, float] = MappingProxyType({}),
        row: Row | None = None,
    ) -> Ints | None:
        """A table that fits, with these bounds on entries (by place in the table) and on a sum.

        None if there is none, or if the solver did not find out in time: doubt withholds.
        """
        changed = {*lower, *upper}
        for at in changed:
            self.solver.changeColBounds(at, lower.get(at, 0.0), upper.get(at, self.most[at]))
        if row:
            coefficients, low, high = row
            entries = np.flatnonzero(coefficients)
            self.solver.addRow(low, high, len(entries), entries, coefficients[entries])
        self.solver.clearSolver()
        self.solver.run()
        found = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        table = np.rint(self.solver.getSolution().col_value).astype(np.int64) if found else None
        for at in changed:
            self.solver.changeColBounds(at, 0.0, self.most[at])
        if row:
            last = self.solver.getNumRow() - 1
            self.solver.deleteRows(1, np.array([last]))
        return None if table is None else table.reshape(self.reading.table.shape)


def _model(rows: list[Row], most: Floats) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(most), len(rows)
    model.col_cost_ = np.zeros(len(most))
    model.col_lower_, model.col_upper_ = np.zeros(len(most)), most
    model.row_lower_ = np.array([low for _row, low, _high in rows])
    model.row_upper_ = np.array([high for _row, _low, high in rows])
    entries = [np.flatnonzero(row) for row, _low, _high in rows]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *map(len, entries)])
    model.a_matrix_.index_ = np.concatenate(entries)
    model.a_matrix_.value_ = np.concatenate(
        [row[at] for (row, _low, _high), at in zip(rows, entries, strict=True)]
    )
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(most)
    return model


def _rows(reading: Reading) -> Iterator[Row]:
    """The rows of the programme: what each sums, and its bounds."""
    shape = reading.table.shape
    for cell, size in enumerate(reading.sizes):
        row = np.zeros(shape)
        row[cell] = 1
        yield row.ravel(), size, size
    for answer, total in enumerate([] if reading.totals is None else reading.totals):
        row = np.zeros(shape)
        row[:, answer] = 1
        yield row.ravel(), total, total
    for one in reading.groups:
        yield from _group_rows(reading, one)


def _group_rows(reading: Reading, one: GroupBound) -> Iterator[Row]:
    rated = (reading.values > 0).astype(float)
    yield np.outer(one.inside, rated).ravel(), one.fewest, one.most
    if one.step is None:
        return
    total, number = one.entered
    above, below = (
        np.outer(one.inside, 4 * (reading.values - edge) * rated).ravel()
        for edge in (one.step.low, one.step.high)
    )
    yield above, 4 * (one.step.low * number - total), np.inf
    yield below, -np.inf, 4 * (one.step.high * number - total) - (one.step.bound != "high")
    for point, count in enumerate([] if one.counts is None else one.counts):
        row = np.zeros(reading.table.shape)
        row[one.inside, point] = 1
        yield row.ravel(), count, count
