"""Excel workbooks (.xlsx): their parts inspected, and what they say beside the cells' values."""

import re
from functools import lru_cache

from .sheet_archive import MAX_ELEMENTS, Archive, limited, too_large
from .sheet_cells import MAX_CELLS, UnreadableSheet
from .sheet_facts import LAST_ROW, Facts

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"

_ROOT = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r" Target="xl/workbook.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""
MAX_IN_SHEET = 2 * MAX_CELLS  # cells, with those that are only formatted, and rows

_DIGITS = "0123456789"
_AREA = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6}):[A-Z]{1,3}(\d{1,7})", re.ASCII)
_TRUE = ("1", "true")


def inspect_xlsx(archive: Archive) -> tuple[bytes, list[Facts]]:
    """The workbook as it may be read, and the facts of its sheets in their order."""
    targets = _targets(archive)
    sheets = []
    for name, relation in _sheets(archive):
        sheet = _Worksheet(name)
        path = targets[relation]
        if path in archive:
            archive.read(path, sheet.start, text=sheet.text)
            sheet.finish_cell()
        sheets.append(sheet.facts)
    if STRINGS in archive:
        archive.read(STRINGS, limited(MAX_ELEMENTS))
    if STYLES in archive:
        archive.read(STYLES)
    return archive.inspected(**{"_rels/.rels": _ROOT}), sheets


def _targets(archive: Archive) -> dict[str, str]:
    """The path of the part that each relation of the workbook points at."""
    found: dict[str, str] = {}

    def start(_name: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "").removeprefix("/")
        found[attributes.get("Id", "")] = target if target.startswith("xl/") else f"xl/{target}"

    archive.read(RELATIONS, start)
    return found


def _sheets(archive: Archive) -> list[tuple[str, str]]:
    """The name and the relation of each sheet."""
    found: list[tuple[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet":
            relation = next(v for key, v in attributes.items() if _local(key) == "id")
            found.append((attributes["name"], relation))

    archive.read(WORKBOOK, start)
    return found


def _local(name: str) -> str:
    return name.rpartition(":")[2]


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise ValueError(f"not a column: {letters[:9]}")
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


class _Worksheet:
    """Follows the elements of a worksheet, cell by cell."""

    def __init__(self, name: str) -> None:
        self.facts = Facts(name)
        self._elements = 0
        self._row, self._row_number = 0, "0"
        self._column = -1
        self._in_cell = self._is_formula = False
        self._type = ""
        self._shown: list[str] | None = None  # what a cell with a formula or an error shows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if ":" in name:
            name = _local(name)
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "is"):
            if self._in_cell:
                self.facts.reach(self._row, self._column)
                if self._is_formula or self._type == "e":
                    self._shown = []
        elif name == "f":
            self._is_formula = self._in_cell
        else:
            self._start_other(name, attributes)

    def text(self, characters: str) -> None:
        """Characters within an element, or between two."""
        if self._shown is not None:
            self._shown.append(characters)

    def finish_cell(self) -> None:
        """Nothing more belongs to the cell that was begun."""
        if self._in_cell and (self._is_formula or self._type == "e"):
            shown = "".join(self._shown or ()).strip()
            if self._type == "e" and shown:
                self.facts.note_error(self._row, self._column, shown)
            elif self._is_formula and not shown and self._type != "str":
                self.facts.note_unworked(self._row, self._column)
            self._shown = None
        self._in_cell = self._is_formula = False

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.finish_cell()
        place = attributes.get("r")
        if place:
            letters = place.rstrip(_DIGITS)
            if place[len(letters) :] != self._row_number:
                raise ValueError(f"a cell of another row: {place[:20]}")
            self._column = _column(letters)
        else:
            self._column += 1
        self._type = attributes.get("t", "")
        self._in_cell = True
        self._count()

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        self.finish_cell()
        self._count()
        if name == "mergeCell":
            self._note_merged(attributes.get("ref", ""))
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._row_number, self._column = str(self._row), -1
            if self._row > LAST_ROW:
                raise UnreadableSheet(too_large())
            if attributes.get("hidden") in _TRUE:
                self.facts.hidden.add(self._row)

    def _note_merged(self, ref: str) -> None:
        if match := _AREA.fullmatch(ref):
            letters, first, last = match.groups()
            self.facts.note_merged(int(first), int(last), _column(letters))

    def _count(self) -> None:
        self._elements += 1
        if self._elements > MAX_IN_SHEET:
            raise UnreadableSheet(too_large())
