"""Linear algebra: sums that rest on fewer than k people, by adding and subtracting.

Exact fractions; every combination is tried, without regard to how the product looks for them.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from .knowledge import Knowledge

Vector = list[Fraction]


def has_exposed_sums(known: Knowledge, k: int) -> bool:
    """Whether some sum follows from exact sums that rests on fewer than k people.

    It rests on all who answered and are in it, whether they gave a rating or not. How many people
    a group has is no secret.
    """
    people = dict(enumerate(map(int, known.truth.sum(axis=1))))
    by_kind: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for one in known.constraints:
        if one.is_exact and not all(one.weights):
            by_kind.setdefault(one.weights, []).append(one.cells)
    for groups in by_kind.values():
        rows = [[int(at in cells) for at in people] for cells in groups]
        if exposed(rows, people, k):
            return True
    return False


def exposed(rows: Sequence[Sequence[int]], people: Mapping[int, int], k: int) -> list[int] | None:
    """Columns with at least one and fewer than k people that a combination of rows rests on."""
    alike: dict[tuple[int, ...], list[int]] = {}
    for column, count in people.items():
        if count:
            alike.setdefault(tuple(row[column] for row in rows), []).append(column)
    atoms = [columns for pattern, columns in alike.items() if any(pattern)]
    sizes = [sum(people[column] for column in columns) for columns in atoms]
    vectors = [[Fraction(row[columns[0]]) for columns in atoms] for row in rows]
    support = _lightest(vectors, sizes, k - 1)
    return None if support is None else [column for at in support for column in atoms[at]]


def _lightest(
    vectors: list[Vector], sizes: Sequence[int], budget: int, at: int = 0
) -> list[int] | None:
    """Where some combination is not zero, if that weighs no more than the budget.

    Place by place it is either zero there, or spends the place's people.
    """
    while at < len(sizes) and not any(vector[at] for vector in vectors):
        at += 1
    if at == len(sizes):
        return None
    if sizes[at] <= budget:
        spent = _lightest_with(vectors, sizes, budget - sizes[at], at)
        if spent is not None:
            return spent
    return _lightest(_zero_at(vectors, at), sizes, budget, at + 1)


def _lightest_with(
    vectors: list[Vector], sizes: Sequence[int], budget: int, spent: int
) -> list[int] | None:
    """The same for combinations that are not zero at the place that is spent."""
    others = [at for at in range(spent + 1, len(sizes)) if any(vector[at] for vector in vectors)]
    if not others:
        return [spent]
    at = others[0]
    zero = _zero_at(vectors, at)
    if any(vector[spent] for vector in zero):
        found = _lightest_with(zero, sizes, budget, spent)
        if found is not None:
            return found
    if sizes[at] > budget:
        return None
    freed = [[*vector[:at], Fraction(0), *vector[at + 1 :]] for vector in vectors]
    found = _lightest_with(freed, sizes, budget - sizes[at], spent)
    return None if found is None else [*found, at]


def _zero_at(vectors: list[Vector], at: int) -> list[Vector]:
    """The combinations that are zero at this place."""
    pivot = next((one for one in vectors if one[at]), None)
    if pivot is None:
        return vectors
    return [
        [x - one[at] / pivot[at] * y for x, y in zip(one, pivot, strict=True)]
        for one in vectors
        if one is not pivot
    ]
