"""A table of two people who answer, read as an import reads it."""

from assessments.imports.guessing import guess_mapping
from assessments.imports.parse import parse_responses
from spreadsheets.reader import Sheet

from .foreign import ASKED, ORGANISATIONS, TEXTS

HEAD = [
    *("Organisation", "Level", *TEXTS),
    *("Importance: The right approach", "Comment: Power and transparency"),
]
ANA = [
    "Riverside Council",
    "strategic",
    4,
    "Strongly agree",
    "DK",
    "Not applicable",
    "A lot",
    "Good.",
]
POINTS = {str(point): str(point) for point in range(1, 6)}
BEN = ["NHS Riverside", "Operational", 1, 2.0, "3", None, None, None]


def read(*rows, head=HEAD, progress=None):
    sheet = Sheet([list(head), *map(list, rows)])
    mapping = guess_mapping(sheet, ASKED, ORGANISATIONS)
    return parse_responses(sheet, mapping, ASKED, progress)


def only_problem(cell, column=2):
    """The one problem that this cell, among good ones, makes."""
    row = [*ANA]
    row[column] = cell
    (problem,) = read(ANA, row).problems
    assert (problem.row, problem.heading) == (3, HEAD[column])
    assert problem.column == "ABCDEFGH"[column]
    return problem
