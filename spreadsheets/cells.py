"""The cells of a spreadsheet, from any kind of file.

Knows nothing of file formats (`text`, `workbooks`) nor of what a column means.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite

Cell = str | int | float | bool | date | datetime | None
Row = list[Cell]

EXACT = 2**53  # a larger whole number may not be what was written

_WHITE = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_STRIPPED = _WHITE + "".join(map(chr, range(0x2000, 0x200C))) + "\u2060\ufeff"
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|ERROR!|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!"
    r"|CONNECT!|BUSY!|GETTING_DATA)|Err:\d{3}",
    re.IGNORECASE,
)


class UnreadableSheet(ValueError):
    """A file that cannot be read as a table. Its message says what to do."""


@dataclass(frozen=True)
class Sheet:
    """A table: row i of the file is `rows[i - 1]`; a row ends with its last filled cell.

    Rows are numbered as in a spreadsheet program, so a `sep=;` line has no number and a cell with
    several lines is still in one row. `name` is the sheet's in its workbook, "" for a text file;
    `hidden` are the numbers of rows that the program does not show. `fault` says why the table
    cannot be used, and what to do.
    """

    rows: list[Row]
    name: str = ""
    hidden: frozenset[int] = frozenset()
    visible: bool = True
    fault: str = ""

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def row(self, number: int) -> Row:
        """The cells of a row. Empty for a row that is not in the file."""
        return self.rows[number - 1] if 1 <= number <= len(self.rows) else []


def tidy(value: object) -> Cell:
    """A value as a cell: text stripped, None if nothing is left, and midnight as its day."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, str):
        return _tidy_text(value)
    if isinstance(value, float):
        return _tidy_number(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else _tidy_text(str(value))


def _tidy_number(number: float) -> Cell:
    if number.is_integer() and abs(number) < EXACT:
        return int(number)
    return number if isfinite(number) else str(number)


def _tidy_text(text: str) -> str | None:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # No database keeps NUL, and pasted addresses bring zero-width spaces along.
    return text.replace("\0", "").strip(_STRIPPED) or None


def as_text(cell: Cell) -> str:
    """A cell as text: 4.0 is 4, a day is 2026-05-03."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def is_error(cell: Cell) -> bool:
    """Whether a spreadsheet shows an error here (#N/A, #REF!) instead of a value."""
    return isinstance(cell, str) and cell[:1] in "#Ee" and bool(_ERROR.fullmatch(cell))


def column_letter(index0: int) -> str:
    """The letter a spreadsheet shows above a column: A for 0."""
    letters, rest = "", index0 + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters
