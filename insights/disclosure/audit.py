"""Asks of one question whether what is published fixes what someone said.

It fails if some person gives the same answer in all tables that fit, or if the ratings of a place
with fewer than k people have the same sum in all of them; unless everyone's figure alone, less the
answer that a reader knows, fixes it already. It is asked for a reader who knows no one's answer,
and for every insider there could be: a person of some cell who knows their own. A question is
cleared by tables that differ, and by nothing else (Fischetti and Salazar, Management Science 47(7),
2001, on exact bounds; here every table counts that has whole people).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from .programme import Programme, TakesTooLong
from .release import Plan, Question, Rung
from .sampling import FEW, sample_tables
from .swaps import Swaps
from .tables import Flags, Ints, Reading, Row

NEAR = 4
"""In the neighbourhood of how many tables one is looked for before the solver is asked."""

SEED = 20260101
"""The same question is always audited with the same draws."""


@dataclass(frozen=True)
class Insider:
    """Someone in a cell who knows that they gave an answer; as places in the table."""

    cell: int
    answer: int


def fails(question: Question, plan: Plan, rung: Rung, *, insiders: bool = True) -> bool:
    """Whether some answer, or the sum of a small place, follows from what is published.

    So it is taken to be if the solver does not find out.
    """
    reading = Reading(question, plan, rung)
    if not reading.bounds:
        return False
    audit = _Audit(reading, plan.k)
    try:
        return audit.fails(None) or (insiders and any(map(audit.fails, audit.insiders())))
    except TakesTooLong:
        return True


class _Audit:
    """The tables found so far for one question, and the programme that looks for more."""

    def __init__(self, reading: Reading, k: int) -> None:
        self.reading = reading
        self.rng = np.random.default_rng(SEED)
        self.tables = sample_tables(reading, self.rng, reading.table)
        self.places = _small_places(reading, k)
        self._programme: Programme | None = None

    @cached_property
    def swaps(self) -> Swaps:
        return Swaps(self.reading)

    @property
    def programme(self) -> Programme:
        self._programme = self._programme or Programme(self.reading)
        return self._programme

    def insiders(self) -> Iterator[Insider]:
        """Everyone who could be in a table that fits, but for those whom the tables found clear."""
        for cell, answer in np.argwhere(~self._cleared() & (self.reading.most > 0)):
            insider = Insider(int(cell), int(answer))
            if self.tables[:, cell, answer].any() or self._find(insider):
                yield insider

    def _cleared(self) -> Flags:
        """The insiders, by cell and answer, for whom the tables found leave everything open."""
        tables, sizes = self.tables, self.reading.sizes
        number, cells, answers = tables.shape
        there = (tables > 0).astype(np.float32)
        differs = (tables < sizes[:, None]).astype(np.float32)
        left = (tables < sizes[:, None] - 1).astype(np.float32)
        open_to, within = (
            (there.reshape(number, -1).T @ each.reshape(number, -1) > 0).reshape(
                cells, answers, cells, answers
            )
            for each in (differs, left)
        )
        every, alone = np.arange(cells), np.flatnonzero(sizes == 1)
        open_to[every, :, every] = np.where(
            np.eye(answers), open_to[every, :, every], within[every, :, every]
        )
        open_to[alone, :, alone] = True
        vary = self._sums_vary(there.reshape(number, -1)).reshape(cells, answers, -1)
        return np.logical_and(open_to.all(axis=(2, 3)), vary.all(axis=2))

    def _sums_vary(self, there: npt.NDArray[np.float32]) -> Flags:
        """For each insider and small place: whether the sum of its other people varies."""
        sums = (self.tables @ self.reading.values @ self.places.T).astype(float)
        chosen = there.T.astype(float)
        spread = chosen.sum(axis=1)[:, None] * (chosen @ sums**2) - (chosen @ sums) ** 2
        own = (self.places @ self.reading.sizes == 1) & (self.places > 0).T
        answers = len(self.reading.values)
        vary: Flags = (spread > 0.5) | np.repeat(own, answers, axis=0)
        return vary

    def fails(self, insider: Insider | None) -> bool:
        """Whether an answer or a sum is fixed for a reader who knows as much as this insider."""
        return self._fixes_an_answer(insider) or self._fixes_a_sum(insider)

    def _others(self, insider: Insider | None) -> tuple[Ints, Ints]:
        """The tables that fit with the insider, without them; and the sizes of the cells."""
        tables, sizes = self.tables, self.reading.sizes
        if insider is None:
            return tables, sizes
        tables = tables[tables[:, insider.cell, insider.answer] > 0].copy()
        tables[:, insider.cell, insider.answer] -= 1
        sizes = sizes.copy()
        sizes[insider.cell] -= 1
        return tables, sizes

    def _fixes_an_answer(self, insider: Insider | None) -> bool:
        """Whether everyone else in some cell gives one and the same answer in all tables."""
        if self._everyone_tells(insider, np.arange(len(self.reading.values))):
            return False
        while True:
            tables, sizes = self._others(insider)
            alike = np.argwhere((tables == sizes[:, None]).all(axis=0) & (sizes > 0)[:, None])
            if not len(alike):
                return False
            cell, answer = map(int, alike[0])
            known = insider == Insider(cell, answer)
            at = cell * len(self.reading.values) + answer
            if not self._find(insider, upper={at: float(sizes[cell] - 1 + known)}):
                return True

    def _fixes_a_sum(self, insider: Insider | None) -> bool:
        """Whether the ratings of everyone else in some small place have one sum in all tables."""
        values = self.reading.values
        if not len(self.places) or self._everyone_tells(insider, values):
            return False
        while True:
            tables, sizes = self._others(insider)
            sums = tables @ values @ self.places.T
            fixed = (sums.min(axis=0) == sums.max(axis=0)) & (self.places @ sizes > 0)
            if not fixed.any():
                return False
            place, total = self.places[fixed][0], int(sums[0][fixed][0])
            if insider and place[insider.cell]:
                total += int(values[insider.answer])
            row = np.outer(place, values)
            if not (
                self._find(insider, row=(row, total + 1, np.inf))
                or self._find(insider, row=(row, -np.inf, total - 1))
            ):
                return True

    def _everyone_tells(self, insider: Insider | None, values: Ints) -> bool:
        """Whether everyone's figure alone says what all others answered: all the same."""
        if self.reading.totals is None:
            return False
        others = self.reading.totals.copy()
        if insider:
            others[insider.answer] -= 1
        return len(set(values[others > 0].tolist())) < 2

    def _find(
        self,
        insider: Insider | None,
        *,
        upper: Mapping[int, float] = MappingProxyType({}),
        row: Row | None = None,
    ) -> bool:
        """Look for another table that fits; it is kept among those found, with some near it."""
        lower = {insider.cell * len(self.reading.values) + insider.answer: 1.0} if insider else {}
        if self._find_near(lower, upper, row):
            return True
        found = self.programme.table(lower=lower, upper=upper, row=row)
        if found is not None:
            others = sample_tables(self.reading, self.rng, found, FEW)
            self.tables = np.concatenate([self.tables, found[None], others])
        return found is not None

    def _find_near(
        self, lower: Mapping[int, float], upper: Mapping[int, float], row: Row | None
    ) -> bool:
        """Look for it one swap away from some of the tables found, which takes no solver."""
        answers = len(self.reading.values)
        entries = self.tables.reshape(len(self.tables), -1)
        wanted = [self._entry(at, lower, upper) for at in lower.keys() | upper.keys()]
        cells = [at // answers for at in upper or lower]
        if row:
            wanted.append(row)
            cells = np.flatnonzero(row[0].any(axis=1)).tolist()
        there = np.ones(len(entries), dtype=bool)
        for at, low in lower.items():
            there &= entries[:, at] >= low
        starts = np.flatnonzero(there if there.any() else ~there)
        for start in self.rng.choice(starts, min(len(starts), NEAR), replace=False):
            for cell in cells:
                if found := self.swaps.tables(self.tables[start], cell, wanted):
                    self.tables = np.concatenate([self.tables, found])
                    return True
        return False

    def _entry(self, at: int, lower: Mapping[int, float], upper: Mapping[int, float]) -> Row:
        """The bounds on one entry of a table, as those on a sum."""
        one = np.zeros(self.reading.table.size, dtype=np.int64)
        one[at] = 1
        bounds = lower.get(at, 0.0), upper.get(at, np.inf)
        return one.reshape(self.reading.table.shape), *bounds


def _small_places(reading: Reading, k: int) -> Ints:
    """The cells and organisations with fewer than k people, as rows that mark their cells."""
    organisations = [
        [at[0] == one for at in reading.cells] for one in {at[0] for at in reading.cells}
    ]
    marked = np.array([*np.eye(len(reading.cells), dtype=np.int64), *organisations], dtype=np.int64)
    return np.unique(marked[marked @ reading.sizes < k], axis=0)
