"""How often a change is called between two rounds in which nothing changed, or something did."""

import statistics
from dataclasses import dataclass
from math import sqrt

import numpy as np

from insights.results.changes import Shift
from insights.statistics import measures
from insights.statistics.figures import FullFigure, combined_figure

POINTS, STATEMENTS, CONSIDERATIONS = 5, 5, 8
SHARES = (0.08, 0.17, 0.25, 0.35, 0.15)
"""How often each point is chosen."""
ALIKE = 0.5
"""How far what a person says to one statement goes with what they say to another."""
SEED = 20261201
BEFORE = 0.2
"""From how many points on a consideration was said to have risen or fallen most, before."""


@dataclass
class Called:
    """Of how many pairs of rounds, and of considerations in them, a change was named."""

    pairs: int = 0
    pairs_before: int = 0
    pairs_now: int = 0
    considerations: int = 0
    considerations_before: int = 0
    considerations_now: int = 0

    def count(self, shifts: list[Shift]) -> None:
        before = [abs(one.points) >= BEFORE for one in shifts]
        now = [one.is_called for one in shifts]
        self.pairs += 1
        self.pairs_before += any(before)
        self.pairs_now += any(now)
        self.considerations += len(shifts)
        self.considerations_before += sum(before)
        self.considerations_now += sum(now)


def of_two_rounds(
    then: int, now: int, pairs: int, shift: float = 0.0, alike: float = ALIKE, seed: int = SEED
) -> Called:
    """Rounds that so many people answered; the second shifted by so many standard deviations."""
    rng, called = np.random.default_rng(seed), Called()
    for _pair in range(pairs):
        called.count(
            [
                Shift(drawn(rng, then, alike), drawn(rng, now, alike, shift))
                for _consideration in range(CONSIDERATIONS)
            ]
        )
    return called


def drawn(rng: np.random.Generator, people: int, alike: float, shift: float = 0.0) -> FullFigure:
    """Everyone's figure on a consideration: people whose answers are more or less `alike`."""
    leaning = rng.normal(size=(people, 1))
    views = sqrt(alike) * leaning + sqrt(1 - alike) * rng.normal(size=(people, STATEMENTS))
    edges = [statistics.NormalDist().inv_cdf(share) for share in np.cumsum(SHARES)[:-1]]
    ratings = np.searchsorted(edges, views + shift)
    figures = [_figure(np.bincount(one, minlength=POINTS).tolist()) for one in ratings.T]
    combined = combined_figure(figures, POINTS)
    if not isinstance(combined, FullFigure):
        raise TypeError("everyone's figures are full ones")
    return combined


def _figure(counts: list[int]) -> FullFigure:
    return FullFigure(sum(counts), measures.mean(counts), tuple(counts))
