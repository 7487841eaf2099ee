"""Where the headings of a table stand, and what each column is headed.

Must not know what the columns mean: whoever asks says which texts are known as headings.
"""

from collections.abc import Callable
from itertools import islice

from .sheet_cells import Cell, Row, Sheet, as_text

LOOKED_AT = 30  # rows among which headings are looked for


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
