"""Asks of one question whether what is published fixes what someone said.

It fails if some person gives the same answer in all tables that fit, or if the ratings of a place
with fewer than k people have the same sum in all of them; unless everyone's figure alone, less the
answer that a reader knows, fixes it already. It is asked for a reader who knows no one's answer,
and for every insider there could be: a person of some cell who knows their own. A question is
cleared by tables that differ, and by nothing else (Fischetti and Salazar, Management Science 47(7),
2001, on exact bounds; here every table counts that has whole people).

Swaps of answers find most tables, many at a time: those that have been found to differ where most
do not are where they start from. The solver is asked for what they do not find.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice
from types import MappingProxyType

import numpy as np

from insights.statistics.arrays import Flags, Ints

from .coverage import Coverage
from .programme import Programme, TakesTooLong
from .release import Plan, Rung, TalliedQuestion
from .sampling import Draws, sample_tables
from .swaps import Swaps
from .tables import LinearBound, Reading

SEED = 20260101
"""The same question is always audited with the same draws."""

AROUND = Draws(16, 20, 1)
"""The tables drawn around one that others are looked for from."""

KEPT = 32
"""About how many of the tables one swap away are kept to start from."""

IN_VAIN = 3
"""After how many tables in a row, around which little was found, the solver is asked."""

FIRST, PRESSED = 8, 4
"""How many insiders are asked of first, and with how little room: a point of one person."""

SMALL = 150
"""Up to how many people a question is cleared in no time."""

LITTLE = 0.02
"""The share of what is open, or of the insiders who are in no table yet."""


def fails(question: TalliedQuestion, plan: Plan, rung: Rung, *, insiders: bool = True) -> bool:
    """Whether some answer, or the sum of a small place, follows from what is published.

    So it is taken to be if the solver does not find out.
    """
    reading = Reading(question, plan, rung)
    if not reading.bounds:
        return False
    try:
        return _Audit(reading, plan.k, insiders=insiders).fails()
    except TakesTooLong:
        return True


def is_worth_asking(question: TalliedQuestion, plan: Plan, rung: Rung) -> bool:
    """Whether a table that someone invents may well fail: in large reviews, only where some
    insider's answer leaves a group little room. Others rarely do, and take long to clear."""
    reading = Reading(question, plan, rung)
    if not reading.bounds:
        return False
    return int(reading.sizes.sum()) <= SMALL or bool(_pressed(reading).any())


def _pressed(reading: Reading) -> Flags:
    """The insiders whose answer leaves a group little room, by entry."""
    pressed: Flags = (reading.room() < PRESSED) & (reading.most > 0)
    return pressed.ravel()


class _Audit:
    """The tables found so far for one question, and the means to find more."""

    def __init__(self, reading: Reading, k: int, *, insiders: bool) -> None:
        self.reading = reading
        self.rng = np.random.default_rng(SEED)
        self.swaps = Swaps(reading)
        self.coverage = Coverage(reading, k, insiders=insiders)
        self.starts: list[Ints] = []
        self.used: list[int] = []
        """How often each table has been started from."""
        drawn = sample_tables(reading, self.rng, reading.table)
        self._keep(drawn, drawn)

    @cached_property
    def programme(self) -> Programme:
        return Programme(self.reading)

    def fails(self) -> bool:
        """Whether an answer or a sum is fixed for one of the readers."""
        if any(map(self._is_fixed_for, self._most_pressed())):
            return True
        self._swap()
        while self.coverage.open.any():
            present = self.coverage.open & ~self.coverage.absent
            reader = int(np.argmax(present * self.coverage.number))
            if not present.any():
                self._bring_in()
            elif self._swap_with(reader):
                continue
            elif not self._vary(reader):
                return True
            self._swap()
        return False

    def _most_pressed(self) -> list[int]:
        """They are asked of first, because most questions that fail do so for one of them."""
        pressed = np.flatnonzero(self.coverage.open[:-1] & _pressed(self.reading))
        return sorted(pressed.tolist(), key=self.reading.room().ravel().__getitem__)[:FIRST]

    def _is_fixed_for(self, reader: int) -> bool:
        """Whether something is fixed for this insider, if it is not cleared by one more table."""
        if not self.coverage.number[reader] and not self._find(reader):
            self.coverage.dismiss(np.arange(len(self.coverage.asked)) == reader)
        return bool(self.coverage.left[reader]) and not self._vary(reader)

    def _keep(self, tables: Ints, starts: Ints) -> None:
        """Take note of tables that fit, and keep some to start from."""
        self.coverage.add(tables)
        self.starts += list(starts)
        self.used += [0] * len(starts)

    def _swap(self) -> None:
        """Look for tables around those that promise most, as long as that clears something."""
        vain = 0
        while vain < IN_VAIN and self.coverage.open.any():
            absent, left = self.coverage.absent, self.coverage.left
            promise = self.coverage.promise(np.array(self.starts))
            self._swap_from(int(np.argmax(promise / (1 + np.array(self.used)))))
            present = ~absent
            brought = np.count_nonzero(absent) - np.count_nonzero(self.coverage.absent)
            cleared = (left - self.coverage.left)[present].sum()
            much = cleared > LITTLE * left[present].sum()
            vain = 0 if much or brought > LITTLE * np.count_nonzero(absent) else vain + 1

    def _swap_with(self, reader: int) -> bool:
        """Whether tables around some that a reader is in clear something for them."""
        before = self.coverage.left[reader]
        latest = reversed(range(len(self.starts)))
        inside = (at for at in latest if not self.used[at] and self._is_in(reader, self.starts[at]))
        for at in islice(inside, IN_VAIN):
            self._swap_from(at)
            if self.coverage.left[reader] < before:
                return True
        return False

    def _is_in(self, reader: int, table: Ints) -> bool:
        return reader == table.size or bool(table.flat[reader])

    def _swap_from(self, at: int) -> None:
        self.used[at] += 1
        start = self.starts[at]
        near = self.swaps.tables(start, self.coverage.wanted(start), self.rng)
        around = sample_tables(self.reading, self.rng, start, AROUND)
        every = max(len(near) // KEPT, 1)
        self._keep(np.concatenate([near, around]), np.concatenate([near[::every], around]))

    def _vary(self, reader: int) -> bool:
        """Ask for a table that differs where all found so far with this reader do not: in their own
        organisation first, or where they do not for most readers."""
        answers, sums = self.coverage.open_answers, self.coverage.open_sums
        if answers[reader].any():
            own = 1 + answers.size * self._own_organisation(reader)
            return self._vary_answer(reader, int(np.argmax(answers[reader] * answers.sum(0) * own)))
        return self._vary_sum(reader, int(np.argmax(sums[reader] * sums.sum(axis=0))))

    def _own_organisation(self, reader: int) -> Flags:
        """The entries of the cells of an insider's organisation."""
        answers = self.reading.table.shape[1]
        organisations = [organisation for organisation, _level in self.reading.cells] + [""]
        own = organisations[reader // answers]
        return np.repeat([one == own for one in organisations[:-1]], answers)

    def _vary_answer(self, reader: int, at: int) -> bool:
        answers = self.reading.table.shape[1]
        besides = reader != at and reader // answers == at // answers
        most = self.reading.sizes[at // answers] - 1 - besides
        return self._find(reader, upper={at: float(most)})

    def _vary_sum(self, reader: int, place: int) -> bool:
        row = np.outer(self.coverage.places[place], self.reading.values)
        total = self.coverage.sums.so_far(reader, place, self.coverage.number)
        return self._find(reader, rows=[(row, total + 1, np.inf)]) or self._find(
            reader, rows=[(row, -np.inf, total - 1)]
        )

    def _bring_in(self) -> None:
        """Ask for a table with an insider who is in none so far, or learn that there is none."""
        absent = self.coverage.absent
        row = absent[:-1].reshape(self.reading.table.shape).astype(np.int64)
        if not self._find(len(absent) - 1, rows=[(row, 1, np.inf)]):
            self.coverage.dismiss(absent)

    def _find(
        self,
        reader: int,
        *,
        upper: Mapping[int, float] = MappingProxyType({}),
        rows: Sequence[LinearBound] = (),
    ) -> bool:
        """Whether the solver finds such a table with this reader; more are then found around it."""
        lower = {} if reader == self.reading.table.size else {reader: 1.0}
        found = self.programme.table(lower=lower, upper=upper, rows=rows)
        if found is None:
            return False
        self._keep(found[None], found[None])
        self._swap_from(len(self.starts) - 1)
        return True
