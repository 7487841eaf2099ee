"""A published figure as pages read it, or that it is withheld: a type without a number in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import overload

from . import measures


@dataclass(frozen=True)
class Figure:
    """What a group says. `n` people gave a rating; `mean` is on the scale 1 to points.

    A small group has no `agreement` and no `counts`: with them a reader could tell who chose what.
    What has them is `FullFigure`. Near an end of the scale a group has a `bound`: its true mean is
    at least ("high") or at most ("low") `mean`.
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
    """A figure that says how many chose each point, as everyone's does wherever it is shown."""

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
    """A figure that too few people would stand behind."""


MaybeWithheld = Figure | Withheld


@overload
def combined_figure(statements: Sequence[FullFigure | Withheld]) -> FullFigure | Withheld: ...


@overload
def combined_figure(statements: Sequence[MaybeWithheld]) -> MaybeWithheld: ...


def combined_figure(statements: Sequence[MaybeWithheld]) -> MaybeWithheld:
    """What one group says over several statements, every rating counting once.

    It is worked out from the figures that are shown of the statements, so it tells nothing that
    they don't. It is shown if at least half of them are and their bands, if any, are of one end;
    with a banded one among them it is a bound, too.
    """
    parts = [one for one in statements if isinstance(one, Figure)]
    ends = {part.bound for part in parts} - {""}
    if not parts or len(parts) * 2 < len(statements) or len(ends) > 1:
        return Withheld()
    raters = min(part.n for part in parts)
    mean = sum(part.mean * part.n for part in parts) / sum(part.n for part in parts)
    beside = (
        sum(part.dont_know for part in parts),
        sum(part.not_applicable for part in parts),
        max(part.bound for part in parts),
    )
    whole = [part for part in parts if isinstance(part, FullFigure)]
    if len(whole) < len(parts):
        return Figure(raters, mean, None, None, *beside)
    counts = measures.sum_distributions([part.counts for part in whole])
    return FullFigure(raters, mean, measures.consensus(counts), counts, *beside)
