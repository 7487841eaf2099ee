"""The steps that a group's mean is shown in, half a point wide on most scales.

A step says no more than a small group can bear, and a mean that has been put in one no longer tells
a single answer. Steps are decided by what everyone together chose, which readers see, and by k.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import floor

FINE_SCALE = 7
"""Scales with up to this many points have steps of half a point; longer ones of a whole point."""


@dataclass(frozen=True)
class Step:
    """Where a mean lies: from `low` up to, but not including, `high`, in points of the scale.

    It is read as the half points (on a long scale: points) from `first` to `last`, mostly one and
    the same. `bound` is "high" for the uppermost step of a scale, which has its end, and "low" for
    the lowest.
    """

    low: float
    high: float
    first: float
    last: float
    bound: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it reads as "4½ or more" or "1½ or less"."""
        return bool(self.bound) and self.first < self.last

    @property
    def mean(self) -> float:
        """Where it is placed: at the half point shown, or midway between the first and last."""
        if self.bound:
            return self.first if self.bound == "high" else self.last
        return (self.first + self.last) / 2


@dataclass(frozen=True)
class StepScale:
    """The edges of all steps on a scale, both ends included. Empty if no mean may be shown.

    `width` is the distance between the points that steps are read as.
    """

    edges: tuple[float, ...] = ()
    width: float = 0.5

    def step_of(self, mean: float) -> Step | None:
        """The step that a mean lies in; None if there is only one, which would say nothing."""
        if len(self.edges) < 3:
            return None
        return self._step(sum(edge <= mean for edge in self.edges[1:-1]))

    @property
    def steps(self) -> list[Step]:
        """All of them, the lowest first."""
        return [self._step(place) for place in range(len(self.edges) - 1)]

    def _step(self, place: int) -> Step:
        bound = {0: "low", len(self.edges) - 2: "high"}.get(place, "")
        low, high = self.edges[place], self.edges[place + 1]
        first = low if bound == "low" else low + self.width / 2
        last = high if bound == "high" else high - self.width / 2
        return Step(low, high, first, last, bound)

    def in_thirds(self, points: int) -> "StepScale":
        """The same in three classes at most, each made of whole steps."""
        inner = self.edges[1:-1]
        thirds = (1 + share * (points - 1) for share in (1 / 3, 2 / 3))
        wanted = {min(inner, key=lambda edge: abs(edge - third), default=0) for third in thirds}
        return self.limited_to(edge for edge in inner if edge in wanted)

    def limited_to(self, inner: Iterable[float]) -> "StepScale":
        """The same with only these edges between its ends; no steps at all without one."""
        edges = tuple(inner)
        return replace(self, edges=(self.edges[0], *edges, self.edges[-1]) if edges else ())


def width_of(points: int) -> float:
    """The width of a step on a scale of this many points."""
    return 0.5 if points <= FINE_SCALE else 1.0


def _grid(points: int) -> list[float]:
    width = width_of(points)
    return [1 + width * (number + 0.5) for number in range(round((points - 1) / width))]


@lru_cache(maxsize=4096)
def steps_of(points: int, chosen: Sequence[int], k: int, *, wide_ends: bool = False) -> StepScale:
    """The steps on a scale of this many points, of which anyone chose those in `chosen` (sorted).

    An end step has room for two of k people to have chosen the next point that anyone chose: for
    one whose answer a reader may know, and for one more. A wide one has room for one who chose the
    other end of the scale, and for one more who chose the next point.
    """
    if len(chosen) < 2:
        return StepScale()
    first, last = chosen[0], chosen[-1]
    after, before = chosen[1] - first, last - chosen[-2]
    known = (last - first, last - first) if wide_ends else (after, before)
    lowest, highest = first + (known[0] + after) / k, last - (known[1] + before) / k
    whole = StepScale((float(first), float(last)), width_of(points))
    return whole.limited_to(edge for edge in _grid(points) if lowest < edge < highest)


def distance(high: Step, low: Step) -> float:
    """How far apart two steps are, in points as they are read: at least so far, if one is open."""
    if high.is_open or low.is_open:
        return max(0.0, high.first - low.last)
    return high.mean - low.mean


def combined_step(steps: Sequence[Step], points: int) -> Step:
    """What steps over several statements come to: the mean of each edge, and of what is read."""
    number, width = len(steps), width_of(points)

    def mean(values: Iterable[float]) -> float:
        return sum(values) / number

    def read(value: float) -> float:
        return floor(value / width + 0.5) * width

    low, high = mean(one.low for one in steps), mean(one.high for one in steps)
    bounds = {one.bound for one in steps}
    if len(bounds) > 1 or bounds == {""}:
        about = read(mean(one.mean for one in steps))
        return Step(low, high, about, about)
    first, last = read(mean(one.first for one in steps)), read(mean(one.last for one in steps))
    return Step(low, high, first, last, bounds.pop())
