"""What do we put in, what do we do, what comes of it?

Columns stand side by side where there is room, and one above the other on a phone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.html import escape
from django.utils.translation import gettext as _

from insights.results.journey import Column
from insights.results.load import Results
from insights.results.scale import ShownScale
from insights.statistics.figures import Figure
from insights.tables import considerations
from insights.wording.journey import journey_sentence, rated_in_words

from .base import (
    LANE_HEIGHT,
    LEGEND,
    Chart,
    PlotlyDict,
    figure_marks,
    in_short_lines,
    lanes,
    row_height,
    rows_layout,
    step_bar_notes,
)

HEIGHT = 460
MARK_SIZE = 12
MARK_WIDTH = 0.05
"""How wide a mark is, as a share of the scale."""
LANE_WIDTH, COLUMN_WIDTH = 0.09, 0.8
"""The distance between lanes and the most that they may take up, as a share of a column."""


@dataclass(frozen=True)
class Dot:
    """A statement in a lane of a column. An end is the lowest or the highest of its column."""

    column: int
    lane: int
    text: str
    figure: Figure
    is_end: bool


def journey_chart(results: Results, columns: list[Column]) -> Chart:
    """Each statement as a dot, in columns from what partners put in to what comes of it."""
    drawn = [one for one in columns if one.shown]
    return Chart(
        id="journey",
        title=_("What do we put in, what do we do, what comes of it?"),
        sentence=journey_sentence(columns),
        table=considerations.journey_table(columns),
        figure=_journey_figure(drawn, results.scale) if drawn else None,
        notes=[
            _(
                "Each dot is a statement. The parts hold different questions, so compare "
                "statements within a part, and not one part with another."
            ),
            _(
                "The parts are our own working model: high ratings in one do not show that they "
                "lead to the next."
            ),
            *step_bar_notes(figure for one in drawn for _statement, figure in one.shown),
        ],
    )


def _journey_figure(columns: list[Column], scale: ShownScale) -> PlotlyDict:
    width = MARK_WIDTH * (scale.points - 1)
    dots = [dot for number, one in enumerate(columns) for dot in _dots(number, one, width)]
    most = 1 + max(dot.lane for dot in dots)
    apart, height = min(LANE_WIDTH, COLUMN_WIDTH / most), row_height(most)
    rows = rows_layout([escape(one.label) for one in columns], scale, most)
    return {
        "data": _traces(dots, "y", [_from_middle(dot.lane) * apart for dot in dots]),
        "layout": _columns_layout(columns, scale),
        "narrow": {
            "data": _traces(dots, "x", [dot.lane * LANE_HEIGHT / height for dot in dots]),
            "layout": rows,
        },
    }


def _dots(number: int, column: Column, width: float) -> Iterator[Dot]:
    ends = {one.result.statement.code for one in (*column.lowest, *column.highest)}
    chosen = lanes((figure for _one, figure in column.shown), width)
    for (one, figure), lane in zip(column.shown, chosen, strict=True):
        statement = one.result.statement
        yield Dot(number, lane, statement.text, figure, statement.code in ends)


def _from_middle(lane: int) -> int:
    """Where a lane of a column is: from the middle outwards, in turn to the right and left."""
    return (lane + 1) // 2 * (1 if lane % 2 else -1)


def _traces(dots: list[Dot], axis: Literal["x", "y"], away: list[float]) -> list[PlotlyDict]:
    """The statements between the ends of their columns, and those at the ends."""
    between = {"symbol": "circle-open", "color": "--ink-soft", "line": {"width": 2}}
    at_end = {"symbol": "circle", "color": "--accent"}
    return [
        _trace([pair for pair in zip(dots, away, strict=True) if pair[0].is_end == is_end], axis)
        | {"name": name, "marker": marker | {"size": MARK_SIZE}}
        for name, marker, is_end in (
            (_("Statements"), between, False),
            (_("Lowest and highest of each part"), at_end, True),
        )
    ]


def _trace(placed: list[tuple[Dot, float]], axis: Literal["x", "y"]) -> PlotlyDict:
    dots = [dot for dot, _away in placed]
    return figure_marks(
        [dot.figure for dot in dots], [dot.column + away for dot, away in placed], axis
    ) | {
        axis: [dot.figure.shown_mean for dot in dots],
        "text": [f"{escape(dot.text)}<br>{rated_in_words(dot.figure)}" for dot in dots],
        "hovertemplate": "%{customdata} %{text}<extra></extra>",
    }


def _columns_layout(columns: list[Column], scale: ShownScale) -> PlotlyDict:
    axis = {"zeroline": False, "fixedrange": True}
    return {
        "height": HEIGHT,
        "margin": {"l": 24, "r": 12, "t": 10, "b": 70},
        "xaxis": axis
        | {
            "showgrid": False,
            "tickvals": list(range(len(columns))),
            "ticktext": [in_short_lines(escape(one.label), 16) for one in columns],
            "tickangle": 0,
            "range": [-0.5, len(columns) - 0.5],
        },
        "yaxis": axis
        | {
            "gridcolor": "--line",
            "range": [0.8, scale.points + 0.35],
            "tickvals": list(range(1, scale.points + 1)),
        },
        "shapes": [_border(number - 0.5) for number in range(1, len(columns))],
        "annotations": [
            _scale_end_label(1, scale.labels[0]),
            _scale_end_label(scale.points, scale.labels[-1]),
        ],
        "legend": LEGEND,
        "hovermode": "closest",
    }


def _border(at: float) -> PlotlyDict:
    """A thin line between two columns."""
    ends = {"xref": "x", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1}
    return {
        "type": "line",
        "line": {"color": "--line-strong", "width": 1},
        "layer": "below",
        **ends,
    }


def _scale_end_label(point: int, label: str) -> PlotlyDict:
    """The meaning of one end of the scale, written beside it."""
    return {
        "xref": "paper",
        "yref": "y",
        "x": 0,
        "y": point,
        "xanchor": "left",
        "yanchor": "bottom",
        "text": escape(label),
        "showarrow": False,
    }
