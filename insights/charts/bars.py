"""The spread of answers, as bars centred on the middle of the scale.

Favourable answers are to the right of the centre and unfavourable ones to the left. Don't know is
shown separately at the end, hatched. Shares are of everyone the statement applies to.
"""

from collections.abc import Sequence
from itertools import zip_longest

from django.utils.html import escape
from django.utils.translation import gettext as _

from insights.results.scale import ShownScale
from insights.statistics.figures import FullFigure

from .base import LEGEND, PlotlyDict, colour_step

ROW_HEIGHT = 76
DONT_KNOW_GAP = 6
"""The gap between the bars and Don't know, in hundredths of a bar."""

BarRow = tuple[str, FullFigure]
"""The text above a bar, and the figure it shows."""


def bars_figure(
    rows: list[BarRow],
    scale: ShownScale,
    headings: Sequence[str] = (),
    row_height: int = ROW_HEIGHT,
) -> PlotlyDict:
    """A bar for each row, with the least favourable point on the left, under any headings."""
    bars, left, right = _bars([figure for _label, figure in rows], scale)
    return {
        "data": bars,
        "layout": {
            "height": row_height * len(rows) + 110,
            "margin": {"l": 12, "r": 12, "t": 10, "b": 10},
            "barmode": "overlay",
            "xaxis": {
                "showticklabels": False,
                "showgrid": False,
                "zerolinecolor": "--line-strong",
                "fixedrange": True,
                "range": [round(left) - 4, round(right) + 4],
            },
            "yaxis": {"visible": False, "fixedrange": True, "range": [len(rows) - 0.6, -0.85]},
            "annotations": _bar_labels([label for label, _figure in rows], headings),
            "legend": LEGEND,
            "hovermode": "closest",
        },
    }


def _bars(figures: list[FullFigure], scale: ShownScale) -> tuple[list[PlotlyDict], float, float]:
    """The bars for each point and for Don't know, and where they start and end."""
    bars = [_bar(point, label, figures, scale.points) for point, label in enumerate(scale.labels)]
    left = min(base for bar in bars for base in bar["base"])
    right = max(
        base + width for bar in bars for base, width in zip(bar["base"], bar["x"], strict=True)
    )
    if any(figure.dont_know for figure in figures):
        bars.append(_dont_know_bars(figures, right + DONT_KNOW_GAP))
        right += 2 * DONT_KNOW_GAP + max(bars[-1]["x"])
    return bars, left, right


def _shares(figure: FullFigure) -> list[float]:
    """The share of each point, in hundredths of the people the statement applies to."""
    return [count / (figure.n + figure.dont_know) * 100 for count in figure.counts]


def _bar(point: int, label: str, figures: list[FullFigure], points: int) -> PlotlyDict:
    """The share that chose one point, starting where the shares before it end."""
    bases, widths = [], []
    for figure in figures:
        shares = _shares(figure)
        left = sum(shares[: points // 2]) + (shares[points // 2] / 2 if points % 2 else 0)
        bases.append(sum(shares[:point]) - left)
        widths.append(shares[point])
    counts = [figure.counts[point] for figure in figures]
    step = colour_step(point + 1, points)
    return _trace(label, bases, widths, counts) | {
        "marker": {"color": f"--point-{step:.3g}"},
        "insidetextfont": {"color": f"--on-point-{round(step)}"},
    }


def _dont_know_bars(figures: list[FullFigure], start: float) -> PlotlyDict:
    counts = [figure.dont_know for figure in figures]
    widths = [figure.dont_know / (figure.n + figure.dont_know) * 100 for figure in figures]
    return _trace(_("Don’t know"), [start] * len(figures), widths, counts) | {
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": "--paper-sunk",
            "pattern": {"shape": "/", "fgcolor": "--ink-soft", "size": 7, "solidity": 0.25},
        },
    }


def _trace(name: str, bases: list[float], widths: list[float], counts: list[int]) -> PlotlyDict:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(widths))),
        "x": widths,
        "base": bases,
        "width": 0.42,
        "text": [str(count or "") for count in counts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "name": escape(name),
        "hovertemplate": "%{x:.0f}%<extra>%{fullData.name}</extra>",
    }


def _bar_labels(labels: Sequence[str], headings: Sequence[str]) -> list[PlotlyDict]:
    """The text above each bar, with any heading above the first bar it applies to."""
    before = ["", *headings]
    return [
        _bar_label(row, label, heading if heading != last else "")
        for row, (label, heading, last) in enumerate(zip_longest(labels, headings, before[:-1]))
    ]


def _bar_label(row: int, label: str, heading: str) -> PlotlyDict:
    """The page wraps both to fit the space."""
    return {
        "xref": "paper",
        "yref": "y",
        "x": 0,
        "y": row - 0.27,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "text": escape(label),
        "heading": escape(heading),
        "showarrow": False,
        "bgcolor": "--paper-raised",
        "wrap": True,
    }
