"""The records of an older Excel workbook (.xls), counted before anything is made of them."""

from collections.abc import Iterator
from struct import pack_into, unpack_from

from .sheet_cells import UnreadableSheet
from .sheet_room import too_large

MAX_RECORDS = 1_000_000  # of all sheets: a file of 10 MB has room for fewer cells
MAX_BLANK = 3_000_000  # cells that are only formatted

_BEGIN, _END = (0x0009, 0x0209, 0x0409, 0x0809), 0x000A
_SHEET, _BLANK_CELLS = 0x0085, 0x00BE
_NAME, _PASSED_OVER = 0x0018, 0x00FF


def inspect_records(workbook: bytes) -> bytes:
    """The workbook as it may be read: without named formulas, which would be worked out.

    Refuses one that holds too much, or sheets that stand for one another's records.
    """
    inspected = bytearray(workbook)
    records = blank = 0
    starts = [0]
    while starts:
        for kind, at, length in _records(workbook, starts.pop()):
            records += 1
            if kind == _SHEET:
                starts += unpack_from("<I", workbook, at)
            elif kind == _BLANK_CELLS:
                blank += length // 2
            elif kind == _NAME:
                pack_into("<H", inspected, at - 4, _PASSED_OVER)
            if records > MAX_RECORDS or blank > MAX_BLANK:
                raise UnreadableSheet(too_large())
    return bytes(inspected)


def _records(workbook: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The kind, place and length of each record from here to the end of its part."""
    depth = 0
    while at + 4 <= len(workbook):
        kind, length = unpack_from("<HH", workbook, at)
        yield kind, at + 4, length
        at += 4 + length
        depth += (kind in _BEGIN) - (kind == _END)
        if kind == _END and depth <= 0:
            return
