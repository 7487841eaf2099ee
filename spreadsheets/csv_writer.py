"""Writes tables as CSV: nothing in them runs as a formula, and `text` can read them back.

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
    """The rows, with cells separated by commas."""
    text = StringIO()
    csv.writer(text).writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue()


def csv_file(rows: Iterable[Iterable[object]]) -> bytes:
    """The same in UTF-8, with the byte order mark that Excel needs."""
    return csv_text(rows).encode("utf-8-sig")


def inert(cell: object) -> object:
    """The cell as a spreadsheet can only display it: text that might run is quoted."""
    if isinstance(cell, str) and _WOULD_RUN.match(cell) and not _SIGNED_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def unquoted(cell: str) -> str:
    """The original of a text changed by `inert`."""
    return cell[1:] if _QUOTED.match(cell) else cell
