"""Reads the spreadsheets that people actually have: from a file's bytes to a table with headings.

A file's content says what it is, never its name. Must not know what the columns mean:
`partnerships.roster.parse` reads members from a table, and apps further right read answers.
"""

from threading import Lock

from django.utils.translation import gettext as _

from .archive import not_a_spreadsheet
from .cells import Cell, Row, Sheet, UnreadableSheet, as_text, column_letter, is_error
from .headings import find_headings, headings
from .limits import MAX_COLUMNS, MAX_ROWS, Budget
from .text import read_text
from .workbooks import read_archive
from .xls import read_xls

__all__ = [
    "ACCEPTED",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Cell",
    "Row",
    "Sheet",
    "UnreadableSheet",
    "as_text",
    "column_letter",
    "find_headings",
    "headings",
    "is_error",
    "read_sheet",
    "read_sheets",
    "with_file_name",
]

ACCEPTED = ".csv,.xlsx,.xls,.ods,.tsv,.txt"  # for choosing a file; what it is its content says

ONE_AT_A_TIME = Lock()  # in each process, for a large file takes a few hundred MB
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc",
)
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")


def read_sheet(content: bytes, filename: str) -> Sheet:
    """The first visible table with anything in it. UnreadableSheet says what to do if there is
    none."""
    first = next((sheet for sheet in read_sheets(content, filename) if sheet.visible), None)
    if first is None:
        nothing = _(
            "The visible sheets of this workbook are empty. Unhide the sheet you want to use."
        )
        raise UnreadableSheet(with_file_name(filename, nothing))
    if first.fault:
        raise UnreadableSheet(with_file_name(filename, first.fault))
    return first


def read_sheets(content: bytes, filename: str, columns: int = 0) -> list[Sheet]:
    """Every table in an uploaded file that is not empty, visible ones first.

    `columns` is how many a table with very many rows may have. A table may have a `fault`.
    UnreadableSheet says what to do about a file without tables.
    """
    try:
        with ONE_AT_A_TIME:
            sheets = _read(content, Budget(columns))
        found = [sheet for sheet in sheets if sheet.rows or sheet.fault]
        if not found:
            raise UnreadableSheet(_("This file is empty. Select another one."))
    except UnreadableSheet as problem:
        raise UnreadableSheet(with_file_name(filename, str(problem))) from problem
    return sorted(found, key=lambda sheet: not sheet.visible)


def with_file_name(filename: str, problem: str) -> str:
    """What is wrong with a file, after its name."""
    return f"{filename}: {problem}" if filename else problem


def _read(content: bytes, budget: Budget) -> list[Sheet]:
    if content.startswith(_ZIP):
        return read_archive(content, budget)
    if content.startswith(_OLE):
        return read_xls(content, budget)
    if content.startswith(_OTHERS):
        raise UnreadableSheet(not_a_spreadsheet())
    if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise UnreadableSheet(
            _(
                "This file is a web page or XML, not a spreadsheet, whatever its name says. Open "
                "it in your spreadsheet program and save it as .xlsx or CSV."
            )
        )
    return [Sheet(read_text(content, budget))]
