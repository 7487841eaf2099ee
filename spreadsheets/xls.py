"""Older Excel workbooks (.xls): a small file system (OLE) that contains the workbook.

Must not leave that file system to the library that reads the workbook, which loops forever on some
damaged files.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from typing import Literal

import olefile
import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.sheet import Sheet as Worksheet
from xlrd.xldate import xldate_as_datetime

from .archive import damage_in_words, not_a_spreadsheet, protected_file
from .biff import inspect_records
from .cells import Sheet, UnreadableSheet
from .limits import MAX_SHEETS, Budget, collect_rows, too_large, too_many_sheets
from .sheet_facts import SheetFacts, fill_down

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a newer workbook with a password
_LOCKED = "Workbook is encrypted"
_WORKBOOKS = ("Workbook", "Book")

Mode = Literal[0, 1]
"""Whether days are counted from 1900 or from 1904."""


def read_xls(content: bytes, budget: Budget) -> list[Sheet]:
    """The sheets of an .xls file."""
    if _ENCRYPTED in content:
        raise UnreadableSheet(protected_file())
    with damage_in_words(), _opened(content, budget) as book:
        if book.nsheets > MAX_SHEETS:
            raise UnreadableSheet(too_many_sheets())
        return [_sheet(book, number, budget) for number in range(book.nsheets)]


def _opened(content: bytes, budget: Budget) -> xlrd.Book:
    with olefile.OleFileIO(BytesIO(content)) as files:
        name = next(filter(files.exists, _WORKBOOKS), None)
        if name is None:
            raise UnreadableSheet(not_a_spreadsheet())
        if files.get_size(name) > len(content):
            raise UnreadableSheet(too_large())
        workbook = inspect_records(files.openstream(name).read(), budget)
    try:
        return xlrd.open_workbook(
            file_contents=workbook,
            formatting_info=True,  # knows which rows are hidden
            ragged_rows=True,
            on_demand=True,
            logfile=StringIO(),
        )
    except XLRDError as error:
        if _LOCKED in str(error):
            raise UnreadableSheet(protected_file()) from error
        raise


def _sheet(book: xlrd.Book, number: int, budget: Budget) -> Sheet:
    sheet = book.sheet_by_index(number)
    facts = SheetFacts(sheet.name, budget)
    if sheet.nrows and sheet.ncols:
        facts.reach(sheet.nrows, sheet.ncols - 1)
    for first, last, column, _right in sheet.merged_cells:
        facts.note_merged(first + 1, last, column)
    rows, fault = collect_rows(_rows(sheet, book.datemode, budget), budget)
    fill_down(rows, facts)
    book.unload_sheet(number)
    hidden = frozenset(row + 1 for row, about in sheet.rowinfo_map.items() if about.hidden)
    return Sheet(rows, sheet.name, hidden, visible=sheet.visibility == 0, fault=fault)


def _rows(sheet: Worksheet, datemode: Mode, budget: Budget) -> Iterator[list[object]]:
    for row in range(sheet.nrows):
        values: Sequence[str | float] = sheet.row_values(row)
        budget.take_text(sum(len(value) for value in values if isinstance(value, str)))
        yield [_value(*cell, datemode) for cell in zip(sheet.row_types(row), values, strict=True)]


def _value(kind: int, value: str | float, datemode: Mode) -> object:
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return error_text_from_code.get(int(value), "#N/A")
    if kind == xlrd.XL_CELL_DATE:
        return _moment(float(value), datemode)
    return value


def _moment(value: float, datemode: Mode) -> object:
    try:
        moment = xldate_as_datetime(value, datemode)
    except OverflowError:  # a number that only looks like a date
        return value
    return moment.time() if 0 <= value < 1 else moment
