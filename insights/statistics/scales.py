"""Scales on which figures are shown: as they were asked, or in three classes where few answered."""

from collections.abc import Sequence
from itertools import pairwise

FEWEST_POINTS = 4
"""The fewest points that can be put in classes. On a shorter scale they would be its points."""


def class_edges(points: int) -> tuple[int, ...]:
    """Where classes begin and end: below the middle of a scale, at it if it has one, and above."""
    low, high = points // 2, points - points // 2
    return tuple(dict.fromkeys((0, low, high, points)))


def in_classes(counts: Sequence[int]) -> tuple[int, ...]:
    """How many people chose a point of each class."""
    return tuple(sum(counts[start:end]) for start, end in pairwise(class_edges(len(counts))))
