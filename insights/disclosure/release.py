"""What is published about one question at one rung of the ladder: a rule on counts.

Whether and how something is shown depends on numbers of people, on k and on what everyone's figure
shows already, never on what a group said. So anyone could work out what will be shown before they
know any figure ("simulatable": Kenthapadi, Mishra and Nissim, PODS 2005).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import TypeAlias

from insights.statistics import measures
from insights.statistics.scales import FEWEST_POINTS
from insights.statistics.steps import Step, StepScale, steps_of

from .groups import CellKey, Group


class Treatment(StrEnum):
    """How finely everyone's figures are shown."""

    EXACT = "exact"
    CLASSES = "classes"
    STEPS = "steps"


class Rung(StrEnum):
    """The ladder, finest results first. Each rung follows from the one before it."""

    SPREADS = "spreads"
    STEPS = "steps"
    NO_LEVELS = "no-levels"
    NO_SECTORS = "no-sectors"
    WIDE_ENDS = "wide-ends"
    THIRDS = "thirds"
    EVERYONE = "everyone"


LEFT_OUT: dict[Rung, frozenset[str]] = {
    Rung.SPREADS: frozenset(),
    Rung.STEPS: frozenset(),
    Rung.NO_LEVELS: frozenset({"level"}),
    Rung.NO_SECTORS: frozenset({"level", "sector"}),
    Rung.WIDE_ENDS: frozenset({"level", "sector"}),
    Rung.THIRDS: frozenset({"level", "sector"}),
}
"""The groupings that a rung does without."""

WIDE = frozenset({Rung.WIDE_ENDS, Rung.THIRDS})
"""The rungs with wider steps at the ends."""


def fewest_raters(k: int) -> int:
    """The fewest people by link whose ratings make a step; with fewer a group is blank."""
    return ceil(k / 2)


@dataclass(frozen=True, eq=False)
class Plan:
    """What is settled for a whole review from numbers of people alone.

    `people` counts those who answered by their own link, by cell; a cell with none may have
    answers that were entered. `whole` is everyone as a group, and `groups` those compared, without
    leftovers. Those in `spreads` are large enough for their own spread.
    """

    people: Mapping[CellKey, int]
    whole: Group
    groups: tuple[Group, ...]
    spreads: tuple[Group, ...]
    k: int
    everyone: Treatment

    def shown_at(self, rung: Rung) -> list[Group]:
        """The groups compared at this rung."""
        if rung == Rung.EVERYONE:
            return []
        return [one for one in self.groups if one.grouping not in LEFT_OUT[rung]]

    @property
    def fewest_raters(self) -> int:
        return fewest_raters(self.k)

    def treats(self, question: "TalliedQuestion") -> Treatment:
        """How everyone's figure on this question is shown: a short scale has no classes."""
        few = self.everyone == Treatment.CLASSES and question.points < FEWEST_POINTS
        return Treatment.STEPS if few else self.everyone

    def rungs(self) -> list[Rung]:
        """The rungs that differ for these groups, finest first."""
        found: list[Rung] = []
        seen: list[object] = []
        for rung in Rung if self.groups else [Rung.EVERYONE]:
            spreads = rung == Rung.SPREADS and bool(self.spreads)
            published = (
                self.shown_at(rung),
                spreads,
                rung in (Rung.WIDE_ENDS, Rung.THIRDS) and rung,
            )
            if published not in seen:
                seen.append(published)
                found.append(rung)
        return found


Rows: TypeAlias = tuple[tuple[CellKey, tuple[int, ...]], ...]
"""Of each cell how many people gave each answer."""


@dataclass(frozen=True)
class TalliedQuestion:
    """How everyone answered one question, by cell: those by link, and what was entered for others.

    Of each cell how many chose each point of the scale, and then how many gave each other answer,
    none among them: a row sums to the people of its cell.
    """

    points: int
    linked: Rows
    entered: Rows

    def answers(self, cells: Collection[CellKey]) -> tuple[int, ...]:
        """How many of the people in these cells gave each answer."""
        rows = [counts for cell, counts in (*self.linked, *self.entered) if cell in cells]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * self.points

    def ratings(self, cells: Collection[CellKey]) -> tuple[int, ...]:
        """How many of the people in these cells chose each point."""
        return self.answers(cells)[: self.points]

    def raters_by_link(self, cells: Collection[CellKey]) -> int:
        return sum(sum(counts[: self.points]) for cell, counts in self.linked if cell in cells)

    @property
    def everyone(self) -> tuple[int, ...]:
        return self.ratings({cell for cell, _counts in (*self.linked, *self.entered)})


@dataclass(frozen=True)
class GroupRelease:
    """What is shown of one group: a step unless it is blank, and its spread if it is large."""

    group: Group
    step: Step | None
    counts: tuple[int, ...] | None = None


def step_scale(question: TalliedQuestion, plan: Plan, rung: Rung) -> StepScale:
    """The steps that all groups are shown in. They follow from what everyone's figure shows."""
    everyone = question.everyone
    chosen = [point for point, count in enumerate(everyone, start=1) if count]
    if plan.everyone != Treatment.EXACT:
        chosen = list(range(1, question.points + 1))
    scale = steps_of(question.points, tuple(chosen), plan.k, wide_ends=rung in WIDE)
    return scale.in_thirds(question.points) if rung == Rung.THIRDS else scale


def release(question: TalliedQuestion, plan: Plan, rung: Rung) -> list[GroupRelease]:
    """What is shown in steps at this rung: each group compared, and everyone if so treated."""
    scale = step_scale(question, plan, rung)
    shown = plan.shown_at(rung)
    if plan.treats(question) == Treatment.STEPS:
        shown.insert(0, plan.whole)
    return [_group_release(question, plan, rung, scale, one) for one in shown]


def _group_release(
    question: TalliedQuestion, plan: Plan, rung: Rung, scale: StepScale, group: Group
) -> GroupRelease:
    if question.raters_by_link(group.cells) < plan.fewest_raters:
        return GroupRelease(group, None)
    counts = question.ratings(group.cells)
    step = scale.step_of(measures.mean(counts))
    large = step is not None and rung == Rung.SPREADS and group in plan.spreads
    return GroupRelease(group, step, counts if large else None)
