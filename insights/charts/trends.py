"""How did it change over the rounds?"""

from django.utils.html import escape
from django.utils.translation import gettext as _

from insights.results.changes import Verdict
from insights.results.trends import Trend, TrendChange
from insights.tables.changes import trend_table
from insights.wording.changes import trend_sentence
from insights.wording.figures import format_change, short_figure
from insights.wording.turnout import month_of, of_asked, rounds_facts

from .base import Chart, PlotlyDict, figure_marks

ROW_HEIGHT = 96
HEADING_SHARE = 0.44
"""The share of a row taken by its heading. The dates are below the last row."""


def trend_chart(trend: Trend) -> Chart:
    """Each consideration over every round, as a small chart each, all on one scale."""
    return Chart(
        id="trend",
        title=_("How has it changed?"),
        sentence=trend_sentence(trend),
        table=trend_table(trend),
        figure=_figure(trend) if trend.changes else None,
        notes=[
            _(
                "Everyone’s mean for the statements the rounds share. Under each round: how many "
                "answered of those asked. A strong line has risen or fallen; a thin one is too "
                "close to call, as it has moved by less than two standard errors: that could come "
                "from who answered."
            )
        ],
        facts=rounds_facts(zip(trend.rounds, trend.answered, strict=True)),
    )


def _figure(trend: Trend) -> PlotlyDict:
    shown = trend.changes
    layout: PlotlyDict = {
        "height": ROW_HEIGHT * len(shown) + 90,
        "margin": {"l": 28, "r": 28, "t": 42, "b": 58},
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
    ends = sorted({0, last})
    return {
        "anchor": f"y{axis}",
        "range": [-0.35, last + 0.35],
        "tickvals": ends,
        "ticktext": [
            f"{month_of(trend.rounds[place])}<br>{of_asked(trend.answered[place])}"
            for place in ends
        ],
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


def _heading(one: TrendChange, y: float) -> PlotlyDict:
    """The name of a consideration, bold if a change in it is called."""
    look = {"weight": "bold"} if one.is_called else {"tone": "--ink-soft"}
    return look | {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": y,
        "yshift": 12,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "text": escape(one.trend.consideration.name),
        "showarrow": False,
    }


def _trace(one: TrendChange, axis: str) -> PlotlyDict:
    shown = [(place, figure) for place, figure in enumerate(one.trend.figures) if figure]
    figures = [figure for _place, figure in shown]
    texts = [short_figure(figure) for figure in figures]
    if one.is_called:
        texts[-1] = f"{texts[-1]} ({format_change(one.points)})"
    return figure_marks(figures, [place for place, _figure in shown], "y") | {
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "mode": "lines+markers+text",
        "text": texts,
        "textposition": "top center",
        "cliponaxis": False,
        **_look(one.verdict),
        "name": escape(one.trend.consideration.name),
    }


def _look(verdict: Verdict) -> PlotlyDict:
    """A strong line for a change that may be called, and a quiet one otherwise."""
    colours = {Verdict.RISEN: "--group-1", Verdict.FALLEN: "--group-2"}
    colour, width = colours.get(verdict, "--ink-soft"), 1.5 if verdict == Verdict.CLOSE else 4
    return {"line": {"color": colour, "width": width}, "marker": {"color": colour, "size": 9}}
