"""Answers, sums and spreads that are the same in every table that fits.

Only what is so in truth can be so in every table. So the solver is asked for one in which it is
otherwise. What everyone's figure alone fixes does not count: if all gave one answer, that is known.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import numpy as np

from ..invented.plan import IntTable, Plan
from ..solving.fitting import Claim, Fitting
from ..solving.knowledge import Knowledge
from ..solving.solver import Unsettled
from ..tally import Tally

Claims = tuple[Claim, ...]
Asked = Callable[[], bool]
"""Whether an attacker has got something; to be asked once."""


class Attacker:
    """A reader who tries every table."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.fitting = Fitting(knowledge)
        self._of_everyone: Fitting | None = None

    def is_fixed(self, otherwise: Sequence[Claims]) -> bool:
        """Whether none of these fits, and one would if only everyone's figure were published."""
        if any(self.fitting.another(*claims) is not None for claims in otherwise):
            return False
        return any(self.alone.another(*claims) is not None for claims in otherwise)

    @property
    def alone(self) -> Fitting:
        """What fits everyone's figure."""
        if self._of_everyone is None:
            self._of_everyone = Fitting(self.knowledge.of_everyone)
        return self._of_everyone


def tallied(name: str, unit: str, questions: Iterable[Asked], *, reported: bool = False) -> Tally:
    """How many of these were answered yes."""
    tally = Tally(name, unit, reported=reported)
    for question in questions:
        tally.tried += 1
        try:
            tally.got += question()
        except Unsettled:
            tally.unsettled += 1
    return tally


def alike(truth: IntTable) -> Iterator[tuple[int, int]]:
    """Each cell whose people all gave one answer, with its column."""
    for cell, row in enumerate(truth):
        columns = np.flatnonzero(row)
        if len(columns) == 1:
            yield cell, int(columns[0])


def someone_else(shape: tuple[int, ...], cell: int, column: int, gives_another: int = 1) -> Claim:
    """That at least this many people of a cell gave another answer than this."""
    weights = np.zeros(shape, dtype=np.int64)
    weights[cell] = 1
    weights[cell, column] = 0
    return Claim(weights, gives_another)


def answers_read(attacker: Attacker) -> Iterator[Asked]:
    """For each cell whose people all gave one answer, whether that is so in every table.

    For a reader who does not know who answered, that is: of those of the cell who did.
    """
    truth = attacker.knowledge.truth
    for cell, column in alike(truth):
        otherwise = [(someone_else(truth.shape, cell, column),)]
        yield partial(attacker.is_fixed, otherwise)


def sums_read(attacker: Attacker, plan: Plan) -> Iterator[Asked]:
    """For each cell and organisation of fewer than k people, whether every table has one sum."""
    known = attacker.knowledge
    for cells in places(plan):
        table = known.truth[cells]
        if 0 < table.sum() < plan.k and (table @ known.question.raters).any():
            otherwise = otherwise_summed(known.truth, cells, known.question.ratings)
            yield partial(attacker.is_fixed, otherwise)


def spreads_read(attacker: Attacker, without_spread: Sequence[tuple[int, ...]]) -> Iterator[Asked]:
    """For each group whose spread is not shown, whether every table has one spread."""
    known = attacker.knowledge
    for cells in without_spread:
        otherwise = [
            claims
            for column in range(known.question.points)
            for claims in otherwise_summed(known.truth, cells, known.question.only(column))
        ]
        yield partial(attacker.is_fixed, otherwise)


def places(plan: Plan) -> list[list[int]]:
    """The cells, and organisations that have several."""
    organisations: dict[str, list[int]] = {}
    for at, (organisation, _level) in enumerate(plan.cells):
        organisations.setdefault(organisation, []).append(at)
    cells = [[at] for at in range(len(plan.cells))]
    return cells + [some for some in organisations.values() if len(some) > 1]


def otherwise_summed(truth: IntTable, cells: Sequence[int], by: Sequence[int]) -> list[Claims]:
    """That a weighted sum over some cells is more than in truth, and that it is less."""
    weights = np.zeros_like(truth)
    weights[list(cells)] = by
    total = int((weights * truth).sum())
    return [(Claim(weights, total + 1),), (Claim(-weights, 1 - total),)]
