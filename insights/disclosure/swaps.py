"""Looks for tables that fit one swap away from one that fits.

Mostly there are some of the kind wanted, and many are found in milliseconds, where an integer
programme takes up to a hundred for each. If none is found, that says nothing.
"""

from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from insights.statistics.arrays import Flags, Ints

from .tables import Reading

TIMES = 2
"""How many tables are made for each entry that is wanted, if there are so many."""


@dataclass(frozen=True)
class _Moves:
    """People who change their answers together. Shape of each: moves × people."""

    cells: Ints
    gives: Ints
    gets: Ints


class Swaps:
    """What two people can swap, or two pairs of people, so that all that is published stays."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        rows = [row for row, _low, _high in reading.bounds]
        self.low = np.array([low for _row, low, _high in reading.bounds])[:, None, None]
        self.high = np.array([high for _row, _low, high in reading.bounds])[:, None, None]
        inside = np.array([row.any(axis=1) for row in rows])
        self.groups, self.group = np.unique(inside, axis=0, return_inverse=True)
        self.rows = np.array([row.ravel() for row in rows])
        self.weights = np.array(
            [row[each.argmax()] for row, each in zip(rows, inside, strict=True)]
        )
        self.squares = _squares(reading)

    def tables(self, start: Ints, wanted: Flags, rng: np.random.Generator) -> Ints:
        """Tables that fit, and in which one more person of a cell gives an answer wanted of it."""
        found = [start[None][:0]]
        for moves in (self._pairs(start), self._fours(start), self._alone(start)):
            found.append(_after(start, _some(moves, wanted, rng)))
        tables = np.concatenate(found)
        return tables[self.reading.fit(tables)]

    def _forbidden(self, start: Ints) -> Ints:
        """Whether a group's figures would change with one answer in place of another: groups ×
        answers × answers."""
        sums = (self.rows @ start.ravel())[:, None, None]
        sums = sums - self.weights[:, :, None] + self.weights[:, None, :]
        changed = np.zeros((len(self.groups), *sums.shape[1:]), dtype=bool)
        np.logical_or.at(changed, self.group, (sums < self.low) | (sums > self.high))
        return changed.astype(np.float32)

    def _pairs(self, start: Ints) -> _Moves:
        """Two people swap, if no group that only one of them is in has a figure that changes."""
        forbidden = self._forbidden(start).transpose(1, 2, 0)
        inside = self.groups.astype(np.float32)
        bad = (forbidden[:, :, None, :] * inside.T) @ (1 - inside)
        bad += bad.transpose(1, 0, 3, 2)
        there = (start > 0).T
        can = (bad == 0) & there[:, None, :, None] & there[None, :, None, :]
        can &= np.tri(len(there), k=-1, dtype=bool).T[:, :, None, None]
        can &= ~np.eye(len(start), dtype=bool)
        before, after, one, other = np.nonzero(can)
        return _Moves(
            np.stack([one, other], axis=1),
            np.stack([before, after], axis=1),
            np.stack([after, before], axis=1),
        )

    def _fours(self, start: Ints) -> _Moves:
        """Two people of one organisation swap, and two of another swap back, at the same levels."""
        there = start > 0
        first, second, third, last = self.squares.T
        can = (there[first] & there[last])[:, :, None] & (there[second] & there[third])[:, None, :]
        can &= ~np.eye(there.shape[1], dtype=bool)
        square, before, after = np.nonzero(can)
        return _Moves(
            self.squares[square],
            np.stack([before, after, after, before], axis=1),
            np.stack([after, before, before, after], axis=1),
        )

    def _alone(self, start: Ints) -> _Moves:
        """One person answers differently, where no one knows how many gave each answer."""
        bad = np.einsum("gab,gc->cab", self._forbidden(start), self.groups.astype(np.float32))
        can = (bad == 0) & (start > 0)[:, :, None] & ~np.eye(start.shape[1], dtype=bool)
        can &= self.reading.totals is None
        cell, before, after = (each[:, None] for each in np.nonzero(can))
        return _Moves(cell, before, after)


def _some(moves: _Moves, wanted: Flags, rng: np.random.Generator) -> _Moves:
    """A few of them, picked at random, for each entry wanted."""
    entries = moves.cells * wanted.shape[1] + moves.gets
    useful = np.flatnonzero(wanted.ravel()[entries].any(axis=1))
    picked = np.full((TIMES, wanted.size), -1)
    for times in picked:
        order = rng.permutation(useful)
        for column in entries[order].T:
            times[column] = order
    picked = picked[:, wanted.ravel()]
    chosen = np.unique(picked[picked >= 0])
    return _Moves(moves.cells[chosen], moves.gives[chosen], moves.gets[chosen])


def _after(start: Ints, moves: _Moves) -> Ints:
    """The table after each of these moves."""
    tables = np.repeat(start[None], len(moves.cells), axis=0)
    number = np.arange(len(tables))[:, None]
    np.subtract.at(tables, (number, moves.cells, moves.gives), 1)
    np.add.at(tables, (number, moves.cells, moves.gets), 1)
    return tables


def _squares(reading: Reading) -> Ints:
    """Four cells, of two organisations at the same two levels. What they swap and swap back changes
    neither organisation, and neither level."""
    at = {(str(place), level): cell for cell, (place, level) in enumerate(reading.cells)}
    places, levels = (sorted({key[part] for key in at}) for part in (0, 1))
    fours = (
        list(product(two, both))
        for two, both in product(combinations(places, 2), combinations(levels, 2))
    )
    found = [[at[corner] for corner in four] for four in fours if at.keys() >= set(four)]
    return np.array(found, dtype=np.int64).reshape(-1, 4)
