"""How did it change over the rounds?"""

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assessments.models import Review
from insights.results.trends import ConsiderationTrend, Trend, overall_change
from insights.statistics.figures import Figure
from insights.tables.base import NOTHING, CellValue, ResultsTable, mean_cell
from insights.wording.figures import format_change, short_figure
from insights.wording.sentences import LEAST_CHANGE

from .base import Chart, PlotlyDict, figure_marks

ROW_HEIGHT = 96
HEADING_SHARE = 0.44
"""The share of a row taken by its heading. The dates are below the last row."""


def trend_chart(trend: Trend) -> Chart:
    """Each consideration over every round, as a small chart each, all on one scale."""
    return Chart(
        id="trend",
        title=_("How has it changed?"),
        sentence=_sentence(trend),
        table=_table(trend),
        figure=_figure(trend) if trend.changes else None,
        notes=[
            _(
                "Everyone’s mean for the statements the rounds share. Different people may have "
                "answered each time, so small changes mean little."
            )
        ],
    )


def statement_trends_table(one: ConsiderationTrend, rounds: list[Review]) -> ResultsTable:
    """The statements of one consideration that at least two rounds asked."""
    return ResultsTable(
        id=f"trend-{one.consideration.code}",
        caption=_("Everyone’s mean: %(name)s") % {"name": one.consideration.name},
        head=[_("Statement"), *map(_title_with_month, rounds), _("Change")],
        rows=[_row(line.statement.text, line.figures) for line in one.statements],
    )


def _table(trend: Trend) -> ResultsTable:
    return ResultsTable(
        id="trend",
        caption=_("Everyone’s mean for the statements the rounds share"),
        head=[
            _("Consideration"),
            *map(_title_with_month, trend.rounds),
            _("Change"),
            _("Statements"),
        ],
        rows=[
            [*_row(one.consideration.name, one.figures), one.statements_in_common]
            for one in trend.considerations
        ],
    )


def _row(name: str, figures: list[Figure | None]) -> list[CellValue]:
    moved = overall_change(figures)
    cells = [mean_cell(figure) if figure else NOTHING for figure in figures]
    return [name, *cells, NOTHING if moved is None else format_change(moved)]


def _title_with_month(review: Review) -> str:
    return f"{review.title}, {_month(review)}"


def _month(review: Review) -> str:
    return date_format(localdate(review.closed_at), "M Y")


def _sentence(trend: Trend) -> str:
    if not trend.changes:
        return _("No two rounds have asked the same statements yet.")
    since = _("Since “%(first)s”:") % {"first": trend.rounds[0]}
    parts = []
    best = max(trend.changes, key=lambda pair: pair[1])
    worst = min(trend.changes, key=lambda pair: pair[1])
    if best[1] >= LEAST_CHANGE:
        parts.append(
            _change_in_words(_("“%(name)s” has risen most, from %(first)s to %(last)s."), best[0])
        )
    if worst[1] <= -LEAST_CHANGE:
        parts.append(
            _change_in_words(_("“%(name)s” has fallen most, from %(first)s to %(last)s."), worst[0])
        )
    return " ".join([since, *(parts or [_("there has been little change.")])])


def _change_in_words(words: str, one: ConsiderationTrend) -> str:
    known = [figure for figure in one.figures if figure and not figure.step]
    return words % {
        "name": one.consideration.name,
        "first": short_figure(known[0]),
        "last": short_figure(known[-1]),
    }


def _figure(trend: Trend) -> PlotlyDict:
    shown = [one for one, _points in trend.changes]
    layout: PlotlyDict = {
        "height": ROW_HEIGHT * len(shown) + 70,
        "margin": {"l": 28, "r": 28, "t": 42, "b": 40},
        "showlegend": False,
        "hovermode": "closest",
    }
    annotations, data = [], []
    for row, one in enumerate(shown):
        axis, domain = "" if row == 0 else str(row + 1), _domain(row, len(shown))
        layout[f"xaxis{axis}"] = _rounds_axis(trend, axis, dated=one is shown[-1])
        layout[f"yaxis{axis}"] = _scale_axis(trend, axis, domain)
        annotations.append(_heading(one, domain[1]))
        data.append(_trace(one, axis))
    return {"data": data, "layout": layout | {"annotations": annotations}}


def _domain(row: int, rows: int) -> list[float]:
    """The share of the picture's height for the lines of a row, with the first row at the top."""
    size = 1 / (rows - HEADING_SHARE)
    top = 1 - row * size
    return [round(max(0.0, top - size * (1 - HEADING_SHARE)), 4), round(top, 4)]


def _rounds_axis(trend: Trend, axis: str, *, dated: bool) -> PlotlyDict:
    last = len(trend.rounds) - 1
    return {
        "anchor": f"y{axis}",
        "range": [-0.35, last + 0.35],
        "tickvals": sorted({0, last}),
        "ticktext": [_month(trend.rounds[place]) for place in sorted({0, last})],
        "showticklabels": dated,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _scale_axis(trend: Trend, axis: str, domain: list[float]) -> PlotlyDict:
    return {
        "domain": domain,
        "anchor": f"x{axis}",
        "range": [0.8, trend.points + 0.2],
        "tickvals": [1, trend.points],
        "gridcolor": "--line",
        "zeroline": False,
        "fixedrange": True,
    }


def _heading(one: ConsiderationTrend, y: float) -> PlotlyDict:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": y,
        "yshift": 12,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "text": escape(one.consideration.name),
        "showarrow": False,
    }


def _trace(one: ConsiderationTrend, axis: str) -> PlotlyDict:
    shown = [(place, figure) for place, figure in enumerate(one.figures) if figure]
    figures = [figure for _place, figure in shown]
    return figure_marks(figures, [place for place, _figure in shown], "y") | {
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "mode": "lines+markers+text",
        "text": [short_figure(figure) for figure in figures],
        "textposition": "top center",
        "cliponaxis": False,
        "line": {"color": "--group-1", "width": 3},
        "marker": {"color": "--group-1", "size": 9},
        "name": escape(one.consideration.name),
    }
