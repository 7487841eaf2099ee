"""Tables kept in Excel workbooks (.xlsx): the values of the first visible sheet that has any.

Must not open a part of the archive behind the back of `sheet_archive`, which inspects it first.
"""

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.workbook import Workbook

from .sheet_archive import InspectedArchive
from .sheet_cells import MAX_COLUMNS, Row, Table, UnreadableSheet

LAST_ROW = 1_048_576  # of any Excel sheet; a row number beyond it is a trap

_UNCALCULATED = re.compile(
    rb"<c(?P<attributes>\s[^>]*)?>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)


def read_xlsx(content: bytes) -> list[Row]:
    """The table in the first visible sheet that holds anything."""
    try:
        with InspectedArchive(content) as archive, warnings.catch_warnings():
            # openpyxl warns of features it drops; none of them holds a cell's value.
            warnings.filterwarnings("ignore", module="openpyxl")
            return _first_table(_workbook(content, archive))
    except UnreadableSheet:
        raise
    except Exception as error:  # whatever a damaged file makes the libraries raise
        raise UnreadableSheet(
            _(
                "This Excel file is damaged and can’t be read. Open it in your spreadsheet "
                "program, save it again as .xlsx or CSV, and use the new file."
            )
        ) from error


def _workbook(content: bytes, archive: InspectedArchive) -> Workbook:
    """What openpyxl's own loading does, without the parts that no cell depends on.

    Properties, themes and defined names are left out: other programs often write them in ways
    that openpyxl refuses.
    """
    reader = ExcelReader(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    reader.archive = archive
    try:
        reader.read_manifest()
        reader.read_workbook()
    except (KeyError, OSError) as error:  # no part of it is a workbook
        raise UnreadableSheet(
            _("This is not an Excel workbook (.xlsx). Save it as .xlsx or CSV.")
        ) from error
    reader.read_strings()
    apply_stylesheet(archive, reader.wb)
    reader.read_worksheets()
    return reader.wb


def _first_table(workbook: Workbook) -> list[Row]:
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible" and (rows := _rows(sheet)):
            _refuse_uncalculated(sheet)
            return rows
    raise UnreadableSheet(
        _("There is nothing in the visible sheets of this workbook. Unhide the one you mean.")
    )


def _rows(sheet: Any) -> list[Row]:
    sheet.reset_dimensions()  # some programs write them wrong
    table = Table()
    for values in sheet.iter_rows(max_row=LAST_ROW, values_only=True):
        table.add(map(_unescaped, _clipped(values)))
    return table.rows


def _clipped(values: tuple[object, ...]) -> tuple[object, ...]:
    """A row without the blank cells that formatting leaves far to the right."""
    beyond = values[MAX_COLUMNS:]
    return values[:MAX_COLUMNS] if beyond.count(None) == len(beyond) else values


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
