"""Excel workbooks (.xlsx): inspection of their parts, and facts other than cell values."""

import re
from functools import lru_cache
from io import BytesIO
from sys import intern

from .archive import Archive, with_limit
from .cells import UnreadableSheet
from .limits import MAX_ASIDE, MAX_ROWS, MAX_SHEETS, Budget, too_large, too_many_sheets
from .sheet_facts import LAST_ROW, SheetFacts
from .tally import Marks, refuse_far_too_many

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"

_ROOT = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r" Target="xl/workbook.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""
MARKS = Marks(
    rows=(b"<row ", b"<row>", b"<row/"),
    cells=(b"<c ", b"<c>", b"<c/"),
    values=(b"<v>", b"<v ", b"<v/", b"<is>"),
)
MAX_IN_TEXTS = 1_000_000  # elements: a text, and its parts

_DIGITS = "0123456789"
_AREA = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6}):[A-Z]{1,3}(\d{1,7})", re.ASCII)
_TRUE = ("1", "true")
_LOOKED_AT = ("e", "s")  # cells with an error, or with a text of the table


def inspect_xlsx(archive: Archive, budget: Budget) -> tuple[BytesIO, list[SheetFacts]]:
    """The workbook as it may be read, and the facts about its sheets in order."""
    targets, named = _targets(archive), _sheets(archive)
    if len(named) > MAX_SHEETS:
        raise UnreadableSheet(too_many_sheets())
    texts = _Texts()
    if STRINGS in archive:
        archive.read(STRINGS, with_limit(MAX_IN_TEXTS, texts.start), text=texts.text)
    sheets = []
    for name, relation in named:
        sheet = _Worksheet(SheetFacts(name, budget), texts.lengths)
        path = targets[relation]
        if path in archive:
            refuse_far_too_many(archive.large(path), MARKS, budget)
            archive.read(path, sheet.start, text=sheet.text)
            sheet.finish_cell()
        sheets.append(sheet.facts)
    if STYLES in archive:
        archive.read(STYLES)
    return archive.inspected(**{"_rels/.rels": _ROOT}), sheets


def _targets(archive: Archive) -> dict[str, str]:
    """The path of the part that each relation of the workbook points to."""
    found: dict[str, str] = {}

    def start(_name: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "").removeprefix("/")
        found[attributes.get("Id", "")] = target if target.startswith("xl/") else f"xl/{target}"

    archive.read(RELATIONS, with_limit(MAX_ASIDE, start))
    return found


def _sheets(archive: Archive) -> list[tuple[str, str]]:
    """The name and the relation of each sheet."""
    found: list[tuple[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet":
            relation = next(v for key, v in attributes.items() if _local(key) == "id")
            found.append((attributes["name"], relation))

    archive.read(WORKBOOK, with_limit(MAX_ASIDE, start))
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


class _Texts:
    """The length of each text in the workbook's shared strings."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        if _local(name) == "si":
            self.lengths.append(0)

    def text(self, characters: str) -> None:
        """Handle characters within or between texts."""
        if self.lengths:
            self.lengths[-1] += len(characters)


class _Worksheet:
    """Follows the elements of a worksheet, cell by cell."""

    def __init__(self, facts: SheetFacts, lengths: list[int]) -> None:
        self.facts = facts
        self._budget, self._lengths = facts.budget, lengths
        self._row, self._row_number = 0, "0"
        self._column = -1
        self._in_cell = self._is_formula = False
        self._type = ""
        self._shown: list[str] | None = None  # what a cell with a formula or an error shows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        self._budget.take_element()
        if ":" in name:
            name = _local(name)
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "is"):
            if self._in_cell:
                self.facts.reach(self._row, self._column)
                if self._is_formula or self._type in _LOOKED_AT:
                    self._shown = []
        elif name == "f":
            self._is_formula = self._in_cell
        else:
            self._start_other(name, attributes)

    def text(self, characters: str) -> None:
        """Handle text within or between elements."""
        if self._shown is not None:
            self._shown.append(characters)

    def finish_cell(self) -> None:
        """Finish the current cell."""
        if self._in_cell and (self._is_formula or self._type in _LOOKED_AT):
            shown = "".join(self._shown or ()).strip()
            if self._type == "s" and shown:
                self._budget.take_text(self._lengths[int(shown)])
            elif self._type == "e" and shown:
                self.facts.note_error(self._row, self._column, intern(shown))
            elif self._is_formula and not shown and self._type != "str":
                self.facts.note_uncalculated(self._row, self._column)
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
        self.facts.begin_cell()

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        self.finish_cell()
        if name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self._note_merged(attributes.get("ref", ""))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.facts.begin_row()
        self._row = int(attributes.get("r", self._row + 1))
        self._row_number, self._column = str(self._row), -1
        if self._row > LAST_ROW:
            raise UnreadableSheet(too_large())
        if attributes.get("hidden") in _TRUE and self._row <= MAX_ROWS:
            self.facts.hidden.add(self._row)

    def _note_merged(self, ref: str) -> None:
        if match := _AREA.fullmatch(ref):
            letters, first, last = match.groups()
            self.facts.note_merged(int(first), int(last), _column(letters))
