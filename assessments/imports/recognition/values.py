"""The distinct values in a spreadsheet's matched columns: how often, and where first.

Must not say what any of them stands for.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from assessments.imports.mapping import MISSING, VALUED, Mapping
from spreadsheets.reader import Cell, Sheet, as_text, column_letter

from .value_synonyms import is_missing_mark, value_key

FoundValues = dict[str, "FoundValue"]


@dataclass(frozen=True)
class FoundValue:
    """A distinct value in columns of a kind, under its key; `row` and `column` are its first."""

    kind: str
    key: str
    cell: Cell
    count: int
    row: int
    column: str

    @property
    def value(self) -> str:
        return as_text(self.cell)

    @property
    def at(self) -> str:
        return f"{self.column}{self.row}"


def found_values(
    sheet: Sheet, mapping: Mapping, without: Collection[int] = ()
) -> dict[str, FoundValues]:
    """For each kind of column its values, by key; `without` these rows.

    What comments hold is theirs, but for marks of programs, which stand in any column.
    """
    found: dict[str, FoundValues] = {kind: {} for kind in (*VALUED, MISSING)}
    for index, target in mapping.columns.items():
        if target.kind in (*VALUED, "comment"):
            for cell, count, row in _distinct(sheet, index, mapping.header_row, without):
                kind = MISSING if target.kind == "comment" else target.kind
                key = value_key(cell)
                if kind != MISSING or is_missing_mark(key):
                    count_value(
                        found[kind], FoundValue(kind, key, cell, count, row, column_letter(index))
                    )
    return found


def count_value(found: FoundValues, value: FoundValue) -> None:
    """Count a value with what was found of it before."""
    before = found.get(value.key)
    if before:
        first = before if before.row <= value.row else value
        value = replace(first, kind=value.kind, count=before.count + value.count)
    found[value.key] = value


def _distinct(
    sheet: Sheet, index: int, header_row: int, without: Collection[int]
) -> Iterator[tuple[Cell, int, int]]:
    """The distinct cells of a column below its heading: how many, and the first one's row."""
    first: dict[tuple[Any, Cell], int] = {}  # by type too: to Python, True equals 1
    counts: dict[tuple[Any, Cell], int] = {}
    for number, row in enumerate(sheet.rows[header_row:], start=header_row + 1):
        cell = row[index] if index < len(row) else None
        if cell is not None and number not in without:
            key: tuple[Any, Cell] = (cell.__class__, cell)
            first.setdefault(key, number)
            counts[key] = counts.get(key, 0) + 1
    for (kind, cell), seen_at in first.items():
        yield cell, counts[kind, cell], seen_at
