"""Could chance do this? What groups would look like if it did not matter who is in which.

Everyone's answers to one statement are dealt at random into groups of the sizes shown, again and
again, and every deal is read as the real figures are: a permutation test of the widest gap. It uses
nothing but what is published, so it reveals nothing, and the same figures always come to the same.
Source: Good, Permutation, Parametric and Bootstrap Tests of Hypotheses, 3rd edition, 2005; half of
the ties count (mid-p, Lancaster, Journal of the American Statistical Association 56, 1961).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from .arrays import Floats, Ints
from .steps import StepScale, distance

DEALS = 4_000
"""Enough for a share of 5 % to be right to within 1 % (three standard errors)."""
SELDOM = 1 / 20
"""A gap is wider than chance would explain if at most this share of deals are wider."""
SEED = 20261201
USUAL = 0.9
"""The share of deals in which all groups lie in the range of chance."""
NOTABLE = 1 / 4
"""The narrowest gap that is worth a sentence, as a share of the width of the scale."""
FINEST = 0.05
"""Between two widths that readers can tell apart."""


@dataclass(frozen=True)
class Answers:
    """How everyone answered one statement, as published: `counts` of each point, and how many
    `others` gave no rating."""

    counts: tuple[int, ...]
    others: int

    @property
    def points(self) -> int:
        return len(self.counts)


@dataclass(frozen=True)
class Range:
    """Of one grouping: in nine of ten deals the means of all groups lie between `low` and `high`,
    and `share` is the share of deals with a gap that would be called wider than chance explains."""

    low: float
    high: float
    share: float


@dataclass(frozen=True)
class ByChance:
    """What chance would give if all groups were alike.

    A gap is wider than chance would explain from `wide_from` points on, by whichever grouping; None
    if none is.
    """

    ranges: Mapping[str, Range]
    wide_from: float | None


def notable_gap(points: int) -> float:
    """The narrowest gap that is worth a sentence: a point, on a scale from 1 to 5."""
    return (points - 1) * NOTABLE


Sizes: TypeAlias = tuple[int, ...]
"""How many people there are in each group."""


@lru_cache(maxsize=256)
def by_chance(
    answers: Answers,
    groupings: tuple[tuple[str, Sizes], ...],
    scale: StepScale | None,
    fewest_raters: int,
) -> ByChance:
    """Deal everyone's answers into groups of these sizes, for each grouping.

    Groups are read in the steps of `scale`, or exactly if it is None, and are blank with fewer
    raters than `fewest_raters`.
    """
    rng = np.random.default_rng(SEED)
    outermost, widths = {}, {}
    for grouping, sizes in groupings:
        means = _dealt_means(rng, answers, sizes, fewest_raters)
        shown = ~np.isnan(means)
        lowest = np.where(shown, means, np.inf).min(axis=1)
        highest = np.where(shown, means, -np.inf).max(axis=1)
        compared = shown.sum(axis=1) > 1
        if not compared.any():
            continue
        outermost[grouping] = lowest, highest = lowest[compared], highest[compared]
        widths[grouping] = np.zeros(DEALS)
        widths[grouping][compared] = _widths(lowest, highest, scale)
    wide_from = _wide_from(np.max([*widths.values()], axis=0), answers.points) if widths else None
    least = np.inf if wide_from is None else wide_from - FINEST / 2
    within = (1 - USUAL) / 2
    ranges = {
        grouping: Range(
            float(np.quantile(lowest, within)),
            float(np.quantile(highest, 1 - within)),
            float((widths[grouping] > least).mean()),
        )
        for grouping, (lowest, highest) in outermost.items()
    }
    return ByChance(ranges, wide_from)


def _dealt_means(
    rng: np.random.Generator, answers: Answers, sizes: Sizes, fewest_raters: int
) -> Floats:
    """Deals × groups: the mean of each group, or nan with too few raters."""
    left = np.repeat([[*answers.counts, answers.others]], DEALS, axis=0)
    means = np.empty((DEALS, len(sizes)))
    points = np.arange(1, answers.points + 1)
    for group, size in enumerate(sizes):
        dealt = _drawn(rng, left, size)
        left -= dealt
        ratings = dealt[:, : answers.points]
        raters = ratings.sum(axis=1)
        blank = raters < max(fewest_raters, 1)
        means[:, group] = np.where(blank, np.nan, ratings @ points / np.maximum(raters, 1))
    return means


def _drawn(rng: np.random.Generator, left: Ints, size: int) -> Ints:
    """Deals × answers: so many people drawn from those who are left of each deal."""
    dealt = np.zeros_like(left)
    rest, wanted = left.sum(axis=1), np.full(len(left), size)
    for answer in range(left.shape[1]):
        here = left[:, answer]
        rest = rest - here
        dealt[:, answer] = rng.hypergeometric(here, rest, wanted)
        wanted = wanted - dealt[:, answer]
    return dealt


def _widths(lowest: Floats, highest: Floats, scale: StepScale | None) -> Floats:
    """How far apart the outermost groups are, as readers see it."""
    if scale is None:
        exact: Floats = np.round(highest, 1) - np.round(lowest, 1)
        return exact
    steps = scale.steps
    apart = np.array([[distance(high, low) for low in steps] for high in steps])
    inner = np.array(scale.edges[1:-1])
    low, high = (np.searchsorted(inner, one, side="right") for one in (lowest, highest))
    widths: Floats = apart[high, low]
    return widths


def _wide_from(widest: Floats, points: int) -> float | None:
    """The narrowest gap worth a sentence that at most one deal in twenty exceeds."""
    for width in np.arange(notable_gap(points), points - 1 + FINEST / 2, FINEST):
        wider = (widest > width + FINEST / 2).mean()
        as_wide = (np.abs(widest - width) <= FINEST / 2).mean()
        if wider + as_wide / 2 <= SELDOM:
            return round(float(width), 2)
    return None
