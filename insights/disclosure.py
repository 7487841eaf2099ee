"""What may be disclosed: the one module that decides it. Pure arithmetic; it sees no answers.

Whoever reads results can add and subtract what is published. Think of respondents as *atoms*:
people who belong to exactly the same published groups. A group is a row of 0s and 1s over the
atoms, and what a reader can work out is the span of the published rows. Publishing is safe when
no vector in that span, other than zero, rests on fewer than k people. `disclosive_groups` looks
for one that does; `plan_groups` pools groups, and `safe_groups` withholds figures, until there is
none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

CellKey = tuple[str | None, str]
"""Where people answer from: organisation (its key, or None if not stated) and level ("" if not)."""

PRIME = 2**61 - 1
MAX_SEARCH_STEPS = 20_000


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
    """The groups to publish about; everyone comes first, as the grouping "everyone".

    `people` says how many answered from each cell; `groupings` names, for each grouping, the
    groups and their cells. Groups under k, and those that would let a reader work out a group
    under k, are pooled. A grouping of which a single group would be left is not published.
    With fewer than k people in all, nothing is.
    """
    everyone = Group("everyone", "", frozenset(people))
    if everyone.people(people) < k:
        return []
    groups = [everyone]
    for grouping, labels in groupings.items():
        members = [Group(grouping, label, frozenset(cells)) for label, cells in labels.items()]
        groups += _pool_small([one for one in members if one.people(people)], people, k)
    while weak := disclosive_groups(groups, people, k):
        groups = _pool_one(groups, _first_to_drop(weak, people), people, k)
    return groups


def safe_groups(groups: list[Group], raters: Mapping[CellKey, int], k: int) -> list[Group]:
    """Those of the planned groups whose figure on one subject may be shown.

    `raters` says how many gave a rating from each cell: a figure rests on them alone.
    """
    shown = [group for group in groups if group.people(raters) >= k]
    if not shown or shown[0].grouping != "everyone":
        return []
    kept = list(shown)
    while weak := disclosive_groups(kept, raters, k):
        kept.remove(_first_to_drop(weak, raters))
    return _implied_by(kept, shown, raters)


def exact_groups(
    shown: list[Group],
    near: Callable[[frozenset[CellKey]], bool],
    ends: Iterable[frozenset[CellKey]],
    raters: Mapping[CellKey, int],
) -> list[Group]:
    """Those of the groups shown whose figure may be exact, so that those near an end stay bands.

    `near` says whether what the people of some cells say together lies near an end; `ends` are
    the cells where all chose the one end, and where all chose the other. A band is worth nothing
    if the figure under it follows from the others. So no combination of exact figures may rest on
    people of banded groups alone, nor on people who all chose one end, and what is left of a group
    less others that lie within it is treated as a group is. Everyone's figure stays.
    """
    candidates = [one for one in shown if one.grouping == "everyone" or not near(one.cells)]
    hidden = frozenset().union(*(one.cells for one in shown if one not in candidates))
    kept = list(candidates)
    while True:
        for cells in (hidden, *ends):
            while telling := _isolating(kept, cells, raters):
                kept.remove(_first_to_drop(telling, raters))
        precise = _implied_by(kept, candidates, raters)
        left = [rest for rest in _remainders(precise, raters) if near(rest)]
        if not left:
            return precise
        hidden = hidden.union(*left)


def groups_with_distribution(
    precise: list[Group], raters: Mapping[CellKey, int], k: int
) -> list[Group]:
    """Those of the groups with an exact figure that may show how many chose each point.

    That asks for twice k of people, also of whoever is left when groups are subtracted.
    Everyone's is shown in any case.
    """
    return safe_groups(precise, raters, 2 * k) or precise[:1]


def _remainders(groups: list[Group], raters: Mapping[CellKey, int]) -> Iterator[frozenset[CellKey]]:
    """Who is left of each group less all of another grouping that lie within it."""
    asked = frozenset(cell for cell, count in raters.items() if count)
    within = [(one.grouping, one.cells & asked) for one in groups]
    for _grouping, cells in within:
        for other in {grouping for grouping, _places in within}:
            inside = [some for grouping, some in within if grouping == other and some < cells]
            if rest := cells.difference(*inside) if inside else None:
                yield rest


def _implied_by(
    kept: list[Group], candidates: list[Group], raters: Mapping[CellKey, int]
) -> list[Group]:
    """The candidates whose figure follows from those kept, as of an organisation that is all of
    its sector: they tell nothing new."""
    sizes, rows = _atoms([*kept, *candidates], raters)
    vectors = [row[: len(sizes)] for row in rows]
    basis = _echelon_basis(vectors[: len(kept)])
    return [
        group
        for group, vector in zip(candidates, vectors[len(kept) :], strict=True)
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
    """What is left of a vector when all that the basis can give is taken away."""
    for lead, one in basis:
        if factor := vector[lead]:
            vector = [(x - factor * y) % PRIME for x, y in zip(vector, one, strict=True)]
    return vector


def _isolating(
    groups: list[Group], cells: frozenset[CellKey], raters: Mapping[CellKey, int]
) -> list[Group]:
    """Comparison groups that take part in a combination resting on these cells alone."""
    elsewhere = {cell: count for cell, count in raters.items() if cell not in cells}
    sizes, rows = _atoms(groups, elsewhere)
    for atom in range(len(sizes)):
        rows = _eliminate(rows, atom)
    for row in rows:
        used = [group for group, factor in zip(groups, row[len(sizes) :], strict=True) if factor]
        comparisons = [group for group in used if group.grouping != "everyone"]
        if comparisons and any(group.people(raters) for group in used):
            return comparisons
    return []


def _first_to_drop(weak: list[Group], people: Mapping[CellKey, int]) -> Group:
    """The smallest group of the last grouping: groupings come in the order they matter."""
    last = weak[-1].grouping
    family = [group for group in weak if group.grouping == last]
    return min(family, key=lambda one: (one.people(people), one.label))


def _pool_small(groups: list[Group], people: Mapping[CellKey, int], k: int) -> list[Group]:
    """One grouping with its groups under k pooled, and as many more as the pool needs."""
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
    groups: list[Group], weak: Group, people: Mapping[CellKey, int], k: int
) -> list[Group]:
    """The groups with this one put into its grouping's pool."""
    family = [group for group in groups if group.grouping == weak.grouping and group != weak]
    family.sort(key=lambda one: (not one.pooled, one.people(people), one.label))
    merged = Group(weak.grouping, "", family[0].cells | weak.cells, pooled=True)
    start = next(i for i, group in enumerate(groups) if group.grouping == weak.grouping)
    others = [group for group in groups if group.grouping != weak.grouping]
    return others[:start] + _pool_small([*family[1:], merged], people, k) + others[start:]


def disclosive_groups(groups: list[Group], people: Mapping[CellKey, int], k: int) -> list[Group]:
    """Groups of which some combination rests on at least one and fewer than k people.

    Empty if there is no such combination: then the groups are safe together. "Everyone" is never
    among those returned, for it is published in any case. A search that grows too long counts
    as having found one, so that the answer errs on the safe side.
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

    The largest atoms come first, and those of a size in an order that is theirs, whichever cell
    was counted first: of several ways to protect everybody, the same is taken each time.
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
    Arithmetic is modulo a prime far above any determinant that 0/1 rows of this size come to.
    """

    def __init__(self, sizes: list[int], groups: int) -> None:
        self.sizes, self.groups, self.steps = sizes, groups, 0

    def lightest(
        self, rows: list[list[int]], spent: list[int], budget: int, settled: int = 0
    ) -> list[int] | None:
        """The factors of such a combination, one for each group, or None.

        So many atoms are `settled`: some are `spent`, and rows are zero at the others.
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
