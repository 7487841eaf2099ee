"""What all tables share: rows of cells under headings, and how a figure is shown in a cell.

A table has the id of its chart. Cells are text, counts, or means rounded to one decimal place as
readers see them, so that a spreadsheet can calculate with them. Steps are text, and so is why there
is no figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from insights.results.load import Gap
from insights.statistics.figures import Figure, MaybeWithheld
from insights.wording.figures import short_figure
from insights.wording.gaps import gap_in_words

CellValue = str | int | float
NOTHING = "–"


@dataclass(frozen=True)
class TableRow:
    """A row as a page shows it: its link, the heading it is under, its own heading, and its cells
    with their shades."""

    code: str
    section_heading: str
    heading: CellValue
    cells: list[tuple[CellValue, int]]


@dataclass(frozen=True)
class ResultsTable:
    """The figures of the chart with this id as rows. The first cell of a row is its heading.

    `codes` holds the code of the consideration each row links to, `section_headings` the
    questionnaire heading each is under on a page, and `shades` the shade of each cell, from 1
    (least favourable) to 5, or 0 for none. All may be empty. A shade never reveals more than the
    figure in the cell. One that `is_text` has words in its cells, which may break.
    """

    id: str
    caption: str
    head: list[str]
    rows: list[list[CellValue]]
    codes: list[str] = field(default_factory=list)
    shades: list[list[int]] = field(default_factory=list)
    section_headings: list[str] = field(default_factory=list)
    is_text: bool = False

    @property
    def head_and_rows(self) -> list[list[CellValue]]:
        """The head and the rows, one under the other."""
        return [[*self.head], *self.rows]

    @property
    def shaded_rows(self) -> Iterator[TableRow]:
        """The rows with their links, section headings and shades."""
        columns = (self.rows, self.codes, self.section_headings, self.shades)
        for (heading, *cells), code, section, shades in zip_longest(*columns):
            shaded = zip_longest(cells, shades or [], fillvalue=0)
            yield TableRow(code or "", section or "", heading, list(shaded))


def shade(shown: MaybeWithheld, points: int) -> int:
    """The shade of a cell: where the mean shown lies between the ends of the scale, in fifths."""
    if not isinstance(shown, Figure):
        return 0
    return 1 + min(4, int((shown.shown_mean - 1) / (points - 1) * 5))


def mean_cell(shown: MaybeWithheld) -> CellValue:
    """The mean of a figure: a number if exact, words if it is a step or not shown."""
    if isinstance(shown, Figure) and not shown.step:
        return round(shown.mean, 1)
    return short_figure(shown)


def gap_cell(gap: Gap | None) -> CellValue:
    """How wide a gap is: a number if exact, words if in steps."""
    if gap is None:
        return NOTHING
    return gap_in_words(gap) if gap.in_steps else round(gap.width, 1)
