"""Finds the headings of a table and the heading of each column.

Must not know what the columns mean: the caller says which texts are known headings.
"""

import re
from collections.abc import Callable
from itertools import islice

from .cells import Cell, Row, Sheet, as_text

LOOKED_AT = 30  # rows among which headings are looked for, fewer where there are very many cells
LEAST_LOOKED_AT = 5
CELLS_LOOKED_AT = 20_000
FEWEST_CODES = 5
ROWS_BELOW = 3  # among which answers are said again

_CODE = re.compile(r"(?=\D*\d|.*_)[^\W\d]\w*(?:\[\w+\])*")
_IMPORT_ID = '{"ImportId"'  # how Qualtrics begins each cell of a row below the headings


def find_headings(sheet: Sheet, known: Callable[[str], bool] | None = None) -> int:
    """The number of the last row that is likely to contain headings.

    The row with the most `known` headings, or else the first one that is about as wide as the table
    and in words. Titles and banners above it are narrower. Rows of codes below it are part of it.
    """
    filled = ((number, row) for number, row in enumerate(sheet.rows, start=1) if row)
    fitting = CELLS_LOOKED_AT // max(1, sheet.width)
    rows = dict(islice(filled, min(LOOKED_AT, max(LEAST_LOOKED_AT, fitting))))
    if known and rows:
        hits = {number: _recognised(row, known) for number, row in rows.items()}
        best = max(hits, key=lambda number: hits[number])
        if hits[best]:
            return _with_codes_below(sheet, best)
    return _with_codes_below(sheet, _by_shape(rows))


def _with_codes_below(sheet: Sheet, row: int) -> int:
    """The last of the rows that belong to the headings in this one."""
    below = [n for n in (row + 1, row + 2) if _has_import_ids(sheet.row(n))]
    return below[-1] if below else row + _are_codes_for(sheet, row + 1)


def _has_import_ids(row: Row) -> bool:
    return any(isinstance(cell, str) and cell.startswith(_IMPORT_ID) for cell in row[:3])


def _are_codes_for(sheet: Sheet, row: int) -> bool:
    """Whether this row only gives codes for the headings above it. Codes that are repeated below
    are answers."""
    own, above = sheet.row(row), sheet.row(row - 1)
    again = {cell for other in sheet.rows[row : row + ROWS_BELOW] for cell in other}
    if not _are_codes(own) or again.intersection(filter(None, own)):
        return False
    return not _are_codes(above) and _filled(above) >= 0.8 * _filled(own)


def _are_codes_above(sheet: Sheet, row: int) -> bool:
    above = sheet.row(row - 1)
    return _are_codes(above) and _filled(above) >= 0.8 * _filled(sheet.row(row))


def _are_codes(row: Row) -> bool:
    """Whether cells are distinct question codes rather than headings or answers."""
    cells = [cell for cell in row if cell is not None]
    codes = {cell for cell in cells if isinstance(cell, str) and _CODE.fullmatch(cell)}
    return len(codes) >= max(FEWEST_CODES, 0.3 * len(cells)) and len(set(cells)) == len(cells)


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

    A banner in the row above extends to the next one. It is put before headings that would
    otherwise be the same ("Trust: Comment"). A cell merged downwards from that row is a heading. A
    row of codes above or below is put before the headings ("Q3_1: We trust one another").
    """
    width = sheet.width
    codes = [""] * width
    if _has_import_ids(sheet.row(row)):
        row -= 1
    elif _are_codes_for(sheet, row):
        codes = _texts(sheet.row(row), width)
        row -= 1
    own, above = _texts(sheet.row(row), width), _texts(sheet.row(row - 1), width)
    if _are_codes_above(sheet, row):
        codes = above
    else:
        own = _below_banners(own, above)
    return [
        f"{code}: {text}" if code and text and code != text else text or code
        for code, text in zip(codes, own, strict=True)
    ]


def _below_banners(own: list[str], above: list[str]) -> list[str]:
    if sum(1 for text in above if text) > 1:  # one alone is a title
        own = [text or over for text, over in zip(own, above, strict=True)]
    banners = _reaching_right(above)
    under: dict[str, set[str]] = {}
    for text, banner in zip(own, banners, strict=True):
        under.setdefault(text, set()).add(banner)
    return [
        f"{banner}: {text}" if banner and text and len(under[text]) > 1 else text
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
