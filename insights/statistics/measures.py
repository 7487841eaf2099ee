"""The measures: plain arithmetic on how many people chose each point of a scale.

A measure of ratings takes `counts`, one entry for each point from the least to the most favourable.
Don't know and Doesn't apply are never included. All raise ValueError without ratings, or if no one
answered at all.
"""

from collections.abc import Sequence
from itertools import combinations
from math import hypot, inf, log2, sqrt
from statistics import NormalDist

Distribution = Sequence[int]

SELDOM_CALLED = 0.05
"""How often a difference is called by chance, at most."""
ENOUGH_ERRORS = 2
"""A difference is called from this many of its standard errors on: chance alone exceeds that about
once in twenty times."""


def number_of_ratings(counts: Distribution) -> int:
    """How many people gave a rating."""
    return sum(counts)


def mean(counts: Distribution) -> float:
    """The mean rating, in points of a scale that starts at 1."""
    n = number_of_ratings(counts)
    if not n:
        raise ValueError("no ratings")
    return sum(point * count for point, count in enumerate(counts, start=1)) / n


def consensus(counts: Distribution) -> float:
    """How far people say the same: 1 if all chose one point, 0 if half chose each end.

    Cns = 1 + Σ pᵢ log₂(1 − |i − m| / d), where d is the width of the scale. An even spread over
    five points is 0.43, so middling values are not agreement.
    Source: Tastle and Wierman, International Journal of Approximate Reasoning 45(3), 2007.
    """
    n, centre, width = number_of_ratings(counts), mean(counts), len(counts) - 1
    total = 1 + sum(
        count / n * log2(1 - abs(point - centre) / width)
        for point, count in enumerate(counts, start=1)
        if count
    )
    return min(1.0, max(0.0, total))


def favourable_share(counts: Distribution) -> float:
    """The share of ratings above the middle of the scale, from 0 to 1."""
    n, middle = number_of_ratings(counts), (len(counts) + 1) / 2
    if not n:
        raise ValueError("no ratings")
    return sum(count for point, count in enumerate(counts, start=1) if point > middle) / n


def unfavourable_share(counts: Distribution) -> float:
    """The share of ratings below the middle of the scale, from 0 to 1."""
    return favourable_share(counts[::-1])


def dont_know_share(raters: int, dont_know: int) -> float:
    """The share of people who cannot say, of those a statement applies to, from 0 to 1.

    Don't know is kept separate from the ratings and is a finding in itself: a partner who cannot
    say has not been told. (This is Parallax's own measure. The review asks that partners know of
    the work.)
    """
    return _share(dont_know, raters + dont_know)


def not_applicable_share(raters: int, dont_know: int, not_applicable: int) -> float:
    """The share of everyone who answered that a statement does not apply, from 0 to 1."""
    return _share(not_applicable, raters + dont_know + not_applicable)


def _share(part: int, whole: int) -> float:
    if not whole:
        raise ValueError("no answers")
    return part / whole


def agreement(counts: Distribution) -> float:
    """How far people say the same, as van der Eijk's A: 1 all alike, 0 evenly spread, −1 half at
    each end.

    The distribution is peeled into layers of equal height; each is a pattern of 0s and 1s and
    weighs as much as the share of people in it. It distinguishes a split from a spread, which
    `consensus` does not. Two points are two ends and nothing between them. Source: van der Eijk,
    Quality and Quantity 35, 2001.
    """
    n, left, total = number_of_ratings(counts), list(counts), 0.0
    if not n:
        raise ValueError("no ratings")
    while any(left):
        height = min(count for count in left if count)
        pattern = [bool(count) for count in left]
        total += height * sum(pattern) / n * _layer_agreement(pattern)
        left = [count - height if count else 0 for count in left]
    return total


def _layer_agreement(pattern: Sequence[bool]) -> float:
    """A for one layer, from its triples of points: those that lean one way and those that split."""
    points, filled = len(pattern), sum(pattern)
    if filled == 1:
        return 1.0
    if filled == points:
        return -1.0 if points == 2 else 0.0
    triples = list(combinations(pattern, 3))
    leaning = triples.count((True, True, False)) + triples.count((False, True, True))
    split = triples.count((True, False, True))
    unimodality = ((points - 2) * leaning - (points - 1) * split) / (
        (points - 2) * (leaning + split)
    )
    return unimodality * (1 - (filled - 1) / (points - 1))


def variance(counts: Distribution) -> float:
    """The variance of the ratings, as that of a sample: their squares over one less than there are.

    0 for a single rating.
    """
    n, centre = number_of_ratings(counts), mean(counts)
    squares = sum(count * (point - centre) ** 2 for point, count in enumerate(counts, start=1))
    return squares / (n - 1) if n > 1 else 0.0


def mean_error(counts: Distribution, people: int) -> float:
    """The standard error of the mean of ratings that this many people gave; endless for one rating.

    Where people rated several statements, their ratings count together and are still those of so
    many people: they resemble each other, and to take them for independent would claim too much.
    """
    if number_of_ratings(counts) < 2 or not people:
        return inf
    return sqrt(variance(counts) / people)


def difference_error(one: float, other: float) -> float:
    """The standard error of a difference between two means, from the error of each.

    √(v₁/n₁ + v₂/n₂), for two samples whose variances may differ. Source: Snedecor and Cochran,
    Statistical Methods, 8th edition, 1989; Welch, Biometrika 29, 1938.
    """
    return hypot(one, other)


def enough_errors(comparisons: int = 1) -> float:
    """From how many standard errors on a difference is called, being the widest of so many.

    Two for one, and for more as many as keep calling by chance as seldom. Source: Dunn, Journal of
    the American Statistical Association 56, 1961 (Bonferroni).
    """
    return max(ENOUGH_ERRORS, NormalDist().inv_cdf(1 - SELDOM_CALLED / (2 * comparisons)))


def is_called(difference: float, error: float, comparisons: int = 1) -> bool:
    """Whether a difference is wide enough to be called one, given its standard error."""
    return difference != 0 and abs(difference) >= enough_errors(comparisons) * error


def share_between(groups: Sequence[tuple[int, float]], counts: Distribution) -> float:
    """η²: the share of all variation that lies between groups, from 0 to 1.

    `groups` have their number of people and their mean each, and together gave `counts`. ValueError
    if everyone gave one rating. Source: Pearson, 1905; Cohen, Statistical Power Analysis, 1988.
    """
    people, centre = sum(size for size, _mean in groups), mean(counts)
    whole = sum(count * (point - centre) ** 2 for point, count in enumerate(counts, start=1))
    if not whole or not people:
        raise ValueError("no variation")
    between = sum(size * (one - centre) ** 2 for size, one in groups) / people
    return min(1.0, between / (whole / number_of_ratings(counts)))


def furthest_apart_positions(means: Sequence[float]) -> tuple[int, int]:
    """The gap between groups: the positions of the highest and the lowest mean.

    The first of equal ones counts. ValueError with fewer than two.
    """
    if len(means) < 2:
        raise ValueError("a gap is between two groups")
    places = range(len(means))
    high = max(places, key=lambda place: means[place])
    low = min((place for place in places if place != high), key=lambda place: means[place])
    return high, low


def change(before: float, after: float) -> float:
    """How many points a mean has risen since an earlier round, as readers subtract what is shown.

    Negative if it fell.
    """
    return round(round(after, 1) - round(before, 1), 1)


def sum_distributions(distributions: Sequence[Distribution]) -> tuple[int, ...]:
    """Distributions over the same scale, added point by point."""
    return tuple(sum(column) for column in zip(*distributions, strict=True))
