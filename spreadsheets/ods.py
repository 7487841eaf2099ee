"""OpenDocument spreadsheets (.ods): inspection, and facts other than cell values."""

from io import BytesIO

from .archive import Archive, not_a_spreadsheet, protected_file, with_limit
from .cells import UnreadableSheet, is_error
from .limits import MAX_ASIDE, MAX_COLUMNS, MAX_SHEETS, Budget, too_large, too_many_sheets
from .sheet_facts import LAST_ROW, SheetFacts
from .tally import Marks, refuse_far_too_many

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
MARKS = Marks(
    rows=(b"<table:table-row ", b"<table:table-row>"),
    cells=(b"<table:table-cell", b"<table:covered-table-cell"),
    values=(b" office:value-type=",),
    sheet=b"<table:table ",
)

_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_HIDDEN = ("filter", "collapse")
_FILLED = ("office:value-type", "calcext:value-type", "table:formula")


def inspect_ods(archive: Archive, budget: Budget) -> tuple[BytesIO, list[SheetFacts]]:
    """The document as it may be read, and the facts about its sheets in order."""
    if MANIFEST in archive:
        archive.read(MANIFEST, with_limit(MAX_ASIDE, _refuse_encrypted))
    refuse_far_too_many(archive.large(CONTENT), MARKS, budget)
    tables = _Tables(budget)
    archive.read(CONTENT, tables.start, end=tables.end, text=tables.text)
    if not tables.found:
        raise UnreadableSheet(not_a_spreadsheet())
    others = {} if MANIFEST in archive else {MANIFEST: b"<manifest:manifest/>"}
    return archive.inspected(mimetype=_MIMETYPE, **others), tables.found


def _refuse_encrypted(name: str, _attributes: dict[str, str]) -> None:
    if name.endswith("encryption-data"):
        raise UnreadableSheet(protected_file())


class _Tables:
    """Follows the elements of the document. One row or cell may be repeated many times."""

    def __init__(self, budget: Budget) -> None:
        self.found: list[SheetFacts] = []
        self._budget = budget
        self._depth = 0  # of tables: one within a cell is no sheet
        self._row = self._rows = 0  # how many are above, and how often this one is repeated
        self._column = self._columns = 0
        self._filled = self._hidden = self._holds = False
        self._errors: dict[int, str] = {}  # of this row
        self._cell: dict[str, str] | None = None
        self._shown: list[str] = []
        self._spaces = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        self._budget.take_element()
        if name == "table:table":
            self._start_table(attributes)
        elif self._depth == 1:
            self._start_within(name, attributes)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self.found.append(SheetFacts(attributes.get("table:name", ""), self._budget))
            self._row = 0
            if len(self.found) > MAX_SHEETS:
                raise UnreadableSheet(too_many_sheets())

    def _start_within(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table-row":
            self.found[-1].begin_row()
            self._rows = int(attributes.get("table:number-rows-repeated", 1))
            self._column, self._filled = 0, False
            self._hidden = attributes.get("table:visibility") in _HIDDEN
        elif name in _CELLS:
            self._columns = int(attributes.get("table:number-columns-repeated", 1))
            self.found[-1].begin_cell()
            self._cell, self._shown, self._spaces = attributes, [], 0
            self._holds = False
            if any(name in attributes for name in _FILLED):
                self._reach()
        elif name == "text:p" and self._cell is not None:
            self._reach()
        elif name == "text:s":
            self._spaces += int(attributes.get("text:c", 1))

    def text(self, characters: str) -> None:
        """Handle text within or between elements."""
        if self._cell is not None:
            self._shown.append(characters)

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        if name == "table:table":
            self._depth -= 1
        elif self._depth == 1 and name == "table:table-row":
            self._row += self._rows
            self._finish_row()
        elif self._depth == 1 and name in _CELLS:
            self._finish_cell()
            self._column += self._columns

    def _reach(self) -> None:
        """Record that this cell has content, and so do its repeats."""
        bottom, right = self._row + self._rows, self._column + self._columns
        if bottom > LAST_ROW or right > MAX_COLUMNS:
            raise UnreadableSheet(too_large())
        self.found[-1].reach(bottom, right - 1)
        self._filled = self._holds = True

    def _finish_row(self) -> None:
        alike = range(self._row - self._rows + 1, self._row + 1)
        if self._filled and self._hidden:
            self.found[-1].hidden.update(alike)
        if self._errors:
            self.found[-1].errors.update(dict.fromkeys(alike, self._errors))
            self._errors = {}

    def _finish_cell(self) -> None:
        cell, self._cell = self._cell or {}, None
        if self._holds:
            characters = sum(map(len, (*self._shown, *cell.values()))) + self._spaces
            self._budget.take_text(characters * self._rows * self._columns)
        reaches = int(cell.get("table:number-rows-spanned", 1))
        self.found[-1].note_merged(self._row + 1, self._row + reaches, self._column)
        is_formula = "table:formula" in cell
        shown = "".join(self._shown).strip()
        if (is_formula or cell.get("calcext:value-type") == "error") and is_error(shown):
            columns = range(self._column, self._column + self._columns)
            self._errors |= dict.fromkeys(columns, shown)
        elif is_formula and "office:value-type" not in cell and not shown:
            self.found[-1].note_uncalculated(self._row + 1, self._column)
