"""How far apart were groups in each round?"""

from django.utils.html import escape
from django.utils.translation import gettext as _

from insights.results.scale import rating_scale
from insights.results.trends import ConsiderationTrend, GroupTrends, Trend
from insights.statistics.figures import Figure
from insights.tables.changes import group_trends_table
from insights.wording.changes import gaps_sentence
from insights.wording.turnout import month_of, rounds_facts

from .base import (
    LANE_HEIGHT,
    Chart,
    PlotlyDict,
    figure_marks,
    group_mark,
    lanes,
    row_height,
    rows_figure,
)


def group_trends_chart(one: ConsiderationTrend, groups: GroupTrends, trend: Trend) -> Chart:
    """The groups that every round shows, a row for each round, as it published them."""
    return Chart(
        id=f"groups-{one.consideration.code}",
        title=_("%(name)s, by %(grouping)s")
        % {"name": one.consideration.name, "grouping": groups.grouping.label.lower()},
        sentence=gaps_sentence(groups),
        table=group_trends_table(one, groups),
        figure=_figure(groups),
        facts=rounds_facts(zip(trend.rounds, trend.answered, strict=True)),
    )


def _figure(groups: GroupTrends) -> PlotlyDict:
    placed = [lanes(one.figure for one in shown) for shown in groups.figures]
    used = [1 + max(row) for row in placed]
    traces = [
        _trace(position, groups, [row[position] for row in placed], row_height(max(used)))
        for position in range(len(groups.figures[0]))
    ]
    labels = [escape(f"{one.title}, {month_of(one)}") for one in groups.rounds]
    return rows_figure(traces, labels, rating_scale(groups.rounds[-1]), used)


def _trace(position: int, groups: GroupTrends, placed: list[int], height: int) -> PlotlyDict:
    figures: list[Figure] = [shown[position].figure for shown in groups.figures]
    across = [row + lane * LANE_HEIGHT / height for row, lane in enumerate(placed)]
    return figure_marks(figures, across) | {
        "marker": group_mark(position),
        "name": escape(groups.figures[0][position].group.label),
    }
