"""The archive that an Excel workbook is: every part is inspected before anybody parses it.

Must not trust the file, which comes from a stranger. Declared sizes bound what is unpacked
(zipfile never reads past them). A part is read once, streaming, by the parser that openpyxl uses
too (expat): one with a document type is refused, so no entity is ever expanded, and so is one
that would make a tree or a token large enough to exhaust memory or time.
"""

from io import BytesIO
from typing import IO, Any
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from django.utils.translation import gettext as _

from .sheet_cells import MAX_CELLS, UnreadableSheet

MAX_UNPACKED = 200 * 1024 * 1024
MAX_ELEMENTS = 3 * MAX_CELLS  # a cell, its value, the text in it
MAX_ASIDE = 500_000  # of a part that holds no cells: styles, relations
MAX_IN_ROW = 150_000  # 16,384 cells, the widest that Excel has, of several elements each
MAX_TOKEN = 256 * 1024  # bytes; a cell's text has 32,767 characters at most

_CHUNK = 65_536
_ROWS_AT = 3  # worksheet, sheetData, row
_WITH_CELLS = ("xl/worksheets/", "xl/sharedStrings")


class InspectedArchive(ZipFile):
    """A workbook's archive; opening a part inspects it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(BytesIO(content))
        self._inspected: set[str] = set()
        entries = self.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableSheet(
                _("This file is protected by a password. Save a copy without the password.")
            )
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise UnreadableSheet(
                _(
                    "This file unpacks to more than %(most)s MB. Copy the cells that are needed "
                    "into a new workbook, or save the sheet as CSV."
                )
                % {"most": MAX_UNPACKED // 1024**2}
            )

    def open(self, name: str | ZipInfo, *args: Any, **options: Any) -> IO[bytes]:
        path = name.filename if isinstance(name, ZipInfo) else name
        if path not in self._inspected:
            with super().open(name) as part:
                inspect(part, MAX_ELEMENTS if path.startswith(_WITH_CELLS) else MAX_ASIDE)
            self._inspected.add(path)
        return super().open(name, *args, **options)


def inspect(part: IO[bytes], most: int) -> None:
    """Refuses a part that could harm; one that is damaged is left to whoever parses it."""
    parser = expat.ParserCreate()
    depth = elements = row_began = token_began = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth, elements, row_began, token_began
        depth += 1
        elements += 1
        if depth <= _ROWS_AT:
            row_began = elements
        at = parser.CurrentByteIndex
        if elements > most or elements - row_began > MAX_IN_ROW or at - token_began > MAX_TOKEN:
            raise UnreadableSheet(_too_much())
        token_began = at

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    fed = 0
    while chunk := part.read(_CHUNK):
        try:
            parser.Parse(chunk)
        except expat.ExpatError:
            return
        fed += len(chunk)
        if fed - token_began > MAX_TOKEN + _CHUNK:
            raise UnreadableSheet(_too_much())


def _refuse_document_type(*_declared: object) -> None:
    raise UnreadableSheet(
        _("This file holds instructions that no spreadsheet needs. Save it as CSV.")
    )


def _too_much() -> str:
    return _(
        "This workbook is too large: it holds more than %(most)s cells, or parts that no "
        "spreadsheet needs. Delete unused rows and columns, or save the sheet as CSV."
    ) % {"most": f"{MAX_CELLS:,}"}
