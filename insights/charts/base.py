"""What all charts share: the chart as shown on a page, the marks of groups, and rows on the scale.

Colours are named by token ("--group-1"); the page resolves them, so that light, dark and print
follow the style sheet. Text people wrote is escaped, because Plotly interprets markup. Each row has
its label above the line, which leaves room to draw on a phone.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.html import escape
from django.utils.translation import gettext as _

from insights.results.comparison import ComparedGroup, Comparison
from insights.results.load import ComparedResult
from insights.results.scale import ShownScale
from insights.statistics.figures import Figure
from insights.tables.base import ResultsTable
from insights.wording.figures import short_figure

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star")
COLOURS = tuple(f"--group-{number}" for number in range(1, 7))
ROW_HEIGHT, LANE_HEIGHT = 58, 16
LABEL_COLUMN, LABEL_LETTERS = 220, 26
"""How wide the column of labels beside rows is, and how many letters a line of it takes."""
STEP_THICKNESS = 4
"""How thick the bar is that covers a step."""
SAID = "%{customdata}<extra>%{fullData.name}</extra>"
"""What is said of a mark: its figure in words, and whose it is."""
PlotlyDict = dict[str, Any]
"""A Plotly figure or part of one, as sent to the page in JSON."""
LEGEND: PlotlyDict = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}


@dataclass(frozen=True)
class Chart:
    """A chart as shown on a page. `figure` is Plotly's data and layout; None if nothing to draw.

    `section_heading` is the questionnaire heading it appears under, if any. `facts` stand on a
    picture of it; empty if they are those of its page.
    """

    id: str
    title: str
    sentence: str
    table: ResultsTable
    figure: PlotlyDict | None = None
    notes: list[str] = field(default_factory=list)
    section_heading: str = ""
    facts: str = ""

    @property
    def figure_id(self) -> str:
        return f"figure-{self.id}"


def colour_step(point: int, points: int) -> float:
    """The position of a point of the scale among the five colours, from 1 to 5."""
    return 1 + (point - 1) * 4 / (points - 1)


def group_mark(position: int, size: int = 14) -> PlotlyDict:
    """The colour and shape of the group at this position."""
    return {
        "color": COLOURS[position % len(COLOURS)],
        "symbol": SYMBOLS[(position + position // len(COLOURS)) % len(SYMBOLS)],
        "size": size,
        "line": {"width": 1.5, "color": "--paper"},
    }


def figure_marks(
    figures: Sequence[Figure], across: Sequence[float], axis: Literal["x", "y"] = "x"
) -> PlotlyDict:
    """A mark for each figure along this axis, with a bar from end to end if it is a step."""
    marks: PlotlyDict = {
        axis: [one.shown_mean for one in figures],
        "y" if axis == "x" else "x": list(across),
        "customdata": [short_figure(one) for one in figures],
        "hovertemplate": SAID,
        "mode": "markers",
    }
    ends = [(one.step.low, one.step.high) if one.step else (one.mean, one.mean) for one in figures]
    if any(one.step for one in figures):
        marks[f"error_{axis}"] = {
            "type": "data",
            "symmetric": False,
            "array": [high - one.mean for one, (_low, high) in zip(figures, ends, strict=True)],
            "arrayminus": [one.mean - low for one, (low, _high) in zip(figures, ends, strict=True)],
            "thickness": STEP_THICKNESS,
            "width": 0,
        }
    return marks


def values_on_marks(marks: PlotlyDict) -> PlotlyDict:
    """The figure of each mark in words below it, clear of a label above."""
    return {"mode": "markers+text", "text": marks["customdata"], "textposition": "bottom center"}


def lanes(figures: Iterable[Figure], width: float = 0) -> list[int]:
    """A lane of a row for each figure, so that no step is drawn over another.

    A mark is drawn over no other either if it has a `width`, in points.
    """
    taken: list[list[tuple[float, float]]] = [[]]
    chosen = []
    for one in figures:
        lane = 0
        start, end = _extent(one, width)
        if start < end:
            while any(low < end and start < high for low, high in taken[lane]):
                lane += 1
                if lane == len(taken):
                    taken.append([])
            taken[lane].append((start, end))
        chosen.append(lane)
    return chosen


def _extent(figure: Figure, width: float) -> tuple[float, float]:
    """From where to where a figure is drawn: its step, or its mark."""
    if figure.step:
        return figure.step.low, figure.step.high
    return figure.shown_mean - width / 2, figure.shown_mean + width / 2


def lanes_by_group(result: ComparedResult, comparison: Comparison) -> dict[int, int]:
    """The lane of each group shown beside others on one thing, by the group's position."""
    seen = [(one.position, result.figure_of(one.group)) for one in comparison.shown]
    shown = [(position, figure) for position, figure in seen if isinstance(figure, Figure)]
    chosen = lanes(figure for _position, figure in shown)
    return {position: lane for (position, _figure), lane in zip(shown, chosen, strict=True)}


def step_bar_notes(figures: Iterable[Figure]) -> list[str]:
    """What the bars through marks mean. Empty if none of these figures has one."""
    if not any(one.step for one in figures):
        return []
    return [_("The bar through a mark covers its step; the mark is where the step is read.")]


def series_style(compared: ComparedGroup, comparison: Comparison) -> PlotlyDict:
    """The look and name of the marks for one group of a comparison."""
    return {
        "mode": "markers",
        "marker": group_mark(compared.position, 20 if compared.is_highlighted else 14),
        "opacity": 0.3 if comparison.is_dimmed(compared) else 1,
        "name": escape(compared.group.label),
    }


def chance_trace(rows: Iterable[tuple[int, tuple[float, float]]], width: int) -> PlotlyDict:
    """A quiet band in each row, where the means of groups usually lie by chance."""
    band = middle_half_trace(rows, _("What chance usually gives"))
    return band | {"line": {"width": width, "color": "--chance-band"}}


def middle_half_trace(rows: Iterable[tuple[int, tuple[float, float]]], name: str) -> PlotlyDict:
    """A broad line in each row, covering the middle half."""
    x: list[float | None] = []
    y: list[int | None] = []
    for row, ends in rows:
        x += [*ends, None]
        y += [row, row, None]
    return {
        "x": x,
        "y": y,
        "mode": "lines",
        "line": {"width": 9, "color": "--accent-wash-strong"},
        "name": name,
        "hoverinfo": "skip",
    }


def row_height(lanes: int) -> int:
    """The height of a row with this many lanes."""
    return ROW_HEIGHT + LANE_HEIGHT * (lanes - 1)


def rows_layout(labels: Sequence[str], scale: ShownScale, lanes: int = 1) -> PlotlyDict:
    """A layout of one row for each label, with this many lanes, on the scale."""
    points, height = scale.points, row_height(lanes)
    bottom = max(0.4, LANE_HEIGHT * lanes / height)
    above = {"xref": "x", "yref": "y", "x": 1, "xanchor": "left", "yanchor": "bottom"}
    above |= {"align": "left", "wrap": True, "showarrow": False}
    below = {"xref": "x", "yref": "paper", "y": 0, "yshift": -20, "yanchor": "top"}
    below["showarrow"] = False
    return {
        "height": height * len(labels) + 110,
        "margin": {"l": 12, "r": 12, "t": 10, "b": 50},
        "xaxis": {
            "range": [0.9, points + 0.1],
            "tickvals": list(range(1, points + 1)),
            "gridcolor": "--line",
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {"visible": False, "range": [len(labels) - 1 + bottom, -0.75], "fixedrange": True},
        "annotations": [
            *({**above, "y": row - 0.16, "text": label} for row, label in enumerate(labels)),
            {**below, "x": 1, "xanchor": "left", "text": escape(scale.labels[0])},
            {**below, "x": points, "xanchor": "right", "text": escape(scale.labels[-1])},
        ],
        "legend": LEGEND,
        "hovermode": "closest",
    }


def rows_figure(
    data: list[PlotlyDict],
    labels: Sequence[str],
    scale: ShownScale,
    lanes_of_rows: Sequence[int] = (),
) -> PlotlyDict:
    """Rows with their labels in a column of their own; above the rows where that is too narrow.

    `lanes_of_rows` says how many lanes each row uses, if any has several.
    """
    used = lanes_of_rows or [1] * len(labels)
    most = max(used, default=1)
    narrow = rows_layout(labels, scale, most)
    lane = LANE_HEIGHT / row_height(most)
    beside: PlotlyDict = {"xref": "paper", "yref": "y", "x": 0, "xshift": -12, "xanchor": "right"}
    beside |= {"yanchor": "middle", "align": "right", "showarrow": False}
    column = [
        {**beside, "y": row + (here - 1) * lane / 2, "text": in_short_lines(label, LABEL_LETTERS)}
        for row, (label, here) in enumerate(zip(labels, used, strict=True))
    ]
    ends = narrow["annotations"][len(labels) :]
    return {
        "data": data,
        "layout": {
            **narrow,
            "margin": {**narrow["margin"], "l": LABEL_COLUMN},
            "annotations": [*column, *ends],
        },
        "narrow": {"layout": narrow},
    }


def in_short_lines(label: str, most: int = 12) -> str:
    """A label in lines of at most so many letters, if its words are no longer."""
    return "<br>".join(textwrap.wrap(label, most, break_long_words=False))


def in_two_lines(label: str) -> str:
    """A label broken at the space nearest its middle, so that it takes half the width."""
    spaces = [place for place, one in enumerate(label) if one == " "]
    if not spaces:
        return label
    middle = min(spaces, key=lambda place: abs(place - len(label) / 2))
    return f"{label[:middle]}<br>{label[middle + 1 :]}"
