"""Figures on considerations as tables, the same as in the charts."""

from django.utils.translation import gettext as _

from insights.models import Grouping
from insights.results.comments import CommentSummary
from insights.results.gaps import sorted_by_gap, widest_gaps
from insights.results.journey import Column
from insights.results.load import ConsiderationResult, Results
from insights.results.priorities import Priority
from insights.statistics import measures
from insights.statistics.figures import Figure, FullFigure, MaybeWithheld
from insights.wording import figures

from .base import NOTHING, CellValue, ResultsTable, gap_cell, mean_cell, shade


def differences_table(results: Results, grouping: Grouping) -> ResultsTable:
    """The mean of each group on each consideration, the most gaps first: a heat table."""
    groups, points = results.groups[grouping], results.scale.points
    ordered = sorted_by_gap(results, grouping) if groups else []
    return ResultsTable(
        id="differences",
        caption=_("Mean by %(grouping)s, most gaps first") % {"grouping": grouping.label.lower()},
        head=[
            _("Consideration"),
            *(group.heading for group in groups),
            _("Difference"),
            _("Statements with a gap"),
        ],
        rows=[
            [
                one.consideration.name,
                *(mean_cell(seen.figure) for seen in one.groups[grouping]),
                gap_cell(one.gap(grouping)),
                len(widest_gaps(one.statements, points, grouping)),
            ]
            for one in ordered
        ],
        codes=[one.consideration.code for one in ordered],
        shades=[[shade(seen.figure, points) for seen in one.groups[grouping]] for one in ordered],
    )


def journey_table(columns: list[Column]) -> ResultsTable:
    """Each statement by its column of the journey, the lowest rated first."""
    placed = [(column, one) for column in columns for one in column.statements]
    return ResultsTable(
        id="journey",
        caption=_("Every statement by its part of the journey, the lowest rated first"),
        head=[
            _("Statement"),
            _("Part of the journey"),
            _("Mean"),
            _("Positive"),
            _("Negative"),
            _("Ratings"),
            _("Don’t know"),
        ],
        rows=[
            [one.result.statement.text, column.label, mean_cell(one.figure), *_sides(one.figure)]
            for column, one in placed
        ],
        codes=[one.consideration.code for _column, one in placed],
    )


def _sides(figure: MaybeWithheld) -> list[CellValue]:
    """How many people are on either side, rated it, and don't know, as far as it is shown."""
    if not isinstance(figure, FullFigure):
        return [NOTHING] * 4
    ratings = sum(figure.counts)
    positive, negative = figures.people_on_either_side(figure)
    return [positive, negative, ratings, figure.dont_know]


def ranking_table(results: Results) -> ResultsTable:
    """Everyone's mean and spread on each consideration, and how much it matters."""
    return ResultsTable(
        id="standing",
        caption=_("Everyone, on a scale from 1 to %(points)s") % {"points": results.scale.points},
        head=[
            _("Consideration"),
            _("Positive"),
            _("Negative"),
            _("Mean"),
            _("Middle half"),
            _importance_head(results),
            _("People"),
        ],
        rows=[_ranking_row(one) for one in results],
        codes=[one.consideration.code for one in results],
    )


def _importance_head(results: Results) -> str:
    """The heading for importance, with its points if its scale is not that of the ratings."""
    points = results.weights.points
    if points == results.scale.points:
        return _("Importance")
    return _("Importance (out of %(points)s)") % {"points": points}


def _ranking_row(one: ConsiderationResult) -> list[CellValue]:
    name, importance, figure = one.consideration.name, mean_cell(one.importance), one.everyone
    if not isinstance(figure, FullFigure):
        people: CellValue = figure.n if isinstance(figure, Figure) else NOTHING
        return [name, NOTHING, NOTHING, mean_cell(figure), NOTHING, importance, people]
    low, high = figure.middle_half
    return [
        name,
        f"{measures.favourable_share(figure.counts):.0%}",
        f"{measures.unfavourable_share(figure.counts):.0%}",
        mean_cell(figure),
        _("%(low)s to %(high)s") % {"low": low, "high": high},
        importance,
        figure.n,
    ]


def importance_by_table(results: Results, grouping: Grouping) -> ResultsTable | None:
    """How much each consideration matters to each group. None where that is not shown."""
    shown = [
        one
        for one in results
        if any(isinstance(seen.figure, Figure) for seen in one.importance_to[grouping])
    ]
    if not shown:
        return None
    return ResultsTable(
        id="importance-by",
        caption=_("How much it matters, by %(grouping)s (out of %(points)s)")
        % {"grouping": grouping.label.lower(), "points": results.weights.points},
        head=[_("Consideration"), *(group.heading for group in results.groups[grouping])],
        rows=[
            [
                one.consideration.name,
                *(mean_cell(seen.figure) for seen in one.importance_to[grouping]),
            ]
            for one in shown
        ],
        codes=[one.consideration.code for one in shown],
    )


def importance_table(priorities: list[Priority], results: Results) -> ResultsTable:
    """How much each consideration matters and how it is rated, each on its own scale."""
    return ResultsTable(
        id="importance",
        caption=_("How much each consideration matters, and how it is rated"),
        head=[
            _("Consideration"),
            _("Importance (out of %(points)s)") % {"points": results.weights.points},
            _("Rating (out of %(points)s)") % {"points": results.scale.points},
        ],
        rows=[
            [one.consideration.name, mean_cell(one.importance), mean_cell(one.everyone)]
            for one in priorities
        ],
        codes=[one.consideration.code for one in priorities],
    )


def comments_table(comments: CommentSummary) -> ResultsTable:
    """How many comments there are on each consideration."""
    return ResultsTable(
        id="said",
        caption=_("Comments on each consideration"),
        head=[_("Consideration"), _("Comments"), _("Withheld")],
        rows=[[one.name, one.shown, one.withheld] for one in comments.counts],
        codes=[one.code for one in comments.counts],
    )
