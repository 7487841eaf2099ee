"""Who takes part in an invented review, and what each of them answers to everything it asks.

An answer is the number of its column: the points of the scale from 0, then Don't know, Doesn't
apply, and skipped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Literal

import numpy as np
import numpy.typing as npt

from partnerships.vocabulary import Level, Sector

Cell = tuple[str, str]
"""An organisation, by name, and a level."""
IntTable = npt.NDArray[np.int64]
"""How many people of each cell (rows) gave each answer (columns)."""
Way = Literal["link", "sheet", "import", "silent"]
"""How someone answered, if at all. A sheet is a member's; whom an import is from, no one knows."""
DONT_KNOW, NOT_APPLICABLE, SKIPPED = range(3)
"""Answers that are no rating, counted from the first column after the points."""


@dataclass(frozen=True)
class Respondent:
    """Someone in a partnership."""

    organisation: str
    sector: str
    level: str
    way: Way = "link"

    @property
    def cell(self) -> Cell:
        return self.organisation, self.level


@dataclass(frozen=True)
class Question:
    """A statement to rate, or (`is_importance`) how much a consideration matters."""

    code: str
    points: int
    is_importance: bool = False

    @property
    def width(self) -> int:
        return self.points + 3

    @property
    def ratings(self) -> tuple[int, ...]:
        """What each column adds to the sum of the ratings."""
        return (*range(1, self.points + 1), 0, 0, 0)

    @property
    def raters(self) -> tuple[int, ...]:
        """What each column adds to the number of ratings."""
        return (1,) * self.points + (0, 0, 0)

    def only(self, column: int) -> tuple[int, ...]:
        """What each column adds to the number of answers in one of them."""
        return tuple(int(column == other) for other in range(self.width))


@dataclass(frozen=True)
class Plan:
    """An invented review: `answers` has, for each question, what each of `people` answers.

    `partner_groups` has the group that a coordinator has put an organisation in, if any.
    """

    k: int
    people: tuple[Respondent, ...]
    questions: tuple[Question, ...]
    answers: tuple[tuple[int, ...], ...]
    partner_groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> list[Cell]:
        return sorted({one.cell for one in self.people})

    def table(self, answers: Sequence[int], width: int, ways: Sequence[Way]) -> IntTable:
        """What people who answered in these ways said, by cell."""
        places = {cell: place for place, cell in enumerate(self.cells)}
        table = np.zeros((len(places), width), dtype=np.int64)
        for person, answer in zip(self.people, answers, strict=True):
            if person.way in ways:
                table[places[person.cell], answer] += 1
        return table


def section_sizes(statements: int) -> list[int]:
    """How many statements each consideration has: up to five."""
    sections = -(-statements // 5)
    return [statements // sections + (at < statements % sections) for at in range(sections)]


def questions_about(statements: int, points: int) -> tuple[Question, ...]:
    """Statements, then the importance of each consideration, on the same scale."""
    considerations = section_sizes(statements)
    return (
        *(Question(f"statement-{number}", points) for number in range(statements)),
        *(Question(str(number), points, True) for number in range(len(considerations))),
    )


def random_plan(seed: int, statements: int) -> Plan:
    """A partnership of 8 to 60 people in 3 to 12 organisations, k from 3 to 10.

    In one of four some answer on paper, in one of eight a few answers are imported, and in one of
    four organisations are in partner groups.
    """
    chance = Random(seed)
    people = _random_people(chance)
    questions = questions_about(statements, chance.choice((3, 4, 5, 5, 5, 6, 7, 10)))
    answers = tuple(_random_answers(chance, one, people) for one in questions)
    k = chance.randint(3, 10)
    return Plan(k, people, questions, answers, _random_partner_groups(chance, people))


def _random_people(chance: Random) -> tuple[Respondent, ...]:
    sectors = chance.sample(Sector.values, chance.randint(1, 4))
    organisations = [
        (f"Organisation {number:02}", chance.choice(sectors))
        for number in range(chance.randint(3, 12))
    ]
    levels = Level.values[: chance.randint(1, 3)]
    unequal = [chance.random() + 0.1 for _one in organisations]
    turnout = chance.choice((1, 1, 0.9, 0.7))
    on_paper = chance.choice((0, 0, 0, 0.2))
    places = chance.choices(organisations, unequal, k=chance.randint(8, 60))
    people = [
        Respondent(*place, chance.choice(levels), _random_way(chance, turnout, on_paper))
        for place in places
    ]
    if chance.random() < 1 / 8:
        place = chance.choice(places)
        people += [Respondent(*place, chance.choice(levels), "import")] * chance.randint(1, 6)
    return tuple(people)


def _random_partner_groups(chance: Random, people: Sequence[Respondent]) -> dict[str, str]:
    if chance.random() >= 1 / 4:
        return {}
    drawn = {name: chance.choice("AB ") for name in sorted({one.organisation for one in people})}
    return {name: f"Partner group {group}" for name, group in drawn.items() if group != " "}


def _random_way(chance: Random, turnout: float, on_paper: float) -> Way:
    if chance.random() >= turnout:
        return "silent"
    return "sheet" if chance.random() < on_paper else "link"


def _random_answers(
    chance: Random, question: Question, people: Sequence[Respondent]
) -> tuple[int, ...]:
    """Answers spread in one of many ways, from everyone alike to evenly over all points."""
    points = question.points
    spreads = {
        "even": _weights(points, 0, 1),
        "alike": _weights(points, chance.randrange(points), 0),
        "strong": _weights(points, chance.choice((0, points - 1)), 0.12),
        "leaning": _weights(points, chance.randrange(points), 0.4),
    }
    kind = chance.choice(("even", "alike", "strong", "strong", "leaning", "own", "own"))
    own = {
        name: _weights(points, chance.randrange(points), chance.choice((0, 0.15)))
        for name in sorted({one.organisation for one in people})
    }
    without = chance.choice((0, 0, 0.05, 0.2))

    def answer(person: Respondent) -> int:
        if chance.random() < without:
            return points + _random_reason(chance, question)
        weights = own[person.organisation] if kind == "own" else spreads[kind]
        return chance.choices(range(points), weights)[0]

    return tuple(map(answer, people))


def _weights(points: int, middle: int, wide: float) -> list[float]:
    """How often each point is chosen: less often the further it is from the middle."""
    return [wide ** abs(point - middle) for point in range(points)]


def _random_reason(chance: Random, question: Question) -> int:
    if question.is_importance:
        return SKIPPED
    return chance.choice((DONT_KNOW, NOT_APPLICABLE, SKIPPED))
