"""Whether a rung that a review has stepped down to points at a question: it may not.

That a review is published at a rung tells that some question failed at each of those above it. Of
one question it tells nothing, if another can have been the one. So for whoever reads what is shown,
an insider with their own answers to every question included, several questions must each have a
table that fits, with the reader in it, and that fails above. Whichever question the reader asks
about, any table of it then fits together with such a table of another.

All of this is looked for from what is shown, never from what was answered: the outcome is the same
for all answers that would be shown alike.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

import numpy as np

from insights.statistics.arrays import Flags, Floats, Ints

from .audit import SMALL
from .groups import Group
from .programme import Programme, TakesTooLong
from .release import GroupRelease, Plan, Rung, TalliedQuestion, Treatment, step_scale
from .sampling import sample_tables
from .swaps import Swaps
from .tables import LinearBound, Reading

COMPANIONS = 3
"""How many questions must each be able to be one that failed, for each reader there could be: two
for the argument above, and one more, so that lacking company points at none of two either."""
MOST_ASKED = 16
"""At most so many questions are looked at, those first to which most people gave a rating: whoever
gave none leaves more open."""
FEW_PEOPLE = 20
"""Up to how many people a table may well fail because of a group in a middle step: there are few
tables then. Every step is tried."""
FIRST_ASKED, FIRST_ASKED_OF_MANY = 6, 3
"""If there is no company at all among so many, whatever had been answered, the rest are not looked
at where there are more people, or very many (`SMALL`): it would take long."""
GROUPS, MORE_TRIES = 3, 12
"""How many groups are brought to either end for a table that fails, and how many more tables are
tried for readers who are in none."""
STARTS, MOST_SOLVED = 8, 30
"""From how many tables swaps are looked for that bring an answer in, and of how many more answers
the solver is asked."""
SEED = 20260102
"""The same figures always have the same company."""

Fails = Callable[[TalliedQuestion, Plan, Rung], bool]
"""Whether a question is shown to fail at a rung. If not, that need not say anything."""


@dataclass(frozen=True)
class Company:
    """Of how many questions a failing table was found, and of how many one for every reader."""

    able_to_fail: int
    companions: int

    @property
    def is_enough(self) -> bool:
        return self.companions >= COMPANIONS


def company(
    questions: Sequence[TalliedQuestion],
    plan: Plan,
    shown: Rung,
    above: tuple[Rung, ...],
    fails: Fails,
) -> Company:
    """The questions that can have failed at all the rungs `above`, by what is shown at `shown`.

    The search ends as soon as there is enough company.
    """
    able, first = 0, _first_asked(sum(plan.people.values()))
    open_cells = np.zeros(sum(1 for people in plan.people.values() if people), dtype=np.int64)
    found: dict[TalliedQuestion, Flags | None] = {}
    for number, question in enumerate(_likeliest_first(questions, plan, above[-1])[:MOST_ASKED]):
        if number == first and not open_cells.min() and shown == Rung.EVERYONE:
            break
        if question not in found:
            found[question] = _open_cells(question, plan, shown, above, fails)
        cells = found[question]
        if cells is not None:
            able += 1
            open_cells += cells
        if open_cells.min() >= COMPANIONS:
            break
    return Company(able, int(open_cells.min()))


def _first_asked(people: int) -> int:
    """After how many questions without company the search ends."""
    if people <= FEW_PEOPLE:
        return MOST_ASKED
    return FIRST_ASKED if people <= SMALL else FIRST_ASKED_OF_MANY


def _likeliest_first(
    questions: Sequence[TalliedQuestion], plan: Plan, rung: Rung
) -> list[TalliedQuestion]:
    """Those of which groups are compared; by everyone's figures, if these are shown exactly."""
    compared = [one for one in questions if step_scale(one, plan, rung).edges]
    if plan.everyone == Treatment.EXACT:
        compared.sort(key=lambda one: -sum(one.ratings(plan.people)))
    return compared


def _open_cells(
    question: TalliedQuestion, plan: Plan, shown: Rung, above: tuple[Rung, ...], fails: Fails
) -> Flags | None:
    """The cells of which anyone, whatever they answered, leaves open that this question failed.

    None if no table is found that would have.
    """
    reading = Reading(question, plan, shown)
    search = _Search(question, plan, reading, above, fails)
    search.look()
    if not search.able:
        return None
    search.left &= _fitting_answers(reading, search.left, in_doubt=True)
    search.look_for_those_left()
    is_open: Flags = np.logical_not(search.left.any(axis=1))
    return is_open


class _Search:
    """Looks for tables of a question that fit what is shown, and that fail at the rungs above.

    In each, one group, the smallest first, comes to as high a mean as it can, or as low: such are
    likeliest to fail. With few people it may also be in any of the steps. `left` holds the answers,
    by cell, that no one gives in any failing table that looks alike above.
    """

    def __init__(
        self,
        question: TalliedQuestion,
        plan: Plan,
        reading: Reading,
        above: tuple[Rung, ...],
        fails: Fails,
    ) -> None:
        self.question, self.plan, self.reading = question, plan, reading
        self.above, self.fails = above, fails
        self.programme = Programme(reading)
        self.able = False
        self.left: Flags = np.greater(reading.most, 0)
        groups = sorted(
            plan.shown_at(above[-1]),
            key=lambda one: (one.people(plan.people), one.grouping, one.label),
        )
        self.weights = [
            towards * self._above_the_middle(group)
            for group in groups[:GROUPS]
            for towards in (1, -1)
        ]
        self.in_steps = [
            list(reading.rows(question, plan, GroupRelease(group, step)))
            for group in groups[:GROUPS]
            for step in step_scale(question, plan, above[-1]).steps
            if reading.sizes.sum() <= FEW_PEOPLE
        ]

    def _above_the_middle(self, group: Group) -> Floats:
        """By entry, how far a rating of someone in the group is above the middle of the scale."""
        inside = np.array([cell in group.cells for cell in self.reading.cells], dtype=np.int64)
        values = self.reading.values
        weights: Floats = np.outer(inside, (values - (values.max() + 1) / 2) * (values > 0))
        return weights

    def look(self) -> None:
        for weights in self.weights:
            if self.left.any():
                self._try(weights)
        for rows, weights in product(self.in_steps, self.weights):
            if self.left.any():
                self._try(weights, rows=rows)

    def look_for_those_left(self) -> None:
        """With someone in the table who gives an answer that is left, one after another."""
        for number in range(MORE_TRIES):
            if self.left.any():
                wanted = int(np.argmax(self.left.ravel()))
                self._try(self.weights[number % len(self.weights)], {wanted: 1.0})

    def _try(
        self,
        weights: Floats,
        lower: Mapping[int, float] = MappingProxyType({}),
        rows: Sequence[LinearBound] = (),
    ) -> None:
        with suppress(TakesTooLong):
            table = self.programme.table(weights=weights, lower=lower, rows=rows)
            if table is None:
                return
            other = _with(self.question, self.reading, table)
            if all(self.fails(other, self.plan, rung) for rung in reversed(self.above)):
                self.able = True
                looks_alike = Reading(other, self.plan, self.above[-1])
                self.left &= ~_fitting_answers(looks_alike, self.left, in_doubt=False)


def _fitting_answers(reading: Reading, wanted: Flags, *, in_doubt: bool) -> Flags:
    """Which of these answers some person of their cell gives in some table that fits.

    What swaps do not bring in is put to the solver, unless there is too much of it.
    """
    possible: Flags = np.greater(reading.most, 0)
    if not reading.bounds:
        return possible
    programme = Programme(reading)
    found: Flags = np.zeros_like(possible)
    with suppress(TakesTooLong):
        found = _drawn_answers(reading, programme.table(), wanted)
    for number, (cell, answer) in enumerate(np.argwhere(wanted & ~found & possible).tolist()):
        found[cell, answer] = in_doubt
        if number < MOST_SOLVED:
            with suppress(TakesTooLong):
                at = cell * len(reading.values) + answer
                found[cell, answer] = programme.table(lower={at: 1.0}) is not None
    return found


def _drawn_answers(reading: Reading, start: Ints | None, wanted: Flags) -> Flags:
    """Which answers people give in tables drawn from this one, and one swap away from some."""
    found: Flags = np.zeros_like(wanted)
    if start is None:
        return found
    rng, swaps = np.random.default_rng(SEED), Swaps(reading)
    tables = sample_tables(reading, rng, start)
    found |= np.any(tables > 0, axis=0)
    for table in tables[:: len(tables) // STARTS]:
        near = swaps.tables(table, wanted & ~found, rng)
        found |= np.any(near > 0, axis=0)
    return found


def _with(question: TalliedQuestion, reading: Reading, table: Ints) -> TalliedQuestion:
    rows = map(tuple, table.tolist())
    return replace(question, linked=tuple(zip(reading.cells, rows, strict=True)))
