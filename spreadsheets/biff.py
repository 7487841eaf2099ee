"""The records of an older Excel workbook (.xls), counted before they are interpreted."""

from collections.abc import Iterator
from struct import pack_into, unpack_from

from .cells import UnreadableSheet
from .limits import Budget, too_large
from .tally import Tally

MAX_RECORDS = 1_000_000  # of all sheets: a file of 10 MB has room for fewer cells
MAX_BLANK = 3_000_000  # cells that are only formatted
MAX_STYLES = 20_000  # five times as many as Excel can have

_BEGIN, _END = (0x0009, 0x0209, 0x0409, 0x0809), 0x000A
_SHEET, _BLANK_CELLS = 0x0085, 0x00BE
_STYLES = (0x0031, 0x0231, 0x001E, 0x041E, 0x0043, 0x0243, 0x0443, 0x00E0)  # fonts, formats
_NUMBERS = 0x00BD  # several of a row, in six bytes each
_VALUES = (0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x00FD, _NUMBERS)
_PASSED_OVER = 0x00FF
_NEEDLESS = {
    0x0018: "named formulas, which would be worked out",
    0x001C: "notes",
    0x0023: "names elsewhere",
    0x005D: "drawings",
    0x007D: "widths of columns",
    0x015F: "ranges that are labels",
    0x01B0: "ranges formatted by a condition",
    0x01B1: "conditions",
    0x01B6: "texts in drawings",
    0x01B8: "links, each of which would be kept for every cell of a range",
    0x0800: "what links say when pointed at",
}
"""Records that are not needed for any value."""


def inspect_records(workbook: bytes, budget: Budget) -> bytes:
    """The workbook as it may be read, without records not needed for values.

    Refuses a workbook that is too large, or whose sheets share records.
    """
    inspected = bytearray(workbook)
    records = blank = styles = 0
    tally, starts = Tally(budget), [0]
    while starts:
        values, last = 0, 0
        for kind, at, length, depth in _records(workbook, starts.pop()):
            records += 1
            if kind == _SHEET:
                starts += unpack_from("<I", workbook, at)
            elif kind in _VALUES and depth == 1:
                values, last = values + _values_in(kind, length), at
            elif kind == _BLANK_CELLS:
                blank += length // 2
            elif kind in _NEEDLESS:
                pack_into("<H", inspected, at - 4, _PASSED_OVER)
            styles += kind in _STYLES
            if records > MAX_RECORDS or blank > MAX_BLANK or styles > MAX_STYLES:
                raise UnreadableSheet(too_large())
        tally.begin_sheet()
        tally.take_values(values, last_row=unpack_from("<H", workbook, last)[0] + 1)
    return bytes(inspected)


def _values_in(kind: int, length: int) -> int:
    return (length - 6) // 6 if kind == _NUMBERS else 1


def _records(workbook: bytes, at: int) -> Iterator[tuple[int, int, int, int]]:
    """The kind, position and length of each record from here to the end of its part.

    Also its depth: a chart is within a sheet.
    """
    depth = 0
    while at + 4 <= len(workbook):
        kind, length = unpack_from("<HH", workbook, at)
        yield kind, at + 4, length, depth
        at += 4 + length
        depth += (kind in _BEGIN) - (kind == _END)
        if kind == _END and depth <= 0:
            return
