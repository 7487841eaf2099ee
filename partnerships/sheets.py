"""Spreadsheets that people actually have: a file's bytes read into a table with its headings.

What a file is shows in its content, never in its name. Must not know what the columns mean:
`rosters` reads members from a table, and answers collected elsewhere are read further right.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from .sheet_cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Row,
    UnreadableSheet,
    as_text,
    is_error,
)
from .sheet_text import read_text
from .sheet_xlsx import read_xlsx

__all__ = [
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Cell",
    "Row",
    "Sheet",
    "UnreadableSheet",
    "as_text",
    "column_letter",
    "find_headings",
    "headings",
    "is_error",
    "read_sheet",
]

LOOKED_AT = 30  # rows among which headings are looked for

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc",
)
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")


@dataclass(frozen=True)
class Sheet:
    """A table: row i of the file is `rows[i - 1]`; a row ends with its last filled cell.

    Rows are numbered as a spreadsheet program shows them, so a `sep=;` line has no number and
    a cell that holds several lines is still in one row. `name` is the sheet's in its workbook,
    "" for a text file; `hidden` are the numbers of rows that the program does not show.
    """

    rows: list[Row]
    name: str = ""
    hidden: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def row(self, number: int) -> Row:
        """The cells of a row, none for a row that the file doesn't have."""
        return self.rows[number - 1] if 1 <= number <= len(self.rows) else []


def read_sheet(content: bytes, filename: str) -> Sheet:
    """The table in an uploaded file, or UnreadableSheet saying what to do about it."""
    try:
        rows = _read(content)
        if not rows:
            raise UnreadableSheet(_("There is nothing in this file. Choose another one."))
    except UnreadableSheet as problem:
        named = f"{filename}: {problem}" if filename else str(problem)
        raise UnreadableSheet(named) from problem
    return Sheet(rows)


def _read(content: bytes) -> list[Row]:
    if content.startswith(_ZIP):
        return read_xlsx(content)
    if content.startswith(_OLE):
        raise UnreadableSheet(_about_ole(content))
    if content.startswith(_OTHERS):
        raise UnreadableSheet(
            _("This is not a spreadsheet. Choose a spreadsheet saved as .xlsx or CSV.")
        )
    if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise UnreadableSheet(
            _(
                "This is a web page or XML rather than a spreadsheet, whatever its name. Open it "
                "in your spreadsheet program and save it as .xlsx or CSV."
            )
        )
    return read_text(content)


def _about_ole(content: bytes) -> str:
    if _ENCRYPTED in content:
        return _("This file is protected by a password. Save a copy without the password.")
    return _("This is an old Excel file (.xls). Open it and save it as .xlsx or CSV.")


def column_letter(index0: int) -> str:
    """The letter a spreadsheet shows above a column: A for 0."""
    return get_column_letter(index0 + 1)


def find_headings(sheet: Sheet, known: Callable[[str], bool] | None = None) -> int:
    """The number of the row that most likely holds the headings.

    The row with the most texts that are `known` as headings, else the first one that is about
    as wide as the table and in words: titles and banners above it are narrower.
    """
    filled = ((number, row) for number, row in enumerate(sheet.rows, start=1) if row)
    rows = dict(islice(filled, LOOKED_AT))
    if known and rows:
        hits = {number: _recognised(row, known) for number, row in rows.items()}
        best = max(hits, key=lambda number: hits[number])
        if hits[best]:
            return best
    return _by_shape(rows)


def _recognised(row: Row, known: Callable[[str], bool]) -> int:
    return sum(1 for text in {_heading(cell) for cell in row} if text and known(text))


def _by_shape(rows: dict[int, Row]) -> int:
    widest = max((_filled(row) for row in rows.values()), default=0)
    wide = {number: row for number, row in rows.items() if _filled(row) >= 0.6 * widest}
    worded = (number for number, row in wide.items() if _worded(row) >= 0.8 * _filled(row))
    return next(worded, next(iter(wide), 1))


def _filled(row: Row) -> int:
    return sum(1 for cell in row if cell is not None)


def _worded(row: Row) -> int:
    return sum(1 for cell in row if isinstance(cell, str) and any(map(str.isalpha, cell)))


def headings(sheet: Sheet, row: int) -> list[str]:
    """The heading of each column, "" for a column that has none.

    A banner in the row above reaches right to the next one; it is put before headings that are
    alike without it ("Trust: Comment"). A cell merged downwards from that row is a heading.
    """
    width = sheet.width
    own = _texts(sheet.row(row), width)
    above = _texts(sheet.row(row - 1), width)
    if sum(1 for text in above if text) > 1:  # one alone is a title
        own = [text or over for text, over in zip(own, above, strict=True)]
    banners = _reaching_right(above)
    return [
        f"{banner}: {text}" if banner and text and _tells_apart(text, own, banners) else text
        for text, banner in zip(own, banners, strict=True)
    ]


def _heading(cell: Cell) -> str:
    return " ".join(as_text(cell).split())


def _texts(row: Row, width: int) -> list[str]:
    return [_heading(cell) for cell in row] + [""] * (width - len(row))


def _reaching_right(texts: list[str]) -> list[str]:
    reached, current = [], ""
    for text in texts:
        current = text or current
        reached.append(current)
    return reached


def _tells_apart(text: str, own: list[str], banners: list[str]) -> bool:
    return len({over for other, over in zip(own, banners, strict=True) if other == text}) > 1
