"""What a reader knows about a question: which tables of answers fit what is published.

A table says how many people of each cell gave each answer. A reader knows how many answered from
each cell, what everyone's figure shows, every step and blank, and at worst every sheet that was
entered. `sampling` draws some of the tables that this leaves possible, and `programme` looks for
one of a kind.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import TypeAlias

import numpy as np

from insights.statistics.arrays import Flags, Floats, Ints

from .groups import CellKey
from .release import GroupRelease, Plan, Rung, TalliedQuestion, Treatment, release, step_scale

LinearBound: TypeAlias = tuple[Ints, float, float]
"""Coefficients for every entry of a table, and the bounds that their sum keeps to."""


class Reading:
    """What a reader knows of a question at one rung: the sizes of cells, totals, and groups."""

    def __init__(self, question: TalliedQuestion, plan: Plan, rung: Rung) -> None:
        self.cells: list[CellKey] = sorted(
            (cell for cell, people in plan.people.items() if people), key=str
        )
        linked = dict(question.linked)
        width = len(question.linked[0][1])
        self.table: Ints = np.array([linked[cell] for cell in self.cells], dtype=np.int64)
        self.sizes: Ints = self.table.sum(axis=1)
        self.values: Ints = np.array(
            [*range(1, question.points + 1), *[0] * (width - question.points)]
        )
        self.totals = self.table.sum(axis=0) if plan.everyone == Treatment.EXACT else None
        self.most = np.repeat(self.sizes[:, None], width, axis=1)
        """The most people of each cell who can have given each answer."""
        if self.totals is not None:
            self.most = np.minimum(self.most, self.totals)
        shown = release(question, plan, rung) if step_scale(question, plan, rung).edges else []
        self.bounds = [row for one in shown for row in self.rows(question, plan, one)]
        """What is published of groups, as bounds on the answers of their people by link."""

    def fit(self, tables: Ints) -> Flags:
        """Which of these tables fit."""
        entries = tables.reshape(len(tables), self.table.size).astype(float)
        rows, low, high = self._as_arrays
        sums = entries @ rows.T
        fits = ((sums >= low) & (sums <= high)).all(axis=1) & (entries >= 0).all(axis=1)
        known = (tables.sum(axis=2) == self.sizes).all(axis=1)
        if self.totals is not None:
            known &= (tables.sum(axis=1) == self.totals).all(axis=1)
        fit: Flags = np.logical_and(fits, known)
        return fit

    def room(self) -> Floats:
        """How far, at most, a sum can be from a bound of its own with someone of a cell who gave an
        answer: cells × answers. A point of one person weighs 4 in the sums of steps."""
        rows, low, high = self._as_arrays
        rows = rows.reshape(len(rows), *self.table.shape)
        top, bottom = (
            edge(np.where(self.most > 0, rows, -sign * np.inf), axis=2)
            for edge, sign in ((np.max, 1), (np.min, -1))
        )
        above = (top @ self.sizes - low)[:, None, None] - top[:, :, None] + rows
        below = (high - bottom @ self.sizes)[:, None, None] + bottom[:, :, None] - rows
        inside = np.any(rows != 0, axis=2, keepdims=True)
        room: Floats = np.where(inside, np.minimum(above, below), np.inf).min(axis=0)
        return room

    @cached_property
    def _as_arrays(self) -> tuple[Floats, Floats, Floats]:
        """The bounds together: bounds × entries, and the least and most of each."""
        rows = np.array([row.ravel() for row, _low, _high in self.bounds], dtype=float)
        low, high = (np.array([one[at] for one in self.bounds], dtype=float) for at in (1, 2))
        return rows.reshape(-1, self.table.size), low, high

    def rows(
        self, question: TalliedQuestion, plan: Plan, one: GroupRelease
    ) -> Iterator[LinearBound]:
        """How many of a group gave a rating; that their mean lies in its step; and its spread.

        With R ratings and their sum S: low · R ≤ S < high · R, or ≤ at the top of the scale; both
        with the ratings entered for others, which a reader may know.
        """
        inside = np.array([cell in one.group.cells for cell in self.cells], dtype=np.int64)
        rated = (self.values > 0).astype(np.int64)
        raters = np.outer(inside, rated)
        if one.step is None:
            yield raters, 0, plan.fewest_raters - 1
            return
        yield raters, plan.fewest_raters, np.inf
        typed = [row[: question.points] for at, row in question.entered if at in one.group.cells]
        entered = np.array([[0] * question.points, *typed]).sum(axis=0)
        total, number = int(entered @ np.arange(1, question.points + 1)), int(entered.sum())
        for edge, least, most in (
            (one.step.low, 0, np.inf),
            (one.step.high, -np.inf, 0 if one.step.bound == "high" else -1),
        ):
            over = (4 * (self.values - edge)).astype(np.int64) * rated
            known = 4 * (total - edge * number)
            yield np.outer(inside, over), least - known, most - known
        if one.counts is not None:
            yield from self._spread_rows(inside, np.array(one.counts) - entered)

    def _spread_rows(self, inside: Ints, counts: Ints) -> Iterator[LinearBound]:
        unrated = np.outer(inside, self.values == 0) > 0
        self.most[unrated] = np.minimum(self.most[unrated], inside @ self.sizes - counts.sum())
        for point, count in enumerate(counts):
            row = np.zeros(self.table.shape, dtype=np.int64)
            row[:, point] = inside
            self.most[:, point] = np.where(
                inside, np.minimum(self.most[:, point], count), self.most[:, point]
            )
            yield row, count, count
