"""A published figure as pages read it, or that it is withheld: a type without a number in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import measures


@dataclass(frozen=True)
class Figure:
    """What a group says. `n` people gave a rating; `mean` is on the scale 1 to points.

    A small group has no `agreement` and no `counts`: with them a reader could tell who chose what.
    Near an end of the scale a group has a `band`: its true mean is at least ("high") or at most
    ("low") `mean`.
    """

    n: int
    mean: float
    agreement: float | None = None
    counts: tuple[int, ...] | None = None
    dont_know: int = 0
    not_applicable: int = 0
    band: str = ""

    @property
    def spread(self) -> tuple[int, int] | None:
        """The points between which the middle half of the ratings lie, where counts are shown."""
        if self.counts is None:
            return None
        total, seen, points = sum(self.counts), 0, []
        for point, count in enumerate(self.counts, start=1):
            seen += count
            if not points and seen * 4 >= total:
                points.append(point)
            if seen * 4 >= total * 3:
                return (points[0], point)
        raise ValueError("a figure without ratings")


@dataclass(frozen=True)
class Withheld:
    """A figure that too few people would stand behind."""


Shown = Figure | Withheld


def together(statements: Sequence[Shown]) -> Shown:
    """What one group says over several statements, every rating counting once.

    It is worked out from the figures that are shown of the statements, so it tells nothing that
    they don't. It is shown if at least half of them are and their bands, if any, are of one end;
    with a banded one among them it is a bound, too.
    """
    parts = [one for one in statements if isinstance(one, Figure)]
    ends = {part.band for part in parts} - {""}
    if not parts or len(parts) * 2 < len(statements) or len(ends) > 1:
        return Withheld()
    known = all(part.counts is not None for part in parts)
    counts = measures.added([part.counts for part in parts]) if known else None
    return Figure(
        n=min(part.n for part in parts),
        mean=sum(part.mean * part.n for part in parts) / sum(part.n for part in parts),
        agreement=measures.consensus(counts) if counts else None,
        counts=counts,
        dont_know=sum(part.dont_know for part in parts),
        not_applicable=sum(part.not_applicable for part in parts),
        band=max(part.band for part in parts),
    )
