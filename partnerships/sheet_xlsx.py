"""Tables kept in Excel workbooks (.xlsx), read defensively: the file comes from a stranger.

Must not trust the archive. Its declared sizes bound what is unpacked (Python's zipfile never
reads past them), and a part that declares a document type is refused, so that no entity is ever
expanded: openpyxl reads sheets through the standard library's expat, the parser used here too.
"""

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from .sheet_cells import Row, Table, UnreadableSheet

MAX_UNPACKED = 200 * 1024 * 1024
LAST_ROW = 1_048_576  # of any Excel sheet; a row number beyond it is a trap

_CHUNK = 65_536
_WORKBOOK = "xl/workbook.xml"
_UNCALCULATED = re.compile(
    rb"<c(?P<attributes>\s[^>]*)?>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)


def read_xlsx(content: bytes) -> list[Row]:
    """The table in the first visible sheet that holds anything."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            _refuse_what_is_no_workbook(archive)
            _refuse_traps(archive)
        return _read_workbook(content)
    except UnreadableSheet:
        raise
    except Exception as error:  # whatever a damaged file makes the libraries raise
        raise UnreadableSheet(
            _(
                "This Excel file is damaged and can’t be read. Open it in your spreadsheet "
                "program, save it again as .xlsx or CSV, and use the new file."
            )
        ) from error


def _refuse_what_is_no_workbook(archive: ZipFile) -> None:
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise UnreadableSheet(
            _("This file is protected by a password. Save a copy without the password.")
        )
    if _WORKBOOK not in archive.namelist():
        raise UnreadableSheet(_("This is not an Excel workbook (.xlsx). Save it as .xlsx or CSV."))


def _refuse_traps(archive: ZipFile) -> None:
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
        raise UnreadableSheet(
            _(
                "This file unpacks to more than %(most)s MB. Copy the cells that are needed into "
                "a new workbook, or save the sheet as CSV."
            )
            % {"most": MAX_UNPACKED // 1024**2}
        )
    for name in archive.namelist():
        if _declares_document_type(archive, name):
            raise UnreadableSheet(
                _("This file holds instructions that no spreadsheet needs. Save it as CSV.")
            )


def _declares_document_type(archive: ZipFile, name: str) -> bool:
    """Whether this part has a DOCTYPE, the only place where XML entities can be declared."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_declared: found.append("document type")
    parser.StartElementHandler = lambda *_element: found.append("element")
    with archive.open(name) as part:
        while not found and (chunk := part.read(_CHUNK)):
            try:
                parser.Parse(chunk)
            except expat.ExpatError:  # a picture, or damaged: nothing that expat would expand
                break
    return found[:1] == ["document type"]


def _read_workbook(content: bytes) -> list[Row]:
    with warnings.catch_warnings():
        # openpyxl warns of features it drops; none of them holds a cell's value.
        warnings.filterwarnings("ignore", module="openpyxl")
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in workbook.worksheets:
                if sheet.sheet_state == "visible" and (rows := _rows(sheet)):
                    _refuse_uncalculated(sheet)
                    return rows
        finally:
            workbook.close()
    raise UnreadableSheet(
        _("There is nothing in the visible sheets of this workbook. Unhide the one you mean.")
    )


def _rows(sheet: Any) -> list[Row]:
    sheet.reset_dimensions()  # some programs write them wrong
    table = Table()
    for values in sheet.iter_rows(max_row=LAST_ROW, values_only=True):
        table.add(map(_unescaped, values))
    return table.rows


def _unescaped(value: object) -> object:
    """Excel writes the carriage return of a line end within a cell as _x000D_."""
    if isinstance(value, str) and "_x000D_" in value:
        return value.replace("_x000D_\n", "\n").replace("_x000D_", "\n")
    return value


def _refuse_uncalculated(sheet: Any) -> None:
    """A formula that was never worked out would read as a blank: an answer lost in silence."""
    for cell in _formulas_without_value(sheet):
        raise UnreadableSheet(
            _(
                "Cell %(cell)s holds a formula whose result is not in the file. Open it in your "
                "spreadsheet program, save it there, and use that file."
            )
            % {"cell": cell}
        )


def _formulas_without_value(sheet: Any) -> Iterator[str]:
    with sheet._get_source() as source:
        xml = source.read()
    if b"<f" not in xml:
        return
    for match in _UNCALCULATED.finditer(xml):
        attributes = match["attributes"] or b""
        if b't="str"' not in attributes:  # a formula whose result is an empty text
            place = re.search(rb'\br="([A-Z]+\d+)"', attributes)
            yield place[1].decode() if place else "?"
