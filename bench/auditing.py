"""Times the audit of whole reviews, every insider included, as closing does it.

`python -m bench.auditing` prints the seconds and the limit of each, and needs no database.
"""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from insights.disclosure.groups import CellKey, plan_groups, spread_groups
from insights.disclosure.ladder import finest_rung
from insights.disclosure.processes import audit_by_size
from insights.disclosure.release import Plan, TalliedQuestion, Treatment

K, POINTS, OTHER_ANSWERS = 5, 5, 3
LEVELS, SECTORS = ("strategic", "operational", "community"), 4


@dataclass(frozen=True)
class AuditTarget:
    """How many seconds the audit of a review of this size may take on two cores."""

    people: int
    organisations: int
    statements: int
    seconds: float


TARGETS = (
    AuditTarget(30, 9, 40, 20),
    AuditTarget(500, 12, 48, 120),
    AuditTarget(500, 20, 48, 120),
)


def plan_and_questions(target: AuditTarget) -> tuple[Plan, list[TalliedQuestion]]:
    """An invented review, the same on every machine: each organisation has its own outlook."""
    chance = random.Random(target.people)
    organisations = [f"organisation-{number}" for number in range(target.organisations)]
    unequal = [1 / (rank + 3) for rank in range(len(organisations))]
    cells = [
        (place, chance.choice(LEVELS))
        for place in chance.choices(organisations, unequal, k=target.people)
    ]
    people = Counter[CellKey](cells)
    planned = plan_groups(people, _groupings(people), K)
    groups = tuple(one for one in planned[1:] if not one.pooled)
    spreads = tuple(spread_groups(planned, people, K))
    plan = Plan(people, planned[0], groups, spreads, K, Treatment.EXACT)
    return plan, [_question(cells, chance) for _ in range(target.statements)]


def _groupings(people: Counter[CellKey]) -> dict[str, dict[str, list[CellKey]]]:
    groupings: dict[str, dict[str, list[CellKey]]] = defaultdict(lambda: defaultdict(list))
    for organisation, level in people:
        cell = (organisation, level)
        sector = int(str(organisation).split("-")[1]) % SECTORS
        groupings["organisation"][str(organisation)].append(cell)
        groupings["sector"][str(sector)].append(cell)
        groupings["level"][level].append(cell)
    return groupings


def _question(cells: list[CellKey], chance: random.Random) -> TalliedQuestion:
    middle = {organisation: chance.uniform(2, 4.5) for organisation, _level in cells}
    rows = {cell: [0] * (POINTS + OTHER_ANSWERS) for cell in cells}
    for cell in cells:
        weights = [10 / (0.3 + abs(point - middle[cell[0]])) for point in range(1, POINTS + 1)]
        answers = range(POINTS + OTHER_ANSWERS)
        [answer] = chance.choices(answers, [*weights, 0.6, 0.3, 0.3])
        rows[cell][answer] += 1
    return TalliedQuestion(POINTS, tuple((cell, tuple(row)) for cell, row in rows.items()), ())


def measured() -> Iterator[str]:
    """What each target took, in words."""
    for target in TARGETS:
        plan, questions = plan_and_questions(target)
        start = perf_counter()
        with audit_by_size() as audit:
            rung = finest_rung(plan, questions, audit)
        taken = perf_counter() - start
        yield (
            f"{target.people} people, {target.organisations} organisations, "
            f"{target.statements} statements: {taken:.1f} s of {target.seconds:.0f} s, "
            f"published at {rung}"
        )


if __name__ == "__main__":
    for line in measured():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
