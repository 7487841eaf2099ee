"""Workbooks (.xlsx, .ods): the values of their sheets, and what values alone do not show.

Must not pass a file to the library that reads values before it has been inspected: the library
allocates every cell up to the last and does not check document types.
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

from .archive import Archive, damage_in_words, not_a_spreadsheet
from .cells import Row, Sheet, UnreadableSheet
from .limits import Budget, collect_rows
from .ods import CONTENT, inspect_ods
from .sheet_facts import SheetFacts, fill_down
from .xlsx import WORKBOOK, inspect_xlsx


def read_archive(content: bytes, budget: Budget) -> list[Sheet]:
    """The sheets of an .xlsx or .ods file."""
    with damage_in_words():
        inspected, facts = _inspected(content, budget)
        with load_workbook(inspected) as book:
            if len(book.sheets_metadata) != len(facts):
                raise ValueError("the sheets can't be told apart")
            return [_sheet(book, number, each) for number, each in enumerate(facts)]


def _inspected(content: bytes, budget: Budget) -> tuple[BytesIO, list[SheetFacts]]:
    with Archive(content) as archive:
        if WORKBOOK in archive:
            return inspect_xlsx(archive, budget)
        if CONTENT in archive:
            return inspect_ods(archive, budget)
    raise UnreadableSheet(not_a_spreadsheet())


def _sheet(book: CalamineWorkbook, number: int, facts: SheetFacts) -> Sheet:
    about = book.sheets_metadata[number]
    visible = about.visible == SheetVisibleEnum.Visible
    rows: list[Row] = []
    fault = ""
    if about.typ == SheetTypeEnum.WorkSheet:
        rows, fault = collect_rows(_rows(book.get_sheet_by_index(number), facts), facts.budget)
        fill_down(rows, facts)
    if facts.uncalculated:
        fault = fault or _uncalculated(facts.uncalculated)
    return Sheet(rows, about.name, frozenset(facts.hidden), visible, fault)


def _rows(sheet: CalamineSheet, facts: SheetFacts) -> Iterator[list[object]]:
    """The rows from the first one on, with any errors shown in their cells."""
    left = [None] * (sheet.start[1] if sheet.start else 0)  # blank columns are left out
    values = sheet.iter_rows()
    for number in range(1, facts.rows + 1):
        row: list[object] = [*left, *next(values, ())]
        for column, shown in facts.errors.get(number, {}).items():
            row.extend([None] * (column + 1 - len(row)))
            row[column] = shown
        yield row


def _uncalculated(cell: str) -> str:
    return _(
        "Cell %(cell)s contains a formula, but its result is not in the file. Open the file in "
        "your spreadsheet program, save it and use that file."
    ) % {"cell": cell}
