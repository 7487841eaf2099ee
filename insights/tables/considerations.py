"""Figures as tables: the same that the charts show. The first cell of a row heads it.

A table goes by the id of its chart; those of statements are in `tables.statements`. Cells are text,
counts, or means rounded to one decimal as readers see them, so that a spreadsheet can reckon with
them. What is withheld, or is a band, is text: no number stands for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from django.utils.translation import gettext as _

from assessments.models import Questionnaire, Review
from insights.models import Grouping
from insights.results.changes import ConsiderationChange
from insights.results.comments import CommentSummary
from insights.results.load import ConsiderationResult, Results
from insights.results.priorities import Priority
from insights.results.stages import StageResult
from insights.statistics.figures import Figure, FullFigure, MaybeWithheld
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
class Table:
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


def differences_table(results: Results, grouping: Grouping) -> Table:
    """The mean of each group on each consideration, the widest gap first: a heat table."""
    groups, points = results.groups[grouping], results.review.questionnaire.points
    ordered = results.sorted_by_gap(grouping)
    return Table(
        id="differences",
        caption=_("Mean by %(grouping)s, the widest gap first")
        % {"grouping": grouping.label.lower()},
        head=[_("Consideration"), *(group.heading for group in groups), _("Gap")],
        rows=[
            [
                one.consideration.name,
                *(mean_cell(seen.figure) for seen in one.groups[grouping]),
                round(gap.rounded_width, 1) if (gap := one.gap(grouping)) else NOTHING,
            ]
            for one in ordered
        ],
        codes=[one.consideration.code for one in ordered],
        shades=[[shade(seen.figure, points) for seen in one.groups[grouping]] for one in ordered],
    )


def journey_table(stages: list[StageResult], results: Results, grouping: Grouping) -> Table:
    """The mean of each stage for everyone and for each group."""
    groups, points = results.groups[grouping], results.review.questionnaire.points
    seen = [[one.everyone, *(seen.figure for seen in one.groups[grouping])] for one in stages]
    return Table(
        id="journey",
        caption=_("Mean over the statements of each stage"),
        head=[
            _("Stage"),
            _("Everyone (%(people)s)") % {"people": results.people},
            *(group.heading for group in groups),
        ],
        rows=[
            [str(one.stage.label), *map(mean_cell, shown)]
            for one, shown in zip(stages, seen, strict=True)
        ],
        shades=[[shade(one, points) for one in shown] for shown in seen],
    )


def ranking_table(results: Results, questionnaire: Questionnaire) -> Table:
    """Everyone's mean and spread on each consideration, and how much it matters."""
    return Table(
        id="standing",
        caption=_("Everyone, on a scale from 1 to %(points)s") % {"points": questionnaire.points},
        head=[
            _("Consideration"),
            _("Mean"),
            _("Middle half"),
            _("Agreement"),
            _importance_head(questionnaire),
            _("People"),
        ],
        rows=[_ranking_row(one) for one in results],
        codes=[one.consideration.code for one in results],
    )


def _importance_head(questionnaire: Questionnaire) -> str:
    """What stands above importance, with its points if its scale is not that of the ratings."""
    points = len(questionnaire.importance_labels)
    if points == questionnaire.points:
        return _("Importance")
    return _("Importance (of %(points)s)") % {"points": points}


def _ranking_row(one: ConsiderationResult) -> list[CellValue]:
    name, importance, figure = one.consideration.name, mean_cell(one.importance), one.everyone
    if not isinstance(figure, FullFigure):
        return [name, mean_cell(figure), NOTHING, NOTHING, importance, NOTHING]
    low, high = figure.middle_half
    return [
        name,
        mean_cell(figure),
        _("%(low)s to %(high)s") % {"low": low, "high": high},
        sentences.agreement_in_words(figure.agreement),
        importance,
        figure.n,
    ]


def importance_table(priorities: list[Priority]) -> Table:
    """How much each consideration matters and how it is seen, with its number on the map."""
    ordered = sorted(priorities, key=lambda one: -one.importance.mean)
    return Table(
        id="importance",
        caption=_("Importance and mean of each consideration"),
        head=[_("Consideration"), _("Number"), _("Importance"), _("Mean")],
        rows=[
            [
                one.consideration.name,
                one.consideration.position,
                mean_cell(one.importance),
                mean_cell(one.everyone),
            ]
            for one in ordered
        ],
        codes=[one.consideration.code for one in ordered],
    )


def comments_table(comments: CommentSummary) -> Table:
    """How many comments there are on each consideration."""
    return Table(
        id="said",
        caption=_("Comments on each consideration"),
        head=[_("Consideration"), _("Comments"), _("Withheld")],
        rows=[
            [one.consideration.name, one.shown, one.withheld] for one in comments.by_consideration
        ],
        codes=[one.consideration.code for one in comments.by_consideration],
    )


def changes_table(changes: list[ConsiderationChange], earlier: Review, review: Review) -> Table:
    """Each consideration then and now, over the statements that both rounds share."""
    return Table(
        id="changes",
        caption=_("Mean over the statements that both reviews share"),
        head=[_("Consideration"), str(earlier), str(review), _("Change"), _("Statements")],
        rows=[
            [
                one.consideration.name,
                round(one.before, 1),
                round(one.now, 1),
                sentences.format_change(one.points),
                len(one.statements),
            ]
            for one in changes
        ],
        codes=[one.consideration.code for one in changes],
    )
