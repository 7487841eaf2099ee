"""Tables written as CSV: nothing in them runs as a formula, and `text` reads them back.

The only module that writes CSV.
"""

import csv
import re
from collections.abc import Iterable
from io import StringIO

_RUNS = "=+\\-@\t\r\n＝＋－＠"  # what a cell begins with that a spreadsheet program may run
_WOULD_RUN = re.compile(rf"'*[{_RUNS}]")
_QUOTED = re.compile(rf"'+[{_RUNS}]")
_SIGNED_NUMBER = re.compile(r"[+-]\d+(\.\d+)?")


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """The rows, with commas between their cells."""
    text = StringIO()
    csv.writer(text).writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue()


def csv_file(rows: Iterable[Iterable[object]]) -> bytes:
    """The same in UTF-8, with the mark by which Excel knows it."""
    return csv_text(rows).encode("utf-8-sig")


def inert(cell: object) -> object:
    """The cell as a spreadsheet will only ever show it: a text that might run is quoted."""
    if isinstance(cell, str) and _WOULD_RUN.match(cell) and not _SIGNED_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def unquoted(cell: str) -> str:
    """What `inert` made of a text, as it was."""
    return cell[1:] if _QUOTED.match(cell) else cell
