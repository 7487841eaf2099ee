"""The archive that a workbook is: only parts that were inspected reach whoever reads them.

Must not trust the file, which comes from a stranger. Declared sizes bound what is unpacked
(zipfile never reads past them), every part is parsed and one with a document type refused, and
what is handed on is an archive of our own making with nothing else in it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.parsers import expat
from zipfile import ZipFile

from django.utils.translation import gettext as _

from .sheet_cells import MAX_CELLS, UnreadableSheet

MAX_UNPACKED = 100 * 1024 * 1024
MAX_ELEMENTS = 3 * MAX_CELLS  # a cell, its value, the text in it
MAX_ASIDE = 500_000  # of a part that holds no cells: styles, relations

_CLAIMS = ("count", "Count")

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Archive:
    """A workbook's archive; a part is inspected when it is read."""

    def __init__(self, content: bytes) -> None:
        self._zip = ZipFile(BytesIO(content))
        self._names = {name.casefold(): name for name in self._zip.namelist()}
        self._read: dict[str, bytes] = {}
        entries = self._zip.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableSheet(protected())
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise UnreadableSheet(
                _(
                    "This file unpacks to more than %(most)s MB. Copy the cells that are needed "
                    "into a new workbook, or save the sheet as CSV."
                )
                % {"most": MAX_UNPACKED // 1024**2}
            )

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def read(self, name: str, start: Start | None = None, **handlers: Callable) -> None:
        """Inspect a part, telling `start` of its elements, so that it may be handed on."""
        xml = self._zip.read(self._names[name.casefold()])
        parse(xml, start or limited(MAX_ASIDE), **handlers)
        self._read[name] = xml

    def inspected(self, **others: bytes) -> bytes:
        """An archive of the parts that were read, and of `others`."""
        file = BytesIO()
        with ZipFile(file, "w") as archive:
            for name, data in (others | self._read).items():
                archive.writestr(name, data)
        return file.getvalue()


def parse(xml: bytes, start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Tell of a part's elements. It is read as UTF-8 whatever it says, as others will read it."""
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.Parse(xml, True)


def limited(most: int) -> Start:
    """For a part with few enough elements, that claims no more: room is made for what it claims."""
    found = 0

    def start(_name: str, attributes: dict[str, str]) -> None:
        nonlocal found
        found += 1
        claims = (value for name, value in attributes.items() if name.endswith(_CLAIMS))
        if found > most or any(value.isdecimal() and int(value) > most for value in claims):
            raise UnreadableSheet(too_large())

    return start


def _refuse_document_type(*_declared: object) -> None:
    raise UnreadableSheet(
        _("This file holds instructions that no spreadsheet needs. Save it as CSV.")
    )


@contextmanager
def unless_damaged() -> Iterator[None]:
    """Whatever a damaged file makes a library raise is said in words."""
    try:
        yield
    except (UnreadableSheet, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a library written in Rust panics, which is no Exception
        raise UnreadableSheet(
            _(
                "This file is damaged and can’t be read. Open it in your spreadsheet program, "
                "save it again as .xlsx or CSV, and use the new file."
            )
        ) from error


def protected() -> str:
    return _("This file is protected by a password. Save a copy without the password.")


def too_large() -> str:
    return _(
        "This workbook is too large: it holds more than %(most)s cells, or parts that no "
        "spreadsheet needs. Delete unused rows and columns, or save the sheet as CSV."
    ) % {"most": f"{MAX_CELLS:,}"}


def no_spreadsheet() -> str:
    return _("This is not a spreadsheet. Choose one saved as .xlsx, .xls, .ods or CSV.")
