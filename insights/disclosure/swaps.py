"""Looks for tables that fit, and of a certain kind, one swap away from one that fits.

Mostly there are some, and they are found in a millisecond, where an integer programme takes up to a
hundred. If none is found, that says nothing.
"""

from typing import Any

import numpy as np

from .tables import Flags, Floats, Ints, LinearBound, Reading

FEW = 8
"""About how many of the tables found are made."""


class Swaps:
    """What two people can swap, or two pairs of people, so that all that is published stays."""

    def __init__(self, reading: Reading) -> None:
        self.adds = _adds(reading.bounds)
        self.low, self.high = _limits(reading.bounds)
        at = {place: cell for cell, place in enumerate(reading.cells)}
        self.pairs = [
            np.array([[other] for other in at.values() if other != cell], dtype=np.int64)
            for cell in at.values()
        ]
        self.squares = [
            np.array(_squares(place, at), dtype=np.int64).reshape(-1, 3) for place in at
        ]

    def tables(self, start: Ints, cell: int, wanted: list[LinearBound]) -> list[Ints]:
        """Tables that fit, and that have these sums, after a person of this cell has swapped."""
        there = start > 0
        for others in (self.pairs[cell], self.squares[cell]):
            found = np.argwhere(_can_swap(there, cell, others))
            cells = np.insert(others, 0, cell, axis=1)
            for adds, limits in (
                (_adds(wanted), _limits(wanted)),
                (self.adds, (self.low, self.high)),
            ):
                found = found[_within(adds, limits, start, cells, found)]
            if len(found):
                some = found[:: max(len(found) // FEW, 1)].tolist()
                return [_swapped(start, cells[one], before, after) for one, before, after in some]
        return []


def _within(
    adds: Ints, limits: tuple[Floats, Floats], start: Ints, cells: Ints, swaps: Ints
) -> Flags:
    """Which of these swaps keep these sums within their limits."""
    others, before, after = swaps.T
    sums = (adds.reshape(len(adds), -1) @ start.ravel())[:, None]
    for number, at in enumerate(cells[others].T):
        gives, gets = _direction(number, before, after)
        sums = sums + adds[:, at, gets] - adds[:, at, gives]
    low, high = limits
    within: Flags = np.logical_and(sums >= low[:, None], sums <= high[:, None])
    kept: Flags = np.logical_and.reduce(within)
    return kept


def _direction(number: int, before: Any, after: Any) -> tuple[Any, Any]:
    """What the person in this place of a swap gives up, and what they get."""
    return (after, before) if number in (1, 2) else (before, after)


def _adds(rows: list[LinearBound]) -> Ints:
    """What a person of a cell with some answer adds to each sum: sums × cells × answers."""
    return np.array([row for row, _low, _high in rows])


def _limits(rows: list[LinearBound]) -> tuple[Floats, Floats]:
    low, high = ([row[at] for row in rows] for at in (1, 2))
    return np.array(low, dtype=float), np.array(high, dtype=float)


def _squares(
    place: tuple[str | None, str], at: dict[tuple[str | None, str], int]
) -> list[list[int]]:
    """Three cells that make a square with one: the same organisation at another level, another
    organisation at the same level, and that at the other. What they swap and swap back changes
    neither organisation, and neither level."""
    here, level = place
    return [
        [at[here, other_level], at[there, level], corner]
        for (there, other_level), corner in at.items()
        if there != here
        and other_level != level
        and {(here, other_level), (there, level)} <= at.keys()
    ]


def _can_swap(there: Flags, cell: int, cells: Ints) -> Flags:
    """Whether someone of the cell can give up an answer for another, with these others."""
    gives, gets = there[:, :, None], there[:, None, :]
    can: Flags = gives[cell] & gets[cells[:, 0]]
    if cells.shape[1] > 1:
        can &= gets[cells[:, 1]] & gives[cells[:, 2]]
    can &= ~np.eye(there.shape[1], dtype=bool)
    return can


def _swapped(start: Ints, cells: Ints, before: int, after: int) -> Ints:
    """The first of these cells, and the last of four, have one answer in place of another; the
    others the other way round."""
    table = start.copy()
    for number, cell in enumerate(cells):
        gives, gets = _direction(number, before, after)
        table[cell, gives] -= 1
        table[cell, gets] += 1
    return table
