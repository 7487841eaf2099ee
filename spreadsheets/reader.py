"""Spreadsheets that people actually have: a file's bytes read into a table with its headings.

What a file is shows in its content, never in its name. Must not know what the columns mean:
`partnerships.roster.parse` reads members from a table, and answers collected elsewhere are read
further right.
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
    """The first visible table with anything in it, or UnreadableSheet saying what to do."""
    first = next((sheet for sheet in read_sheets(content, filename) if sheet.visible), None)
    if first is None:
        nothing = _(
            "There is nothing in the visible sheets of this workbook. Unhide the one you mean."
        )
        raise UnreadableSheet(with_file_name(filename, nothing))
    if first.fault:
        raise UnreadableSheet(with_file_name(filename, first.fault))
    return first


def read_sheets(content: bytes, filename: str, columns: int = 0) -> list[Sheet]:
    """Every table in an uploaded file that holds anything, those that are visible first.

    `columns` are those that a table with very many rows may have. One of the tables may have a
    `fault`; UnreadableSheet says what to do about a file without any.
    """
    try:
        with ONE_AT_A_TIME:
            sheets = _read(content, Budget(columns))
        found = [sheet for sheet in sheets if sheet.rows or sheet.fault]
        if not found:
            raise UnreadableSheet(_("There is nothing in this file. Choose another one."))
    except UnreadableSheet as problem:
        raise UnreadableSheet(with_file_name(filename, str(problem))) from problem
    return sorted(found, key=lambda sheet: not sheet.visible)


def with_file_name(filename: str, problem: str) -> str:
    """What is wrong with a file, with its name before it."""
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
                "This is a web page or XML rather than a spreadsheet, whatever its name. Open it "
                "in your spreadsheet program and save it as .xlsx or CSV."
            )
        )
    return [Sheet(read_text(content, budget))]
