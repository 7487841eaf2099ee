"""What it tells how finely a whole review is shown: that some statement failed at each rung above.

A reader takes every table of ratings with everyone's spread, statement by statement. Those of which
the same would be shown remain, and of these the ones that fail at the rungs above, unless those of
other statements can have failed there instead. An insider keeps only those that their own answers
are in. It has told something, if all that remain of one statement agree about someone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from math import prod
from random import Random
from unittest.mock import patch

import numpy as np
import numpy.typing as npt

from insights.disclosure import company, ladder
from insights.disclosure.audit import fails
from insights.disclosure.groups import CellKey
from insights.disclosure.release import Plan as Planned
from insights.disclosure.release import Rung, TalliedQuestion, release
from insights.publishing.perceptions import AnswerCounts
from insights.publishing.plan import plan_review

from ..invented.holding import begin, new_partnership
from ..invented.plan import IntTable, Plan
from ..invented.small import small_plan, small_tables
from ..tally import Tally, of_review
from .rule import Flags, cell_keys, counts_of, facts

STATEMENTS = (5, 6, 8)
DRAWN = 10
"""How often everyone answers, at random with everyone's spread, and is read."""
MOST_INSIDERS = 200
"""Of so many ways for someone of a cell to have answered everything it is asked what they learn."""

Fails = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Left:
    """What a reader thinks possible of one statement: tables, and at which of the rungs above each
    fails, as bits; beside all tables that have everyone's spread."""

    tables: IntTable
    fails: Fails
    known: IntTable

    def to_insider(self, cell: int, point: int) -> "Left":
        """The same for someone of a cell who chose a point, about the others."""
        inside = self.tables[:, cell, point] > 0
        return Left(
            _without(self.tables[inside], cell, point),
            self.fails[inside],
            _without(self.known[self.known[:, cell, point] > 0], cell, point),
        )


def _without(tables: IntTable, cell: int, point: int) -> IntTable:
    others = tables.copy()
    others[:, cell, point] -= 1
    return others


def told_by_rung(seed: int, _statements: int) -> list[Tally]:
    """A small partnership whose people answer several statements, again and again."""
    chance = Random(seed)
    plan, tables = _invented(chance)
    partnership, _members = new_partnership(f"Small {seed}", plan.people)
    review = begin(partnership, plan)
    outsider, insider = (
        Tally(f"what the rung tells{who}", "ways to answer") for who in ("", ", one insider")
    )
    ways = [np.stack([chance.choice(some) for some in tables]) for _drawn in range(DRAWN)]
    planned = plan_review(review, AnswerCounts(linked=counts_of(review, plan, ways[0])))
    if planned is None:
        return []
    climbed = Ladder(planned, cell_keys(review, plan))
    for way in ways:
        left = climbed.left(way, tables)
        outsider.tried += 1
        insider.tried += 1
        outsider.got += tells(left, plan)
        insider.got += any(tells(some, plan) for some in insiders(left, way, chance))
    return of_review([outsider, insider])


def _invented(chance: Random) -> tuple[Plan, list[list[IntTable]]]:
    while True:
        plan = small_plan(chance, chance.choice(STATEMENTS))
        tables = small_tables(chance, plan)
        if all(tables) and any(len(some) > 1 for some in tables):
            return plan, tables


class Ladder:
    """The product's own, which asks of no table twice whether it fails."""

    def __init__(self, planned: Planned, cells: Sequence[CellKey]) -> None:
        self.planned, self.cells = planned, cells
        self.fails = cache(fails)
        self.open_cells = cache(company._open_cells)

    def left(self, way: IntTable, tables: Sequence[Sequence[IntTable]]) -> list[Left]:
        """What is left of each statement to whoever sees what is shown of this way to answer."""
        rung, above = self.rung([self._question(table) for table in way])
        found = []
        for table, some in zip(way, tables, strict=True):
            alike = [one for one in some if self._shows(one, rung) == self._shows(table, rung)]
            failing = [
                sum(self.fails(self._question(one), self.planned, high) << at for at, high in above)
                for one in alike
            ]
            found.append(Left(np.stack(alike), np.array(failing), np.stack(some)))
        return found

    def rung(self, questions: list[TalliedQuestion]) -> tuple[Rung, list[tuple[int, Rung]]]:
        """The rung of a review, and those above it at which some question failed, numbered."""
        tried: list[Rung] = []
        begins = False

        def tell(checked: int) -> None:
            nonlocal begins
            begins = not checked

        def audit(asked: Iterable[tuple[TalliedQuestion, Planned, Rung]]) -> Iterator[bool]:
            nonlocal begins
            for one in asked:
                if begins:
                    tried.append(one[2])
                    begins = False
                yield self.fails(*one)

        with patch.object(company, "_open_cells", self.open_cells):
            rung = ladder.finest_rung(self.planned, questions, audit, tell)
        return rung, list(enumerate(one for one in tried if one != rung))

    def _question(self, table: IntTable) -> TalliedQuestion:
        rows = [(*row, 0, 0, 0) for row in table.tolist()]
        return TalliedQuestion(table.shape[1], tuple(zip(self.cells, rows, strict=True)), ())

    def _shows(self, table: IntTable, rung: Rung) -> list[object]:
        shown = release(self._question(table), self.planned, rung)
        return [(one.step, one.counts) for one in shown]


def tells(left: Sequence[Left], plan: Plan) -> bool:
    """Whether all that remain of some statement agree about someone, as everyone's figures do not.

    If not enough statements can have failed, company was wanting at some rung, which tells less.
    """
    everywhere = int(np.bitwise_or.reduce(np.concatenate([one.fails for one in left])))
    for at, one in enumerate(left):
        others = {0}
        for other in (*left[:at], *left[at + 1 :]):
            others = {some | more for some in others for more in set(other.fails.tolist())}
        remains: Flags = np.isin(
            one.fails, [own for own in set(one.fails.tolist()) if _can(own, others, everywhere)]
        )
        if remains.all() or not remains.any():
            continue
        if (facts(one.tables[remains][:, None], plan) & ~facts(one.known[:, None], plan)).any():
            return True
    return False


def _can(own: int, others: set[int], everywhere: int) -> bool:
    return any(own | some == everywhere for some in others)


def insiders(left: Sequence[Left], way: IntTable, chance: Random) -> Iterator[list[Left]]:
    """What is left to everyone who can be among those who answered in this way."""
    for cell in range(way.shape[1]):
        chosen = [np.flatnonzero(row).tolist() for row in way[:, cell]]
        every: Iterator[tuple[int, ...]] = product(*chosen)
        if prod(map(len, chosen)) > MOST_INSIDERS:
            every = (tuple(map(chance.choice, chosen)) for _number in range(MOST_INSIDERS))
        for own in islice(every, MOST_INSIDERS):
            yield [one.to_insider(cell, point) for one, point in zip(left, own, strict=True)]
