"""What has been settled about a spreadsheet: its columns, values and rows."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from assessments.imports.recognition.targets import Target

from .recognition import value_synonyms

Values = dict[str, str]

MISSING = "missing"

# Which of a mapping's maps says what the values in such a column stand for.
_MAPS = {
    "statement": "ratings",
    "importance": "importances",
    "organisation": "organisations",
    "level": "levels",
    MISSING: "missing",
}
VALUED = tuple(kind for kind in _MAPS if kind != MISSING)

KEEP, LEAVE = "keep", "leave"


class RowIssue(StrEnum):
    """Why a row may not be valid."""

    TEST = "test"
    UNFINISHED = "unfinished"
    HIDDEN = "hidden"
    SUMMARY = "summary"
    REPEATED = "repeated"
    EARLIER = "earlier"


@dataclass(frozen=True)
class Mapping:
    """What the columns (counted from 0) and the values (as `value_synonyms.value_key`) stand for.

    Ratings are "1" to "5", "dont_know", "not_applicable" or "blank"; importances a point or
    "blank"; organisations a name, levels a code, "" for not stated. What is `missing` is
    "blank", "dont_know" or "not_applicable" in whichever column it stands. `rows` says for a kind
    of rows (a `RowIssue`) whether they are to "keep" or to "leave" out.
    """

    header_row: int
    columns: dict[int, Target]
    ratings: Values = field(default_factory=dict)
    importances: Values = field(default_factory=dict)
    organisations: Values = field(default_factory=dict)
    levels: Values = field(default_factory=dict)
    missing: Values = field(default_factory=dict)
    rows: Values = field(default_factory=dict)
    sheet: str = ""

    def values_for(self, kind: str) -> Values:
        """The map of values for columns of a kind; none for comments."""
        values: Values = getattr(self, _MAPS[kind]) if kind in _MAPS else {}
        return values

    def with_values(self, values: dict[str, Values]) -> "Mapping":
        """This mapping with other maps for some kinds of columns."""
        maps: dict[str, Any] = {_MAPS[kind]: known for kind, known in values.items()}
        return replace(self, **maps)

    def to_json(self) -> dict[str, Any]:
        """This mapping as plain values that JSON can hold."""
        return {
            "sheet": self.sheet,
            "header_row": self.header_row,
            "columns": {str(index): str(target) for index, target in self.columns.items()},
            **{name: dict(getattr(self, name)) for name in (*_MAPS.values(), "rows")},
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
                rows=_rows(data.get("rows", {})),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a mapping: {error!r}") from error


def map_name(kind: str) -> str:
    """What the map of values for a kind of columns is called in JSON."""
    return _MAPS[kind]


def _rows(data: dict[str, str]) -> Values:
    if not set(data.values()) <= {KEEP, LEAVE}:
        raise ValueError(f"rows are to “{KEEP}” or to “{LEAVE}”: {data}")
    return {RowIssue(issue).value: choice for issue, choice in data.items()}


def _values(data: dict[str, str]) -> Values:
    return {value_synonyms.value_key(key): str(value) for key, value in data.items()}
