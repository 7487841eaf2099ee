"""Which groups figures are published about. It sees numbers of people, and no answers.

Readers of results can add and subtract what is published. Think of respondents as *atoms*: people
who belong to exactly the same published groups. A group is a row of 0s and 1s over the atoms, and
what a reader can work out is the span of the published rows. Publishing is safe against adding and
subtracting when no vector in that span, other than zero, rests on fewer than k people.
`disclosive_groups` looks for one that does; `plan_groups` pools groups until there is none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CellKey = tuple[str | None, str]
"""Where people belong: organisation (its key, or None if not stated) and level ("" if not)."""

PRIME = 2**61 - 1
MAX_SEARCH_STEPS = 20_000
SPREAD_FROM = 6
"""From how many times k people a group's own spread may be shown. Below it, at three or four times
k, two unanimous groups could be read from their spreads (docs/disclosure.md)."""


@dataclass(frozen=True)
class Group:
    """A group of one grouping: the cells its people answer from. `pooled` holds the leftovers."""

    grouping: str
    label: str
    cells: frozenset[CellKey]
    pooled: bool = False

    def people(self, at: Mapping[CellKey, int]) -> int:
        return sum(at.get(cell, 0) for cell in self.cells)


def plan_groups(
    people: Mapping[CellKey, int],
    groupings: Mapping[str, Mapping[str, Iterable[CellKey]]],
    k: int,
) -> list[Group]:
    """The groups to publish figures about. Everyone comes first, as the grouping "everyone".

    `people` says how many answered from each cell; `groupings` names, for each grouping, the groups
    and their cells. Groups under k, and those that would let a reader work out a group under k, are
    pooled. A grouping with one group left is not published. With under k people in total, nothing
    is.
    """
    everyone = Group("everyone", "", frozenset(people))
    if everyone.people(people) < k:
        return []
    groups = [everyone]
    for grouping, labels in groupings.items():
        members = [Group(grouping, label, frozenset(cells)) for label, cells in labels.items()]
        groups += _pool_small([one for one in members if one.people(people)], people, k)
    while disclosive := disclosive_groups(groups, people, k):
        groups = _pool_one(groups, _first_to_drop(disclosive, people), people, k)
    return groups


def spread_groups(groups: list[Group], people: Mapping[CellKey, int], k: int) -> list[Group]:
    """The comparison groups that may also show how many people chose each point.

    That takes six times k people, and that no combination of spreads rests on fewer than twice k.
    Everyone's spread counts among them: what is left of it without others is a spread too.
    """
    shown = [one for one in groups if one.people(people) >= SPREAD_FROM * k]
    if not shown or shown[0].grouping != "everyone":
        return []
    remaining = list(shown)
    while disclosive := disclosive_groups(remaining, people, 2 * k):
        remaining.remove(_first_to_drop(disclosive, people))
    return _implied_by(remaining, shown, people)[1:]


def _implied_by(
    remaining: list[Group], candidates: list[Group], raters: Mapping[CellKey, int]
) -> list[Group]:
    """The candidates whose figure follows from those kept, such as an organisation that is its
    whole sector. They reveal nothing new."""
    sizes, rows = _atoms([*remaining, *candidates], raters)
    vectors = [row[: len(sizes)] for row in rows]
    basis = _echelon_basis(vectors[: len(remaining)])
    return [
        group
        for group, vector in zip(candidates, vectors[len(remaining) :], strict=True)
        if not any(_reduced(vector, basis))
    ]


def _echelon_basis(vectors: list[list[int]]) -> list[tuple[int, list[int]]]:
    """A basis of the span: vectors with the column of their first entry, which is 1."""
    basis: list[tuple[int, list[int]]] = []
    for vector in vectors:
        rest = _reduced(vector, basis)
        lead = next((column for column, entry in enumerate(rest) if entry), None)
        if lead is not None:
            inverse = pow(rest[lead], -1, PRIME)
            basis.append((lead, [entry * inverse % PRIME for entry in rest]))
    return basis


def _reduced(vector: list[int], basis: list[tuple[int, list[int]]]) -> list[int]:
    """What is left of a vector after reducing it by the basis."""
    for lead, one in basis:
        if factor := vector[lead]:
            vector = [(x - factor * y) % PRIME for x, y in zip(vector, one, strict=True)]
    return vector


def _first_to_drop(disclosive: list[Group], people: Mapping[CellKey, int]) -> Group:
    """The smallest group of the last grouping. Groupings are in order of importance."""
    last = disclosive[-1].grouping
    family = [group for group in disclosive if group.grouping == last]
    return min(family, key=lambda one: (one.people(people), one.label))


def _pool_small(groups: list[Group], people: Mapping[CellKey, int], k: int) -> list[Group]:
    """One grouping with its groups under k pooled, and as many others as the pool needs."""
    by_size = sorted(groups, key=lambda one: (not one.pooled, one.people(people), one.label))
    pool: list[Group] = []
    rest = by_size
    while rest and (
        rest[0].pooled
        or rest[0].people(people) < k
        or 0 < sum(one.people(people) for one in pool) < k
    ):
        pool.append(rest.pop(0))
    if pool:
        cells = frozenset().union(*(one.cells for one in pool))
        rest.append(Group(groups[0].grouping, "", cells, pooled=True))
    return rest if len(rest) > 1 else []


def _pool_one(
    groups: list[Group], disclosive: Group, people: Mapping[CellKey, int], k: int
) -> list[Group]:
    """The groups after moving this one to its grouping's pool."""
    family = [
        group for group in groups if group.grouping == disclosive.grouping and group != disclosive
    ]
    family.sort(key=lambda one: (not one.pooled, one.people(people), one.label))
    merged = Group(disclosive.grouping, "", family[0].cells | disclosive.cells, pooled=True)
    start = next(i for i, group in enumerate(groups) if group.grouping == disclosive.grouping)
    others = [group for group in groups if group.grouping != disclosive.grouping]
    return others[:start] + _pool_small([*family[1:], merged], people, k) + others[start:]


def disclosive_groups(groups: list[Group], people: Mapping[CellKey, int], k: int) -> list[Group]:
    """Groups with some combination that rests on at least one and fewer than k people.

    Empty if there is no such combination: then the groups are safe together. "Everyone" is never
    returned, because it is always published. A search that takes too long counts as having found
    one, to err on the safe side.
    """
    sizes, rows = _atoms(groups, people)
    search = _CombinationSearch(sizes, len(groups))
    found = search.lightest(rows, [], k - 1)
    if found is None:
        return []
    used = [group for group, factor in zip(groups, found, strict=True) if factor]
    comparisons = [group for group in used if group.grouping != "everyone"]
    return comparisons or [group for group in groups if group.grouping != "everyone"]


def _atoms(groups: list[Group], people: Mapping[CellKey, int]) -> tuple[list[int], list[list[int]]]:
    """People by atom, and each group as a row over the atoms followed by a row of the identity.

    The largest atoms come first, and equal ones in an order that does not depend on which cell was
    counted first. Of several ways to protect everyone, the same one is always chosen.
    """
    member_of = dict.fromkeys(people, 0)
    for index, group in enumerate(groups):
        for cell in group.cells & people.keys():
            member_of[cell] |= 1 << index
    atoms: Counter[int] = Counter()
    for cell, count in people.items():
        if count and member_of[cell]:
            atoms[member_of[cell]] += count
    by_size = sorted(atoms, key=lambda atom: (-atoms[atom], atom))
    rows = [
        [atom >> index & 1 for atom in by_size]
        + [int(index == other) for other in range(len(groups))]
        for index in range(len(groups))
    ]
    return [atoms[atom] for atom in by_size], rows


class _CombinationSearch:
    """Looks for a combination of rows that is zero on all but a few people.

    Atom by atom, largest first so that forced ones go first, a combination is either zero there,
    which leaves a smaller space of them, or it spends that atom's people from the budget.
    Arithmetic is modulo a prime far above any determinant of 0/1 rows of this size.
    """

    def __init__(self, sizes: list[int], groups: int) -> None:
        self.sizes, self.groups, self.steps = sizes, groups, 0

    def lightest(
        self, rows: list[list[int]], spent: list[int], budget: int, settled: int = 0
    ) -> list[int] | None:
        """The factors of such a combination, one for each group, or None.

        `settled` counts the atoms decided so far: some are `spent`, and rows are zero at others.
        """
        self.steps += 1
        if self.steps > MAX_SEARCH_STEPS:
            return [1] * self.groups
        unsettled = range(settled, len(self.sizes))
        atom = next((one for one in unsettled if any(row[one] for row in rows)), None)
        if atom is None:
            return self._combination(rows, spent)
        found = self.lightest(_eliminate(rows, atom), spent, budget, atom + 1)
        if found is None and self.sizes[atom] <= budget:
            found = self.lightest(rows, [*spent, atom], budget - self.sizes[atom], atom + 1)
        return found

    def _combination(self, rows: list[list[int]], spent: list[int]) -> list[int] | None:
        for row in rows:
            if any(row[atom] for atom in spent):
                return row[len(self.sizes) :]
        return None


def _eliminate(rows: list[list[int]], atom: int) -> list[list[int]]:
    """The combinations of these rows that are zero at this atom."""
    pivot = next((row for row in rows if row[atom]), None)
    if pivot is None:
        return rows
    inverse = pow(pivot[atom], -1, PRIME)
    result = []
    for row in rows:
        if row is pivot:
            continue
        factor = row[atom] * inverse % PRIME
        result.append(
            [(x - factor * y) % PRIME for x, y in zip(row, pivot, strict=True)] if factor else row
        )
    return result
