"""How much a spreadsheet may contain, and a table built within that limit.

A small file can expand to a lot: repeated cells and rows, one long text in every cell, or one part
shared by a thousand sheets. Readers take from the file's `Budget` before making any of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .cells import Row, UnreadableSheet, tidy

MAX_ROWS = 20_000
MAX_COLUMNS = 16_384  # the widest that a spreadsheet program has
ANY_SHAPE = 500_000  # cells that a table may have however wide it is
MAX_TEXT = 100 * 1024**2  # characters in all cells together
MAX_SHEETS = 200
MAX_ASIDE = 300_000  # elements that are no cells: styles, names, links
PER_CELL = 4  # elements: the cell, its formula, its value, the text in it
FORMATTED = 2  # cells for each that holds something


@dataclass
class Budget:
    """What is left of the limit for all of a file's sheets.

    A table of up to `columns` columns may have MAX_ROWS rows; a wider one fewer.
    """

    columns: int = 0

    def __post_init__(self) -> None:
        self.cells = max(ANY_SHAPE, MAX_ROWS * self.columns)
        self.formatted = FORMATTED * self.cells
        self.elements = MAX_ASIDE
        self.text = MAX_TEXT
        self.merged = ANY_SHAPE

    def most(self, rows: int) -> int:
        """How many cells a table of this many rows may have."""
        return ANY_SHAPE if rows > MAX_ROWS else max(ANY_SHAPE, rows * self.columns)

    def take_element(self) -> None:
        """Count the start of an element of a sheet."""
        self.elements -= 1
        if self.elements < 0:
            raise UnreadableSheet(too_large())

    def take_cell(self) -> None:
        """Count the element as a cell, with a few more inside it. The cell may be empty."""
        self.elements += PER_CELL
        self.formatted -= 1
        if self.formatted < 0:
            raise UnreadableSheet(too_large())

    def take_text(self, characters: int) -> None:
        """Count the characters a cell shows. Each cell gets its own text."""
        self.text -= characters
        if self.text < 0:
            raise UnreadableSheet(
                _("The texts in this file are too long. Keep only the columns you need.")
            )

    @property
    def in_words(self) -> str:
        """How many cells a table may have, in words."""
        small = _("A table can have up to %(cells)s cells.")
        long = _(
            "A table can have up to %(cells)s cells, or %(rows)s rows of up to %(columns)s columns."
        )
        return (long if MAX_ROWS * self.columns > ANY_SHAPE else small) % {
            "cells": f"{ANY_SHAPE:,}",
            "rows": f"{MAX_ROWS:,}",
            "columns": self.columns,
        }


class TableBuilder:
    """Collects rows under the file's own numbers, and refuses a table that is too large."""

    def __init__(self, budget: Budget) -> None:
        self.rows: list[Row] = []
        self._budget = budget
        self._blank = 0
        self._cells = 0
        self._texts: dict[str, str] = {}

    def add(self, values: Iterable[object]) -> None:
        row = [tidy(value) for value in values]
        filled = len(row)
        while filled and row[filled - 1] is None:
            filled -= 1
        del row[filled:]
        if not row:
            self._blank += 1  # kept only if something follows
            return
        self._cells += len(row)
        self._check_size(len(row))
        keep = self._texts.setdefault  # a text in many cells is kept once
        self.rows.extend([] for _ in range(self._blank))
        self.rows.append([keep(cell, cell) if cell.__class__ is str else cell for cell in row])
        self._blank = 0

    def _check_size(self, width: int) -> None:
        rows = len(self.rows) + self._blank + 1
        if rows > MAX_ROWS:
            raise UnreadableSheet(too_many_rows())
        if width > MAX_COLUMNS:
            raise UnreadableSheet(
                _("This has more than %(most)s columns. Keep only the columns you need.")
                % {"most": f"{MAX_COLUMNS:,}"}
            )
        if self._cells > self._budget.most(rows):
            raise UnreadableSheet(too_many_cells(self._budget))


def collect_rows(rows: Iterable[Iterable[object]], budget: Budget) -> tuple[list[Row], str]:
    """The rows of a table, or why it is too large."""
    table = TableBuilder(budget)
    try:
        for row in rows:
            table.add(row)
    except UnreadableSheet as problem:
        return [], str(problem)
    return table.rows, ""


def too_many_rows() -> str:
    said = _("This has more than %(most)s rows. Split it into smaller files.")
    return said % {"most": f"{MAX_ROWS:,}"}


def too_many_cells(budget: Budget) -> str:
    said = _("This has too many cells. %(most)s Keep only the rows and columns you need.")
    return said % {"most": budget.in_words}


def too_large() -> str:
    """For what a file contains, or claims to contain, other than cells."""
    return _(
        "This workbook is too large, or has parts that a spreadsheet does not need. Copy the "
        "cells you need into a new workbook, or save the sheet as CSV."
    )


def too_many_sheets() -> str:
    said = _(
        "This workbook has more than %(most)s sheets. Copy the one you need into a new workbook."
    )
    return said % {"most": MAX_SHEETS}
