"""How a spreadsheet of answers maps to a questionnaire: which column is what, which value is what.

Must not read answers: `reading` does, and takes only what the mapping says.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from partnerships.sheets import Cell, Sheet, as_text, column_letter

from . import words
from .columns import Headings, describe, targets
from .faults import beyond_mapping
from .places import told_by_values
from .targets import IGNORED, Asked, ConsiderationAsked, StatementAsked, Target, points

__all__ = [
    "IGNORED",
    "Asked",
    "ConsiderationAsked",
    "Mapping",
    "StatementAsked",
    "Target",
    "Unmapped",
    "describe",
    "guess_mapping",
    "recognise_values",
    "targets",
    "unmapped_values",
]

Values = dict[str, str]

# Which of a mapping's maps says what the values in such a column stand for.
_MAPS = {
    "statement": "ratings",
    "importance": "importances",
    "organisation": "organisations",
    "level": "levels",
}


@dataclass(frozen=True)
class Mapping:
    """What the columns (counted from 0) and the values (as `words.value_key`) stand for.

    Ratings are "1" to "5", "dont_know", "not_applicable" or "blank"; importances a point or
    "blank"; organisations a name, levels a code, "" for not stated. `sheet` is the name of the
    sheet in its workbook.
    """

    header_row: int
    columns: dict[int, Target]
    ratings: Values = field(default_factory=dict)
    importances: Values = field(default_factory=dict)
    organisations: Values = field(default_factory=dict)
    levels: Values = field(default_factory=dict)
    sheet: str = ""

    def values_for(self, kind: str) -> Values:
        """The map of values for columns of a kind; none for comments."""
        values: Values = getattr(self, _MAPS[kind]) if kind in _MAPS else {}
        return values

    def to_json(self) -> dict[str, Any]:
        """This mapping as plain values that JSON can hold."""
        return {
            "sheet": self.sheet,
            "header_row": self.header_row,
            "columns": {str(index): str(target) for index, target in self.columns.items()},
            **{name: dict(getattr(self, name)) for name in _MAPS.values()},
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Mapping":
        """The mapping that `to_json` wrote; ValueError if it is not one."""
        try:
            return cls(
                sheet=str(data.get("sheet", "")),
                header_row=int(data["header_row"]),
                columns={int(i): Target.parse(text) for i, text in data["columns"].items()},
                **{name: _values(data.get(name, {})) for name in _MAPS.values()},
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a mapping: {error!r}") from error


def _values(data: dict[str, str]) -> Values:
    return {words.value_key(key): str(value) for key, value in data.items()}


@dataclass(frozen=True)
class Unmapped:
    """A value that the mapping doesn't know; `kind` is that of its column's target."""

    kind: str
    key: str
    value: str
    count: int
    row: int
    column: str
    suggestion: str


def guess_mapping(
    sheet: Sheet,
    questionnaire: Asked,
    organisations: Iterable[str],
    header_row: int | None = None,
) -> Mapping:
    """The likeliest mapping, to be shown and corrected before anything is read with it.

    `header_row` is the last row of headings, if it is known.
    """
    names = list(organisations)
    row, columns = Headings(questionnaire).in_sheet(sheet, header_row)
    columns |= told_by_values(sheet, row, columns, names)
    mapping = Mapping(row, columns, sheet=sheet.name)
    return recognise_values(sheet, mapping, questionnaire, names)


def recognise_values(
    sheet: Sheet, mapping: Mapping, questionnaire: Asked, organisations: Iterable[str]
) -> Mapping:
    """The mapping with every value that is recognised and not mapped yet.

    To be called again when columns were changed or the mapping meets another file.
    """
    found = _found(sheet, mapping, questionnaire)
    learnt: dict[str, Any] = {}
    for kind, recognise in _recognisers(found, questionnaire, organisations).items():
        guesses = {key: recognise(key) for key in found[kind]}
        known = {key: value for key, value in guesses.items() if value is not None}
        learnt[_MAPS[kind]] = known | mapping.values_for(kind)
    return replace(mapping, **learnt)


def unmapped_values(
    sheet: Sheet, mapping: Mapping, questionnaire: Asked, organisations: Iterable[str] = ()
) -> list[Unmapped]:
    """The values to ask about, in the order of their first cells.

    Cells that no mapping can put right (dates, errors, fractions) are not among them: reading
    names them.
    """
    found = _found(sheet, mapping, questionnaire)
    unmapped = [
        replace(value, suggestion=recogniser.suggest(key))
        for kind, recogniser in _recognisers(found, questionnaire, organisations).items()
        for key, value in found[kind].items()
        if key not in mapping.values_for(kind) and words.point_in(key, recogniser.points) is None
    ]
    return sorted(unmapped, key=lambda value: (value.row, len(value.column), value.column))


def _recognisers(
    found: dict[str, dict[str, Unmapped]], questionnaire: Asked, organisations: Iterable[str]
) -> dict[str, words.Recogniser]:
    return {
        "statement": words.ratings(questionnaire.rating_labels, found["statement"]),
        "importance": words.importances(questionnaire.importance_labels),
        "organisation": words.organisations(organisations),
        "level": words.levels(),
    }


def _found(sheet: Sheet, mapping: Mapping, asked: Asked) -> dict[str, dict[str, Unmapped]]:
    """For each kind of column the distinct values that a mapping could speak of."""
    found: dict[str, dict[str, Unmapped]] = {kind: {} for kind in _MAPS}
    scales = points(asked)
    for index, target in mapping.columns.items():
        if target.kind in found:
            for cell, count, row in _distinct(sheet, index, mapping.header_row):
                if not beyond_mapping(target.kind, cell, scales.get(target.kind, 0)):
                    _add(found[target.kind], _value(target.kind, cell, count, row, index))
    return found


def _value(kind: str, cell: Cell, count: int, row: int, index: int) -> Unmapped:
    key, text = words.value_key(cell), as_text(cell)
    return Unmapped(kind, key, text, count, row, column_letter(index), suggestion="")


def _add(found: dict[str, Unmapped], value: Unmapped) -> None:
    before = found.get(value.key)
    if before:
        first = before if before.row <= value.row else value
        value = replace(first, count=before.count + value.count)
    found[value.key] = value


def _distinct(sheet: Sheet, index: int, header_row: int) -> Iterator[tuple[Cell, int, int]]:
    """The distinct cells of a column below its heading: how many, and the first one's row."""
    first: dict[tuple[Any, Cell], int] = {}  # by type too: to Python, True equals 1
    counts: dict[tuple[Any, Cell], int] = {}
    for number, row in enumerate(sheet.rows[header_row:], start=header_row + 1):
        cell = row[index] if index < len(row) else None
        if cell is not None:
            key = (cell.__class__, cell)
            first.setdefault(key, number)
            counts[key] = counts.get(key, 0) + 1
    for key, seen_at in first.items():
        yield key[1], counts[key], seen_at
