"""Counts cells before parsing, so that a file with far too many is refused at once.

The starts of rows, cells and values are counted in the bytes of a part, which takes a hundredth of
the time of parsing. Must not count more than a parser finds: anything refused here would be refused
later, and the rest is inspected as usual.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .cells import UnreadableSheet
from .limits import ANY_SHAPE, FORMATTED, MAX_ROWS, Budget, too_large, too_many_cells


@dataclass(frozen=True)
class Marks:
    """The bytes that start a sheet, a row, a cell and a cell's value in a part."""

    rows: tuple[bytes, ...]
    cells: tuple[bytes, ...]
    values: tuple[bytes, ...]
    sheet: bytes = b"\0"  # which no XML holds: one to a part


@dataclass
class Tally:
    """What has been counted so far in a file and in the current sheet."""

    budget: Budget
    all_values: int = 0
    values: int = 0  # of this sheet, and so are the others
    cells: int = 0
    rows: int = 0

    def begin_sheet(self) -> None:
        self.values = self.cells = self.rows = 0

    def take_values(self, values: int, last_row: int) -> None:
        """Count more values, the last of them in this row of the sheet or below."""
        self.values += values
        self.all_values += values
        is_long = last_row > MAX_ROWS and self.values > ANY_SHAPE
        if is_long or self.all_values > self.budget.cells:
            raise UnreadableSheet(too_many_cells(self.budget))

    def take_cells(self, cells: int, rows: int) -> None:
        """Count more cells in more rows. They may be empty."""
        self.cells += cells
        self.rows += rows
        if self.cells > FORMATTED * self.budget.most(min(self.rows, MAX_ROWS)):
            raise UnreadableSheet(too_large())

    def count(self, part: bytes, marks: Marks) -> None:
        """Count a part of a sheet, piece by piece."""
        if values := _count(part, marks.values):
            above = part[: max(map(part.rfind, marks.values))]
            self.take_values(values, self.rows + _count(above, marks.rows))
        self.take_cells(_count(part, marks.cells), _count(part, marks.rows))


def _count(part: bytes, marks: tuple[bytes, ...]) -> int:
    return sum(map(part.count, marks))


def refuse_far_too_many(pieces: Iterable[bytes], marks: Marks, budget: Budget) -> None:
    """Count the cells of a part, up to the limit."""
    tally = Tally(budget)
    for piece in pieces:
        same, *others = piece.split(marks.sheet)
        tally.count(same, marks)
        for part in others:
            tally.begin_sheet()
            tally.count(part, marks)
