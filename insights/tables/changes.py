"""Rounds side by side as tables: each change as shown, and whether it may be called one."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from assessments.models import Review
from insights.results.changes import Changes, Shift
from insights.results.trends import ConsiderationTrend, GroupTrends, Trend, overall_change
from insights.results.who_answered import Answered
from insights.statistics.figures import Figure
from insights.wording.changes import VERDICTS, share_in_words
from insights.wording.figures import format_change
from insights.wording.gaps import GROUPING_HEADINGS
from insights.wording.turnout import month_of, number_answered

from .base import NOTHING, CellValue, ResultsTable, gap_cell, mean_cell


def changes_table(changes: Changes) -> ResultsTable:
    """Each consideration then and now, over the statements both rounds share."""
    return ResultsTable(
        id="changes",
        caption=_("Mean for the statements both reviews share"),
        head=[
            _("Consideration"),
            _heading(str(changes.earlier), changes.then),
            _heading(str(changes.review), changes.now),
            _("Change"),
            _("What can be said"),
            _("From who answered"),
            _("Statements"),
        ],
        rows=[
            [
                one.consideration.name,
                mean_cell(one.before),
                mean_cell(one.now),
                *_change_cells(one),
                share_in_words(one.from_turnout) if one.from_turnout else NOTHING,
                len(one.statements),
            ]
            for one in changes.considerations
        ],
        codes=[one.consideration.code for one in changes.considerations],
    )


def trend_table(trend: Trend) -> ResultsTable:
    """Each consideration in every round, over the statements the rounds share."""
    return ResultsTable(
        id="trend",
        caption=_("Everyone’s mean for the statements the rounds share"),
        head=[
            _("Consideration"),
            *_round_headings(trend),
            _("Change"),
            _("What can be said"),
            _("Statements"),
        ],
        rows=[
            [*_row(one.consideration.name, one.figures), one.statements_in_common]
            for one in trend.considerations
        ],
    )


def statement_trends_table(one: ConsiderationTrend, trend: Trend) -> ResultsTable:
    """The statements of one consideration that at least two rounds asked."""
    return ResultsTable(
        id=f"trend-{one.consideration.code}",
        caption=_(
            "Everyone’s mean: %(name)s. Of forty statements one or two may be called by chance."
        )
        % {"name": one.consideration.name},
        head=[_("Statement"), *_round_headings(trend), _("Change"), _("What can be said")],
        rows=[_row(line.statement.text, line.figures) for line in one.statements],
    )


def group_trends_table(one: ConsiderationTrend, groups: GroupTrends) -> ResultsTable:
    """The figure of each group in each round, as published, and how far apart they were."""
    gaps: list[CellValue] = [gap_cell(gap) for gap in groups.gaps]
    columns = zip(*groups.figures, strict=True)
    return ResultsTable(
        id=f"groups-{one.consideration.code}",
        caption=_("%(by)s: %(name)s")
        % {"by": GROUPING_HEADINGS[groups.grouping], "name": one.consideration.name},
        head=[str(groups.grouping.label), *map(_title_with_month, groups.rounds)],
        rows=[
            *([f"{seen[0].group}", *(mean_cell(each.figure) for each in seen)] for seen in columns),
            [_("Between the highest and the lowest"), *gaps],
        ],
    )


def _row(name: str, figures: Sequence[Figure | None]) -> list[CellValue]:
    cells = [mean_cell(figure) if figure else NOTHING for figure in figures]
    return [name, *cells, *_change_cells(overall_change(figures))]


def _change_cells(change: Shift | None) -> list[CellValue]:
    if change is None:
        return [NOTHING, NOTHING]
    return [format_change(change.points), str(VERDICTS[change.verdict])]


def _round_headings(trend: Trend) -> list[str]:
    return [
        _heading(_title_with_month(one), answered)
        for one, answered in zip(trend.rounds, trend.answered, strict=True)
    ]


def _heading(title: str, answered: Answered) -> str:
    return f"{title} ({number_answered(answered)})"


def _title_with_month(review: Review) -> str:
    return f"{review.title}, {month_of(review)}"
