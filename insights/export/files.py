"""Tables as files: CSV and Excel. Nothing that someone wrote can run as a formula in either. It
does not know where the figures come from."""

import re
from collections.abc import Callable, Iterable
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from insights.tables.base import ResultsTable
from spreadsheets.csv_writer import csv_file

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
LONGEST_SHEET_NAME = 31
NARROWEST, WIDEST = 11, 60
WORKBOOK_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def to_csv(table: ResultsTable) -> bytes:
    """One table with its head."""
    return csv_file(table.head_and_rows)


def to_xlsx(tables: Iterable[ResultsTable]) -> bytes:
    """A sheet for each table, named after its caption. The headings stay in view."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, WORKBOOK_OPTIONS) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for table in tables:
            sheet = book.add_worksheet(_sheet_name(table.caption, book.sheetnames))
            sheet.write_row(0, 0, table.head, head)
            for number, row in enumerate(table.rows, start=1):
                sheet.write_row(number, 0, row, body)
            sheet.freeze_panes(1, 1)
            for column, width in enumerate(_widths(table)):
                sheet.set_column(column, column, width)
    return file.getvalue()


def _sheet_name(caption: str, taken: Iterable[str]) -> str:
    """A name that Excel accepts and that no other sheet of the workbook has."""
    name = NOT_IN_SHEET_NAMES.sub(" ", caption).strip(" '") or "Table"
    names, number, ending = {one.lower() for one in taken}, 1, ""
    while (made := f"{name[: LONGEST_SHEET_NAME - len(ending)].strip()}{ending}").lower() in names:
        number += 1
        ending = f" {number}"
    return made


def _widths(table: ResultsTable) -> list[int]:
    columns = zip(*table.head_and_rows, strict=True)
    longest = (max(len(str(cell)) for cell in column) for column in columns)
    return [min(WIDEST, max(NARROWEST, length + 2)) for length in longest]


def table_file(table: ResultsTable, kind: str) -> bytes | None:
    """A table as a separate file. None if there is no such kind."""
    made: dict[str, Callable[[ResultsTable], bytes]] = {
        "csv": to_csv,
        "xlsx": lambda one: to_xlsx([one]),
    }
    return made[kind](table) if kind in made else None


def as_download(content: bytes, kind: str, *names: str) -> HttpResponse:
    """A file to download, named by joining these names."""
    stem = "-".join(filter(None, (slugify(name, allow_unicode=True) for name in names)))
    disposition = content_disposition_header(True, f"{stem}.{kind}")
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[kind],
        headers={"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"},
    )
