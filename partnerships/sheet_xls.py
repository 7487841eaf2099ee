"""Excel's older workbooks (.xls): the records that tell how far the sheets reach, and of errors.

The file is a small file system (OLE) with a stream of records in it, each a number, a length and
that many bytes.
"""

from collections.abc import Iterator
from io import BytesIO
from struct import unpack_from

import olefile

from .sheet_archive import no_spreadsheet, protected, too_large
from .sheet_cells import UnreadableSheet
from .sheet_facts import Facts

MAX_RECORDS = 3_000_000

_STREAMS = ("Workbook", "Book")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a newer workbook with a password
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BEGINS, _ENDS, _PASSWORD, _SHEET = 0x0809, 0x000A, 0x002F, 0x0085
_REACHES, _ROW = 0x0200, 0x0208
_FORMULA, _TRUTH_OR_ERROR, _NUMBERS = 0x0006, 0x0205, 0x00BD
_CELLS = (0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6, _FORMULA, _TRUTH_OR_ERROR, _NUMBERS)
_IS_HIDDEN, _IS_ERROR = 0x20, 2
_ROWS, _COLUMNS = 65_536, 256


def inspect_xls(content: bytes) -> list[Facts]:
    """The facts of the workbook's sheets in their order."""
    if _ENCRYPTED in content:
        raise UnreadableSheet(protected())
    with olefile.OleFileIO(BytesIO(content)) as file:
        stream = next(filter(file.exists, _STREAMS), None)
        if stream is None:
            raise UnreadableSheet(no_spreadsheet())
        records = file.openstream(stream).read()
    return [_facts(records, at, name) for at, name in _sheets(records)]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from here to the end of what begins here."""
    depth = 0
    for _each in range(MAX_RECORDS):
        kind, length = unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind == _BEGINS) - (kind == _ENDS)
        if depth <= 0:
            return
    raise UnreadableSheet(too_large())


def _sheets(stream: bytes) -> list[tuple[int, str]]:
    """Where each sheet begins, and its name."""
    found = []
    for kind, data in _records(stream, 0):
        if kind == _PASSWORD:
            raise UnreadableSheet(protected())
        if kind == _SHEET:
            encoding = "utf-16-le" if data[7] & 1 else "latin-1"
            found.append((unpack_from("<I", data)[0], data[8:].decode(encoding, "replace")))
    return found


def _facts(stream: bytes, at: int, name: str) -> Facts:
    facts = Facts(name)
    for kind, data in _records(stream, at):
        if kind in _CELLS:
            row, column = unpack_from("<HH", data)
            last = unpack_from("<H", data, len(data) - 2)[0] if kind == _NUMBERS else column
            facts.reach(row + 1, max(column, last))
            if (code := _error(kind, data)) is not None:
                facts.note_error(row + 1, column, _ERRORS.get(code, "#N/A"))
        elif kind == _ROW and data[12] & _IS_HIDDEN:
            facts.hidden.add(unpack_from("<H", data)[0] + 1)
        elif kind == _REACHES and len(data) >= 14:
            _check_claim(*unpack_from("<IIHH", data))
    return facts


def _error(kind: int, data: bytes) -> int | None:
    """The number of the error that a cell shows instead of a value."""
    if kind == _TRUTH_OR_ERROR and data[7]:
        return data[6]
    is_error = kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == _IS_ERROR
    return data[8] if is_error else None


def _check_claim(_top: int, bottom: int, _left: int, right: int) -> None:
    """What a sheet says of its size is room that would be made for it."""
    if bottom > _ROWS or right > _COLUMNS:
        raise ValueError("no such sheet can be")
