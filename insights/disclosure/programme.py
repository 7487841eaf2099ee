"""Looks for a table that fits what is published, and of a certain kind, by integer programming."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

import highspy
import numpy as np
from highspy._core import _Highs

from insights.statistics.arrays import Floats, Ints

from .tables import LinearBound, Reading

NODES_AT_MOST = 5_000
"""For one search. It is counted in nodes of the search tree and not in seconds, so that the outcome
does not depend on how busy a machine is."""


class TakesTooLong(Exception):
    """The solver did not find out within its limit whether there is such a table."""


class Programme:
    """The same as an integer programme: is there a table that fits, and with these bounds?"""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        rows = [(row.ravel(), low, high) for row, low, high in _rows(reading)]
        self.most: Floats = reading.most.ravel().astype(float)
        self.solver = _Highs()  # `Highs` itself prints who made it
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("mip_max_nodes", NODES_AT_MOST)
        self.solver.passModel(_model(rows, self.most))

    def table(
        self,
        *,
        lower: Mapping[int, float] = MappingProxyType({}),
        upper: Mapping[int, float] = MappingProxyType({}),
        rows: Sequence[LinearBound] = (),
        weights: Floats | None = None,
    ) -> Ints | None:
        """A table that fits, with these bounds on entries (by place in the table) and on sums.

        With weights for every entry, one of those in which their sum is greatest. None if there is
        no table. TakesTooLong if the solver did not find out.
        """
        with self._asking(lower, upper, rows, weights):
            self.solver.clearSolver()
            self.solver.run()
            status = self.solver.getModelStatus()
            found = np.rint(self.solver.getSolution().col_value).astype(np.int64)
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        table = found.reshape(self.reading.table.shape)
        if status != highspy.HighsModelStatus.kOptimal or not self.reading.fit(table[None]).all():
            raise TakesTooLong(status)
        return table

    @contextmanager
    def _asking(
        self,
        lower: Mapping[int, float],
        upper: Mapping[int, float],
        rows: Sequence[LinearBound],
        weights: Floats | None,
    ) -> Iterator[None]:
        """The programme with all of this, until the end of the context."""
        columns, changed = np.arange(len(self.most)), {*lower, *upper}
        for at in changed:
            self.solver.changeColBounds(at, lower.get(at, 0.0), upper.get(at, self.most[at]))
        for coefficients, low, high in rows:
            entries = np.flatnonzero(coefficients)
            values = coefficients.ravel()[entries].astype(float)
            self.solver.addRow(low, high, len(entries), entries, values)
        if weights is not None:
            self.solver.changeColsCost(len(columns), columns, -weights.ravel())
        yield
        for at in changed:
            self.solver.changeColBounds(at, 0.0, self.most[at])
        if rows:
            last = self.solver.getNumRow()
            self.solver.deleteRows(len(rows), np.arange(last - len(rows), last))
        if weights is not None:
            self.solver.changeColsCost(len(columns), columns, np.zeros(len(columns)))


def _model(rows: list[LinearBound], most: Floats) -> highspy.HighsLp:
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


def _rows(reading: Reading) -> Iterator[LinearBound]:
    """The rows of the programme: the people of each cell, the totals, and what is published."""
    shape = reading.table.shape
    for cell, size in enumerate(reading.sizes):
        row = np.zeros(shape, dtype=np.int64)
        row[cell] = 1
        yield row, size, size
    for answer, total in enumerate([] if reading.totals is None else reading.totals):
        row = np.zeros(shape, dtype=np.int64)
        row[:, answer] = 1
        yield row, total, total
    yield from reading.bounds
