"""Workbooks (.xlsx, .ods): their sheets' values, with what the values alone don't tell.

Must not give a file to the library that reads the values before it has been inspected: it makes
room for every cell up to the last one, and knows no document types.
"""

from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from .archive import Archive, no_spreadsheet, unless_damaged
from .cells import Row, Sheet, UnreadableSheet
from .facts import Facts, fill_down
from .ods import CONTENT, inspect_ods
from .room import Room, gather
from .xlsx import WORKBOOK, inspect_xlsx


def read_archive(content: bytes, room: Room) -> list[Sheet]:
    """The sheets of an .xlsx or .ods file."""
    with unless_damaged():
        inspected, facts = _inspected(content, room)
        with load_workbook(inspected) as book:
            if len(book.sheets_metadata) != len(facts):
                raise ValueError("the sheets can't be told apart")
            return [_sheet(book, number, each) for number, each in enumerate(facts)]


def _inspected(content: bytes, room: Room) -> tuple[BytesIO, list[Facts]]:
    with Archive(content) as archive:
        if WORKBOOK in archive:
            return inspect_xlsx(archive, room)
        if CONTENT in archive:
            return inspect_ods(archive, room)
    raise UnreadableSheet(no_spreadsheet())


def _sheet(book: CalamineWorkbook, number: int, facts: Facts) -> Sheet:
    about = book.sheets_metadata[number]
    visible = about.visible == SheetVisibleEnum.Visible
    rows: list[Row] = []
    fault = ""
    if about.typ == SheetTypeEnum.WorkSheet:
        rows, fault = gather(_rows(book.get_sheet_by_index(number), facts), facts.room)
        fill_down(rows, facts)
    if facts.unworked:
        fault = fault or _unworked(facts.unworked)
    return Sheet(rows, about.name, frozenset(facts.hidden), visible, fault)


def _rows(sheet: CalamineSheet, facts: Facts) -> Iterator[list[object]]:
    """The rows from the first on, with the errors that their cells show."""
    left = [None] * (sheet.start[1] if sheet.start else 0)  # blank columns are left out
    values = sheet.iter_rows()
    for number in range(1, facts.rows + 1):
        row: list[object] = [*left, *next(values, ())]
        for column, shown in facts.errors.get(number, {}).items():
            row.extend([None] * (column + 1 - len(row)))
            row[column] = shown
        yield row


def _unworked(cell: str) -> str:
    return _(
        "Cell %(cell)s holds a formula whose result is not in the file. Open it in your "
        "spreadsheet program, save it there, and use that file."
    ) % {"cell": cell}
