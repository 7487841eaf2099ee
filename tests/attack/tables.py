"""Published tables made by hand: one statement of five points, and one level."""

from collections.abc import Collection

from attack.invented.plan import Plan, Question, Respondent
from attack.reading import Constraint, Published

FIVE = Question("statement-0", 5)


def plan_of(k=3, **organisations: list[int]) -> Plan:
    """Who answers what, by organisation: points of the scale."""
    said = [(name, point) for name, points in sorted(organisations.items()) for point in points]
    people = tuple(Respondent(name, "health", "strategic") for name, _point in said)
    return Plan(k, people, (FIVE,), (tuple(point - 1 for _name, point in said),))


def of_everyone(plan: Plan) -> list[Constraint]:
    """Everyone's spread and mean."""
    cells, answers = tuple(range(len(plan.cells))), plan.answers[0]
    counts = [(FIVE.only(column), answers.count(column)) for column in range(FIVE.width)]
    counts.append((FIVE.ratings, _total(plan, {one.organisation for one in plan.people})))
    return [Constraint(cells, weights, n, n, of_everyone=True) for weights, n in counts]


def mean(plan: Plan, *organisations: str) -> Constraint:
    """The exact sum of what everyone in some organisations said."""
    total = _total(plan, organisations)
    return Constraint(_cells(plan, organisations), FIVE.ratings, total, total)


def at_least(plan: Plan, mean: float, *organisations: str) -> Constraint:
    """That the mean of some organisations is this much or more."""
    people = sum(one.organisation in organisations for one in plan.people)
    least = int(mean * people)
    assert least <= _total(plan, organisations)
    return Constraint(_cells(plan, organisations), FIVE.ratings, least, None)


def _cells(plan: Plan, organisations: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(at for at, (name, _level) in enumerate(plan.cells) if name in organisations)


def _total(plan: Plan, organisations: Collection[str]) -> int:
    said = zip(plan.people, plan.answers[0], strict=True)
    return sum(column + 1 for one, column in said if one.organisation in organisations)


def published(plan: Plan, *constraints: Constraint) -> Published:
    """Everyone's figure, and these."""
    return Published((*of_everyone(plan), *constraints))
