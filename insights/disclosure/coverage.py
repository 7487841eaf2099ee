"""What the tables found leave open, for each reader there could be.

Readers are numbered: those who know that someone of a cell, they themselves, gave an answer, by the
entry of the table that it is counted in; and last an outsider, who knows no one's answer.
"""

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from insights.statistics.arrays import Flags, Floats, Ints

from .tables import Reading

Singles = npt.NDArray[np.float32]
"""Whole numbers whose products fit; multiplied far faster than integers are."""


class Coverage:
    """Of each reader, which answers and sums differ between tables that fit with what they know."""

    def __init__(self, reading: Reading, k: int, *, insiders: bool) -> None:
        entries = reading.table.size
        self.reading = reading
        self.places = _small_places(reading, k)
        self.asked: Flags = np.append(insiders & (reading.most.ravel() > 0), True)
        """Which readers there could be."""
        self.number: Ints = np.zeros(entries + 1, dtype=np.int64)
        """How many of the tables found fit with what each knows."""
        self.answers: Flags = self._needless_answers()
        """Readers × entries: whether, in one of these tables, not everyone else in the cell gives
        that answer; or need not."""
        self.sums = _Sums(reading, self.places)
        self.needless_sums = self._needless_sums()

    def add(self, tables: Ints) -> None:
        """Take note of these tables, which fit."""
        entries = tables.reshape(len(tables), self.reading.table.size)
        there = np.ones((len(tables), len(self.asked)), dtype=np.float32)
        there[:, :-1] = entries > 0
        self.number += there.sum(axis=0).astype(np.int64)
        self.answers |= self._differ(tables, there)
        self.sums.add(tables, there)
        self._forget()

    @cached_property
    def open_answers(self) -> Flags:
        """Readers × entries: where all others have been alike in every table found."""
        still_open: Flags = ~self.answers & self.asked[:, None]
        return still_open

    @cached_property
    def open_sums(self) -> Flags:
        """Readers × small places: where all others have had the same sum in every table found."""
        cleared = self.sums.vary(self.number) | self.needless_sums
        still_open: Flags = ~cleared & self.asked[:, None]
        return still_open

    @cached_property
    def open(self) -> Flags:
        """The readers for whom something has not been cleared."""
        something: Flags = np.logical_or(self.open_answers.any(axis=1), self.open_sums.any(axis=1))
        return something | self.absent

    @property
    def absent(self) -> Flags:
        """The insiders asked of that are in no table found."""
        absent: Flags = self.asked & (self.number == 0)
        return absent

    def dismiss(self, readers: Flags) -> None:
        """There are no such readers."""
        self.asked &= ~readers
        self._forget()

    @cached_property
    def left(self) -> Ints:
        """How many answers and sums have not been cleared for each reader."""
        left: Ints = self.open_answers.sum(axis=1) + self.open_sums.sum(axis=1)
        return left

    def _forget(self) -> None:
        """Work out what is open anew when it is next wanted."""
        for known in ("open_answers", "open_sums", "open", "left"):
            self.__dict__.pop(known, None)

    def promise(self, tables: Ints) -> Floats:
        """How much each table could clear for readers who are in some: by how it differs from all
        of theirs, or if it is one of theirs, by how it is changed."""
        sizes, (cells, answers) = self.reading.sizes, self.reading.table.shape
        entries = tables.reshape(len(tables), cells * answers)
        found = self.number[:, None] > 0
        open_answers, open_sums = self.open_answers & found, self.open_sums & found
        readers = open_answers.sum(axis=1)[:-1] + open_sums.sum(axis=1)[:-1]
        by_answer = open_answers.sum(axis=0).astype(np.float32)
        promised: Floats = (entries < np.repeat(sizes, answers)).astype(np.float32) @ by_answer
        promised = promised + (entries > 0).astype(np.float32) @ readers.astype(np.float32)
        return promised + self.sums.promise(tables, open_sums, self.number)

    def wanted(self, start: Ints) -> Flags:
        """Of which entries another person would clear something: those of readers to bring in, and
        all of the cells where something is open for the readers who are in this table."""
        shape = self.reading.table.shape
        inside = np.append(start.ravel() > 0, True)
        cells = self.open_answers[inside].any(axis=0).reshape(shape).any(axis=1)
        cells |= self.open_sums[inside].any(axis=0) @ self.places > 0
        wanted: Flags = self.open[:-1].reshape(shape) | cells[:, None]
        return wanted

    def _differ(self, tables: Ints, there: Singles) -> Flags:
        """Readers × entries: whether not everyone else in the cell gives the answer in a table."""
        sizes, (cells, answers) = self.reading.sizes, self.reading.table.shape
        entries = tables.reshape(len(tables), cells * answers)
        differ: Flags = there.T @ (entries < np.repeat(sizes, answers)).astype(np.float32) > 0
        inside = there[:, :-1].reshape(tables.shape).transpose(1, 2, 0)
        left = (tables < sizes[:, None] - 1).astype(np.float32).transpose(1, 0, 2)
        every, own = np.arange(cells), np.eye(answers, dtype=bool)
        blocks = differ[:-1].reshape(cells, answers, cells, answers)
        blocks[every, :, every] = np.where(own, blocks[every, :, every], inside @ left > 0)
        return differ

    def _needless_answers(self) -> Flags:
        """Whether a reader is alone in the cell, or everyone's figure tells what others said."""
        cells, answers = self.reading.table.shape
        needless = self._told(np.arange(answers))[:, None].repeat(cells * answers, axis=1)
        alone = np.repeat(self.reading.sizes == 1, answers)
        cell = np.repeat(np.arange(cells), answers)
        needless[:-1] |= alone & (cell[:, None] == cell)
        return needless

    def _needless_sums(self) -> Flags:
        """The same for the sums of small places."""
        answers = self.reading.table.shape[1]
        needless = self._told(self.reading.values)[:, None].repeat(len(self.places), axis=1)
        alone = (self.places @ self.reading.sizes == 1) & (self.places > 0).T
        needless[:-1] |= np.repeat(alone, answers, axis=0)
        return needless

    def _told(self, values: Ints) -> Flags:
        """For each reader whether everyone's figure alone says what all others answered: alike."""
        cells, answers = self.reading.table.shape
        if self.reading.totals is None:
            return np.zeros(cells * answers + 1, dtype=bool)
        others = self.reading.totals - np.eye(answers + 1, answers, dtype=np.int64)
        told = np.array([len(set(values[row > 0].tolist())) < 2 for row in others])
        return np.append(np.tile(told[:-1], cells), told[-1])


class _Sums:
    """The sums of small places in the tables of each reader, their own answer included: it is the
    same in all of them."""

    def __init__(self, reading: Reading, places: Ints) -> None:
        adds = places[:, :, None] * reading.values
        self.adds: Singles = adds.reshape(len(places), reading.table.size).T.astype(np.float32)
        self.total: Floats = np.zeros((reading.table.size + 1, len(places)))
        self.squares: Floats = np.zeros_like(self.total)

    def of(self, tables: Ints) -> Ints:
        """Tables × places."""
        entries = tables.reshape(len(tables), len(self.adds)).astype(np.float32)
        sums: Ints = (entries @ self.adds).astype(np.int64)
        return sums

    def add(self, tables: Ints, there: Singles) -> None:
        sums, readers = self.of(tables).astype(float), there.T.astype(float)
        self.total += readers @ sums
        self.squares += readers @ sums**2

    def vary(self, number: Ints) -> Flags:
        """Readers × places. All are whole numbers, so that no difference is overlooked."""
        varies: Flags = number[:, None] * self.squares - self.total**2 > 0.5
        return varies

    def so_far(self, readers: Any, places: Any, number: Ints) -> Any:
        """The sums of readers in whose tables they have all been alike."""
        return np.rint(self.total[readers, places] / number[readers]).astype(np.int64)

    def promise(self, tables: Ints, open_sums: Flags, number: Ints) -> Floats:
        """For how many readers and places each table's sums are others than all so far."""
        sums = self.of(tables)
        readers, places = np.nonzero(open_sums)
        so_far = self.so_far(readers, places, number)
        known = np.zeros((self.adds.shape[1], 1 + max(sums.max(initial=0), so_far.max(initial=0))))
        np.add.at(known, (places, so_far), 1)
        promised: Floats = (open_sums.sum(axis=0) - known[np.arange(len(known)), sums]).sum(axis=1)
        return promised


def _small_places(reading: Reading, k: int) -> Ints:
    """The cells and organisations with fewer than k people, as rows that mark their cells."""
    organisations = [
        [at[0] == one for at in reading.cells] for one in {at[0] for at in reading.cells}
    ]
    marked = np.array([*np.eye(len(reading.cells), dtype=np.int64), *organisations], dtype=np.int64)
    return np.unique(marked[marked @ reading.sizes < k], axis=0)
