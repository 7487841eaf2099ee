"""Draws tables that fit what is published, by people who swap answers."""

from dataclasses import dataclass

import numpy as np

from insights.statistics.arrays import Flags, Ints

from .tables import Reading


@dataclass(frozen=True)
class Draws:
    """How many tables are drawn side by side, how often two people swap answers in each before a
    sample is taken of them all, and how many samples are taken."""

    chains: int
    swaps: int
    samples: int


MANY, FEW = Draws(128, 60, 4), Draws(32, 40, 1)


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
        rows = np.array([row.ravel() for row, _low, _high in reading.bounds], dtype=np.int64)
        rows = rows.reshape(len(reading.bounds), start.size)
        self.low = np.array([low for _row, low, _high in reading.bounds])
        self.high = np.array([high for _row, _low, high in reading.bounds])
        self.adds = np.ascontiguousarray(rows.T)
        """What one person adds to each sum that is bounded, by cell and answer."""
        self.sums = np.tile(rows @ start.ravel(), (draws.chains, 1))
        keys = np.array(reading.cells, dtype=str).T
        self.place = np.array([np.unique(part, return_inverse=True)[1] for part in keys])
        self.cell_at = np.full(self.place.max(axis=1) + 1, -1)
        self.cell_at[*self.place] = np.arange(len(reading.cells))

    def tables(self) -> Ints:
        found, spreads = [], bool((self.low == self.high).any())
        for _sample in range(self.draws.samples):
            for swap in range(self.draws.swaps):
                self._swap_four() if spreads and swap % 4 else self._swap_two()
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
        entry = self.cell[people] * len(self.reading.values)
        sums = self.sums + (self.adds[entry + gets] - self.adds[entry + had]).sum(axis=1)
        kept = ((sums >= self.low) & (sums <= self.high)).all(axis=1)
        if fits is not None:
            kept &= fits
        self.given[self.chain[kept], people[kept]] = gets[kept]
        self.sums[kept] = sums[kept]
