"""A published figure as pages read it, or that it is withheld, a type that contains no number."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import overload

from . import measures
from .steps import Step, combined_step


@dataclass(frozen=True)
class Figure:
    """What a group says. `n` people gave a rating; `mean` is on the scale 1 to points.

    A small group has no `counts`, because a reader could use them to tell who chose what. A
    `FullFigure` has them. A group's mean is known by its `step` only: then `mean` is
    where that is placed, and `n` how many people are in the group.
    """

    n: int
    mean: float
    counts: tuple[int, ...] | None = None
    dont_know: int = 0
    not_applicable: int = 0
    step: Step | None = None

    @property
    def agreement(self) -> float | None:
        """How far people say the same (`measures.agreement`), where counts are shown."""
        return measures.agreement(self.counts) if self.counts else None

    @property
    def is_open(self) -> bool:
        """Whether it is known only to be so much or more, or so much or less."""
        return self.step is not None and self.step.is_open

    @property
    def shown_mean(self) -> float:
        """The mean as readers see it: to one decimal place, or where its step is placed."""
        return self.mean if self.step else round(self.mean, 1)

    @property
    def middle_half(self) -> tuple[int, int] | None:
        """The points between which the middle half of the ratings lie, where counts are shown."""
        return None


@dataclass(frozen=True)
class FullFigure(Figure):
    """A figure with the number of people who chose each point. Everyone's always has it, if
    shown."""

    counts: tuple[int, ...] = field()

    @property
    def agreement(self) -> float:
        return measures.agreement(self.counts)

    @property
    def middle_half(self) -> tuple[int, int]:
        return self._quantile_point(1 / 4), self._quantile_point(3 / 4)

    def _quantile_point(self, share: float) -> int:
        """The point at or below which at least this share of the ratings lie."""
        seen = accumulate(self.counts)
        wanted = share * sum(self.counts)
        return next(point for point, count in enumerate(seen, start=1) if count >= wanted)


class WhyBlank(StrEnum):
    """Why there is no figure. It follows from what readers know."""

    NOT_SHOWN = "not-shown"
    NO_RATINGS = "no-ratings"
    TOO_FEW = "too-few"
    ALL_THE_SAME = "all-the-same"
    """Everyone who gave a rating chose one and the same point, so this group did too."""
    TOO_ALIKE = "too-alike"
    """Everyone's ratings are so close together that a step would tell what single people chose."""


@dataclass(frozen=True)
class Withheld:
    """A figure that is not shown, and why not."""

    why: WhyBlank = WhyBlank.NOT_SHOWN


MaybeWithheld = Figure | Withheld


@overload
def combined_figure(
    statements: Sequence[FullFigure | Withheld], points: int
) -> FullFigure | Withheld: ...


@overload
def combined_figure(statements: Sequence[MaybeWithheld], points: int) -> MaybeWithheld: ...


def combined_figure(statements: Sequence[MaybeWithheld], points: int) -> MaybeWithheld:
    """What one group says over several statements, on a scale of this many points.

    It is worked out from the statement figures that are shown, so it reveals nothing new, and is
    shown if at least half of them are. Every rating counts once; of steps each statement does.
    """
    parts = [one for one in statements if isinstance(one, Figure)]
    if not parts or len(parts) * 2 < len(statements):
        return Withheld()
    steps = [one.step for one in parts if one.step]
    if len(steps) == len(parts):
        step = combined_step(steps, points)
        return Figure(parts[0].n, step.mean, step=step)
    raters = min(part.n for part in parts)
    mean = sum(part.mean * part.n for part in parts) / sum(part.n for part in parts)
    others = (
        sum(part.dont_know for part in parts),
        sum(part.not_applicable for part in parts),
    )
    whole = [part for part in parts if isinstance(part, FullFigure)]
    if len(whole) < len(parts):
        return Figure(raters, mean, None, *others)
    counts = measures.sum_distributions([part.counts for part in whole])
    return FullFigure(raters, mean, counts, *others)


def combined_figures(
    statements: Sequence[Sequence[MaybeWithheld]], points: int
) -> list[MaybeWithheld]:
    """What each of several groups says over several statements; a row of figures for each.

    Groups in steps are compared over the same statements: those with a figure for all of them.
    """
    in_steps = any(one.step for row in statements for one in row if isinstance(one, Figure))
    blank = [Withheld()] * len(statements[0]) if statements else []
    rows = [
        blank if in_steps and any(isinstance(one, Withheld) for one in row) else row
        for row in statements
    ]
    return [combined_figure(column, points) for column in zip(*rows, strict=True)]
