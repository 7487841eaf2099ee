"""Draws tables that fit what is published, by people who swap answers."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from insights.statistics.steps import Step

from .tables import Flags, Floats, Ints, Reading


@dataclass(frozen=True)
class Draws:
    """How many tables are drawn side by side, how often two people swap answers in each before a
    sample is taken of them all, and how many samples are taken."""

    chains: int
    swaps: int
    samples: int


MANY, FEW = Draws(256, 100, 4), Draws(64, 50, 1)


def sample_tables(
    reading: Reading, rng: np.random.Generator, start: Ints, draws: Draws = MANY
) -> Ints:
    """Tables that fit, from one that does: people swap answers wherever all published stays as is.

    Shape: tables × cells × answers. Without totals, people also change answers by themselves.
    """
    return _Swapping(reading, rng, start, draws).tables()


class _Swapping:
    """Chains of swaps from one table, many side by side."""

    def __init__(
        self, reading: Reading, rng: np.random.Generator, start: Ints, draws: Draws
    ) -> None:
        self.reading, self.rng, self.draws = reading, rng, draws
        self.cell = np.repeat(np.arange(len(reading.cells)), reading.sizes)
        self.first = np.cumsum(reading.sizes) - reading.sizes
        answers = np.concatenate([np.repeat(np.arange(len(row)), row) for row in start])
        self.given = np.tile(answers, (draws.chains, 1))
        self.chain = np.arange(draws.chains)[:, None]
        self.bounds = _Bounds.of(reading)
        self.raters, self.sums, _marks = (
            np.tile(each, (draws.chains, 1)) for each in self.bounds.seen(start)
        )
        places = [
            np.unique([str(one[part]) for one in reading.cells], return_inverse=True)
            for part in (0, 1)
        ]
        self.place = np.array([inverse for _names, inverse in places])
        self.cell_at = np.full([len(names) for names, _inverse in places], -1)
        self.cell_at[*self.place] = np.arange(len(reading.cells))

    def tables(self) -> Ints:
        found = []
        for _sample in range(self.draws.samples):
            for swap in range(self.draws.swaps):
                self._swap_four() if self.bounds.fixed.any() and swap % 4 else self._swap_two()
                if self.reading.totals is None:
                    self._change_one()
            found.append(self._as_tables())
        return np.concatenate(found)

    def _as_tables(self) -> Ints:
        cells, answers = self.reading.table.shape
        flat = self.chain * (cells * answers) + self.cell * answers + self.given
        counted = np.bincount(flat.ravel(), minlength=len(flat) * cells * answers)
        return counted.reshape(len(flat), cells, answers)

    def _anyone(self, number: int) -> Ints:
        """People picked at random, this many in each chain."""
        return self.rng.integers(len(self.cell), size=(len(self.chain), number))

    def _change_one(self) -> None:
        answers = len(self.reading.values)
        self._keep(self._anyone(1), self.rng.integers(answers, size=(len(self.chain), 1)))

    def _swap_two(self) -> None:
        people = self._anyone(2)
        self._keep(people, self.given[self.chain, people[:, ::-1]])

    def _swap_four(self) -> None:
        """Two people of one organisation swap, and two of another swap back, at the same levels.

        Nothing changes for either organisation, or for either level, so that not even their spreads
        do.
        """
        one, other = self._anyone(2).T
        (here, there), (level, other_level) = self.place[:, self.cell[[one, other]]]
        second, fourth = self._someone(here, other_level), self._someone(there, level)
        people = np.stack([one, second, other, fourth], axis=1)
        had = self.given[self.chain, people]
        fits = (had[:, 0] == had[:, 2]) & (had[:, 1] == had[:, 3])
        fits &= (here != there) & (level != other_level)
        fits &= (self.cell_at[here, other_level] >= 0) & (self.cell_at[there, level] >= 0)
        self._keep(people, had[:, [1, 0, 3, 2]], fits)

    def _someone(self, organisation: Ints, level: Ints) -> Ints:
        """A person of a cell picked at random in each chain; anyone where there is no such cell."""
        cell = self.cell_at[organisation, level]
        person: Ints = self.first[cell] + self.rng.integers(self.reading.sizes[cell])
        return person

    def _keep(self, people: Ints, gets: Ints, fits: Flags | None = None) -> None:
        """Give people these answers in every chain where what is published stays as it is."""
        had = self.given[self.chain, people]
        raters, sums, marks = self.bounds.changes(self.cell[people], had, gets)
        raters, sums = self.raters + raters, self.sums + sums
        kept = self.bounds.hold(raters, sums, marks)
        if fits is not None:
            kept &= fits
        self.given[self.chain[kept], people[kept]] = gets[kept]
        self.raters[kept], self.sums[kept] = raters[kept], sums[kept]


@dataclass(frozen=True)
class _Bounds:
    """The bounds on all groups, as arrays: each column is a group."""

    inside: Ints
    rated: Ints
    values: Ints
    marks: Ints
    """A random number for each point, so that a changed spread shows as a changed sum."""
    low: Floats
    high: Floats
    slack: Floats
    fewest: Ints
    most: Ints
    fixed: Flags
    entered: Ints

    @classmethod
    def of(cls, reading: Reading) -> "_Bounds":
        groups, values = reading.groups, reading.values
        steps = [one.step or Step(0.0, 1e6, 0.0, 0.0, "high") for one in groups]
        marks = np.random.default_rng(0).integers(1, 2**40, size=len(values))
        return cls(
            inside=np.array([one.inside for one in groups], dtype=np.int64).T,
            rated=(values > 0).astype(np.int64),
            values=values,
            marks=np.where(values > 0, marks, 0),
            low=np.array([one.low for one in steps]),
            high=np.array([one.high for one in steps]),
            slack=np.array([-1e-9 if one.bound == "high" else 1e-9 for one in steps]),
            fewest=np.array([one.fewest for one in groups]),
            most=np.array([one.most for one in groups]),
            fixed=np.array([one.counts is not None for one in groups]),
            entered=np.array([one.entered for one in groups]).T,
        )

    def seen(self, table: Ints) -> Iterator[Ints]:
        """Of each group: how many gave a rating, the sum of these, and of their marks."""
        return (table @ by @ self.inside for by in (self.rated, self.values, self.marks))

    def changes(self, cells: Ints, had: Ints, gets: Ints) -> Iterator[Ints]:
        """How much of each changes if people of these cells give other answers; by chain."""
        where = self.inside[cells]
        return (
            np.einsum("mp,mpg->mg", by[gets] - by[had], where)
            for by in (self.rated, self.values, self.marks)
        )

    def hold(self, raters: Ints, sums: Ints, marks: Ints) -> Flags:
        """The chains in which every group is still as published."""
        total, number = sums + self.entered[0], raters + self.entered[1]
        fits = (raters >= self.fewest) & (raters <= self.most)
        fits &= (total >= self.low * number) & (total <= self.high * number - self.slack)
        held: Flags = (fits & ((marks == 0) | ~self.fixed)).all(axis=1)
        return held
