"""What all tables share: rows of cells under a head, and how a figure stands in a cell.

A table goes by the id of its chart. Cells are text, counts, or means rounded to one decimal as
readers see them, so that a spreadsheet can reckon with them. What is withheld, or is a bound, is
text: no number stands for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from insights.statistics.figures import Figure, MaybeWithheld
from insights.wording import sentences

CellValue = str | int | float
NOTHING = "–"


@dataclass(frozen=True)
class TableRow:
    """A row as a page shows it: where it leads, what it stands under, its heading, and its cells
    with their shades."""

    code: str
    section_heading: str
    heading: CellValue
    cells: list[tuple[CellValue, int]]


@dataclass(frozen=True)
class ResultsTable:
    """The figures of the chart with this id as rows. The first cell of a row is its heading.

    `codes` holds the code of the consideration that each row leads to, `section_headings` the
    heading of a questionnaire that each stands under on a page, and `shades` how each cell is
    shaded, from 1, the least favourable, to 5; 0 is not at all. All may be empty. A shade never
    says more than the figure in the cell.
    """

    id: str
    caption: str
    head: list[str]
    rows: list[list[CellValue]]
    codes: list[str] = field(default_factory=list)
    shades: list[list[int]] = field(default_factory=list)
    section_headings: list[str] = field(default_factory=list)

    @property
    def head_and_rows(self) -> list[list[CellValue]]:
        """The head and the rows, one under the other."""
        return [[*self.head], *self.rows]

    @property
    def shaded_rows(self) -> Iterator[TableRow]:
        """The rows with where they lead, what they stand under and how they are shaded."""
        columns = (self.rows, self.codes, self.section_headings, self.shades)
        for (heading, *cells), code, section, shades in zip_longest(*columns):
            shaded = zip_longest(cells, shades or [], fillvalue=0)
            yield TableRow(code or "", section or "", heading, list(shaded))


def shade(shown: MaybeWithheld, points: int) -> int:
    """How a cell is shaded: where its mean lies between the ends of the scale, in five steps."""
    if not isinstance(shown, Figure):
        return 0
    return 1 + min(4, int((shown.mean - 1) / (points - 1) * 5))


def mean_cell(shown: MaybeWithheld) -> CellValue:
    """The mean of a figure: a number where it is exact, words where it is a band or withheld."""
    if isinstance(shown, Figure) and not shown.bound:
        return round(shown.mean, 1)
    return sentences.short_figure(shown)
