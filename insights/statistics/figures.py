"""A published figure as pages read it, or that it is withheld, a type that contains no number."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import overload

from . import measures


@dataclass(frozen=True)
class Figure:
    """What a group says. `n` people gave a rating; `mean` is on the scale 1 to points.

    A small group has no `agreement` and no `counts`, because a reader could use them to tell who
    chose what. A `FullFigure` has both. Near an end of the scale a group has a `bound`: its true
    mean is at least ("high") or at most ("low") `mean`.
    """

    n: int
    mean: float
    agreement: float | None = None
    counts: tuple[int, ...] | None = None
    dont_know: int = 0
    not_applicable: int = 0
    bound: str = ""

    @property
    def middle_half(self) -> tuple[int, int] | None:
        """The points between which the middle half of the ratings lie, where counts are shown."""
        return None


@dataclass(frozen=True)
class FullFigure(Figure):
    """A figure with the number of people who chose each point. Everyone's always has it, if
    shown."""

    agreement: float = field()
    counts: tuple[int, ...] = field()

    @property
    def middle_half(self) -> tuple[int, int]:
        return self._quantile_point(1 / 4), self._quantile_point(3 / 4)

    def _quantile_point(self, share: float) -> int:
        """The point at or below which at least this share of the ratings lie."""
        seen = accumulate(self.counts)
        wanted = share * sum(self.counts)
        return next(point for point, count in enumerate(seen, start=1) if count >= wanted)


@dataclass(frozen=True)
class Withheld:
    """A figure that would be based on too few people."""


MaybeWithheld = Figure | Withheld


@overload
def combined_figure(statements: Sequence[FullFigure | Withheld]) -> FullFigure | Withheld: ...


@overload
def combined_figure(statements: Sequence[MaybeWithheld]) -> MaybeWithheld: ...


def combined_figure(statements: Sequence[MaybeWithheld]) -> MaybeWithheld:
    """What one group says over several statements, every rating counting once.

    It is worked out from the statement figures that are shown, so it reveals nothing new. It is
    shown if at least half of them are, and any bands are at the same end. If any of them is a band,
    it is a bound too.
    """
    parts = [one for one in statements if isinstance(one, Figure)]
    ends = {part.bound for part in parts} - {""}
    if not parts or len(parts) * 2 < len(statements) or len(ends) > 1:
        return Withheld()
    raters = min(part.n for part in parts)
    mean = sum(part.mean * part.n for part in parts) / sum(part.n for part in parts)
    others = (
        sum(part.dont_know for part in parts),
        sum(part.not_applicable for part in parts),
        max(part.bound for part in parts),
    )
    whole = [part for part in parts if isinstance(part, FullFigure)]
    if len(whole) < len(parts):
        return Figure(raters, mean, None, None, *others)
    counts = measures.sum_distributions([part.counts for part in whole])
    return FullFigure(raters, mean, measures.consensus(counts), counts, *others)
