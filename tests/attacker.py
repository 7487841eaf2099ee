"""Somebody who reads all that is published and tries to work out what fewer than k people said.

They know who answered from where, and every published group. With exact fractions they try every
set of fewer than k people: is there a combination of published figures that rests on it alone?
"""

from fractions import Fraction
from itertools import combinations


def rank(rows):
    """The rank of a matrix, with exact arithmetic."""
    rows, found = [[Fraction(x) for x in row] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for i in range(found + 1, len(rows)):
            factor = rows[i][column] / rows[found][column]
            rows[i] = [x - factor * y for x, y in zip(rows[i], rows[found], strict=True)]
        found += 1
    return found


def exposed(groups, people, k):
    """A set of cells with fewer than k people that some combination rests on, or None."""
    cells = [cell for cell, count in people.items() if count]
    rows = [[int(cell in group.cells) for cell in cells] for group in groups]
    full = rank(rows)
    small = [i for i, cell in enumerate(cells) if people[cell] < k]
    for size in range(1, k):
        for chosen in combinations(small, size):
            if sum(people[cells[i]] for i in chosen) >= k:
                continue
            rest = [[x for i, x in enumerate(row) if i not in chosen] for row in rows]
            if rank(rest) < full:
                return [cells[i] for i in chosen]
    return None
