"""Recognises the columns of organisation and level by their values.

Must not settle anything: what it finds is shown on the matching page like any other guess.
"""

from collections.abc import Iterable, Mapping
from itertools import islice

from spreadsheets.reader import Sheet

from . import value_synonyms
from .targets import IGNORED, Target

CELLS_LOOKED_AT = 50_000
FEWEST_ROWS, MOST_ROWS = 10, 200
ENOUGH = 0.5  # of the distinct values


def columns_by_values(
    sheet: Sheet, header_row: int, columns: Mapping[int, Target], organisations: Iterable[str]
) -> dict[int, Target]:
    """Organisation and level, where no heading says so and one column's values do."""
    recognisers = {
        Target("organisation"): value_synonyms.organisation_recogniser(organisations),
        Target("level"): value_synonyms.level_recogniser(),
    }
    values = _values(sheet, header_row, [i for i, target in columns.items() if target == IGNORED])
    found: dict[int, Target] = {}
    for target, recognise in recognisers.items():
        if target not in columns.values():
            known = {index: _share(keys, recognise) for index, keys in values.items()}
            best = max(known.values(), default=0)
            best_columns = [index for index, share in known.items() if share == best]
            if best >= ENOUGH and len(best_columns) == 1:
                found[best_columns[0]] = target
    return found


def _values(sheet: Sheet, header_row: int, indexes: list[int]) -> dict[int, set[str]]:
    """The distinct values of each column, in the first rows."""
    values: dict[int, set[str]] = {index: set() for index in indexes}
    rows = min(MOST_ROWS, max(FEWEST_ROWS, CELLS_LOOKED_AT // max(1, len(indexes))))
    for row in islice(sheet.rows, header_row, header_row + rows):
        for index in indexes:
            if index < len(row) and isinstance(row[index], str):
                values[index].add(value_synonyms.value_key(row[index]))
    return values


def _share(keys: set[str], recognise: value_synonyms.Recogniser) -> float:
    stated = [meaning for key in keys if (meaning := recognise(key)) != value_synonyms.NOT_STATED]
    return sum(1 for meaning in stated if meaning) / len(stated) if stated else 0
