"""Facts about a workbook's sheets other than cell values, and their extent.

Collected from the file itself before the values are read, because the library that reads values
allocates every cell up to the last and leaves out errors.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .cells import Row, UnreadableSheet, column_letter
from .limits import ANY_SHAPE, FORMATTED, MAX_COLUMNS, MAX_ROWS, Budget, too_large

LAST_ROW = 1_048_576  # of any spreadsheet program


@dataclass
class SheetFacts:
    """Facts about one sheet. Rows are counted from 1 and columns from 0."""

    name: str
    budget: Budget
    rows: int = 0
    width: int = 0
    hidden: set[int] = field(default_factory=set)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    uncalculated: str = ""  # the first cell with a formula whose result is not in the file
    merged: list[tuple[int, int, int]] = field(default_factory=list)  # first and last row, column
    _begun: int = 0
    _cells: int = 0
    _most: int = FORMATTED * ANY_SHAPE

    def begin_row(self) -> None:
        """Record the start of a row. A longer table may have more cells."""
        self._begun += 1
        self._most = FORMATTED * self.budget.most(min(self._begun, MAX_ROWS))

    def begin_cell(self) -> None:
        """Record the start of a cell, which may be empty."""
        self.budget.take_cell()
        self._cells += 1
        if self._cells > self._most:
            raise UnreadableSheet(too_large())

    def reach(self, row: int, column: int) -> None:
        """Record that a cell here has content."""
        if row > self.rows or column >= self.width:
            self._grow(max(row, self.rows), max(column + 1, self.width))

    def _grow(self, rows: int, width: int) -> None:
        """Refuses a workbook that would take too much memory, naming the sheet."""
        self.budget.cells -= rows * width - self.rows * self.width
        self.rows, self.width = rows, width
        beyond = self.budget.cells < 0 or rows * width > self.budget.most(rows)
        if beyond or width > MAX_COLUMNS:
            raise UnreadableSheet(
                _(
                    "The sheet “%(name)s” goes as far as cell %(cell)s or further, which is too "
                    "large. %(most)s Delete anything far from the table, and keep only the rows "
                    "and columns you need."
                )
                % {
                    "name": self.name,
                    "cell": f"{column_letter(width - 1)}{rows}",
                    "most": self.budget.in_words,
                }
            )

    def note_error(self, row: int, column: int, shown: str) -> None:
        self.errors.setdefault(row, {})[column] = shown

    def note_merged(self, first: int, last: int, column: int) -> None:
        """Record a cell merged down over rows. One merged only to the right is a title."""
        if last > first:
            self.merged.append((first, last, column))
            if len(self.merged) > ANY_SHAPE:
                raise UnreadableSheet(too_large())

    def note_uncalculated(self, row: int, column: int) -> None:
        self.uncalculated = self.uncalculated or f"{column_letter(column)}{row}"


def fill_down(rows: list[Row], facts: SheetFacts) -> None:
    """Copy a merged cell's value to each row it covers that has content."""
    for first, last, column in facts.merged:
        reached = rows[first:last] if column < len(_at(rows, first)) else []
        facts.budget.merged -= len(reached) + 1
        if facts.budget.merged < 0:
            raise UnreadableSheet(too_large())
        for row in filter(None, reached):
            row.extend([None] * (column + 1 - len(row)))
            if row[column] is None:
                row[column] = rows[first - 1][column]


def _at(rows: list[Row], number: int) -> Row:
    return rows[number - 1] if number <= len(rows) else []
