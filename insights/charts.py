"""Charts as plain Plotly figures, each with its sentence and the same figures as a table.

Colours are named by token ("--group-1"); the page resolves them, so that light, dark and print
follow the style sheet. Text that people wrote is escaped, for Plotly reads markup. Rows carry
their label above the line, which leaves phones room to draw.
"""

from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.translation import gettext as _

from assessments.models import Questionnaire

from . import sentences, tables
from .models import Grouping
from .results import ConsiderationResult, Figure, Results, Seen, StatementResult
from .tables import Table

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star")
COLOURS = tuple(f"--group-{number}" for number in range(1, 7))
ROW_HEIGHT, STATEMENT_HEIGHT = 58, 96
LEGEND = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}


@dataclass(frozen=True)
class Chart:
    """A chart as a page shows it. `figure` is Plotly's data and layout; None if nothing to draw."""

    name: str
    title: str
    sentence: str
    table: Table
    figure: dict | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def figure_id(self) -> str:
        return f"figure-{self.name}"


def _mark(position: int, size: int = 14) -> dict:
    """The colour and shape of the group at this position."""
    return {
        "color": COLOURS[position % len(COLOURS)],
        "symbol": SYMBOLS[(position + position // len(COLOURS)) % len(SYMBOLS)],
        "size": size,
        "line": {"width": 1.5, "color": "--paper"},
    }


def _rows_layout(labels: list[str], low: str, high: str, points: int) -> dict:
    """A layout of one row for each label, on the scale from 1 to points."""
    above = {"xref": "x", "yref": "y", "x": 1, "xanchor": "left", "yanchor": "bottom"}
    below = {"xref": "x", "yref": "paper", "y": 0, "yshift": -20, "yanchor": "top"}
    below["showarrow"] = False
    return {
        "height": ROW_HEIGHT * len(labels) + 110,
        "margin": {"l": 12, "r": 12, "t": 10, "b": 50},
        "xaxis": {
            "range": [0.9, points + 0.1],
            "tickvals": list(range(1, points + 1)),
            "gridcolor": "--line",
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {"visible": False, "range": [len(labels) - 0.6, -0.75], "fixedrange": True},
        "annotations": [
            *(
                {**above, "y": row - 0.16, "text": label, "showarrow": False}
                for row, label in enumerate(labels)
            ),
            {**below, "x": 1, "xanchor": "left", "text": low},
            {**below, "x": points, "xanchor": "right", "text": high},
        ],
        "legend": LEGEND,
        "hovermode": "closest",
    }


def standing_chart(results: Results) -> Chart:
    """Where do we stand? Each consideration's mean and middle half, beside its importance."""
    shown = [one for one in results if isinstance(one.everyone, Figure)]
    shown.sort(key=lambda one: -one.everyone.mean)
    questionnaire = results.review.questionnaire
    return Chart(
        name="standing",
        title=_("Where do we stand?"),
        sentence=sentences.standing_sentence(results),
        table=tables.standing_table(results, questionnaire),
        figure=_standing_figure(shown, questionnaire) if shown else None,
        notes=[
            _(
                "The dot is the mean of everyone’s ratings, the bar the middle half of them, "
                "the open diamond how much the consideration matters to partners now."
            )
        ],
    )


def _standing_figure(shown: list[ConsiderationResult], questionnaire: Questionnaire) -> dict:
    spans = {"x": [], "y": []}
    for row, one in enumerate(shown):
        if one.everyone.spread:
            spans["x"] += [*one.everyone.spread, None]
            spans["y"] += [row, row, None]
    weighed = [(row, one.importance) for row, one in enumerate(shown)]
    weighed = [(row, figure) for row, figure in weighed if isinstance(figure, Figure)]
    labels = [one.consideration.name for one in shown]
    hover = {"hovertemplate": "%{x:.1f}<extra>%{fullData.name}</extra>"}
    low, high = questionnaire.rating_labels[0], questionnaire.rating_labels[-1]
    return {
        "data": [
            {
                **spans,
                "mode": "lines",
                "line": {"width": 9, "color": "--accent-wash-strong"},
                "name": _("Middle half"),
                "hoverinfo": "skip",
            },
            {
                "x": [figure.mean for _row, figure in weighed],
                "y": [row for row, _figure in weighed],
                "mode": "markers",
                "marker": {
                    "symbol": "diamond-open",
                    "size": 15,
                    "color": "--group-2",
                    "line": {"width": 2.5},
                },
                "name": _("Importance"),
                **hover,
            },
            {
                "x": [one.everyone.mean for one in shown],
                "y": list(range(len(shown))),
                "mode": "markers",
                "marker": _mark(0, 16),
                "name": _("Mean"),
                **hover,
            },
        ],
        "layout": _rows_layout(labels, low, high, questionnaire.points),
    }


def difference_chart(results: Results, grouping: Grouping) -> Chart:
    """Where do we see it differently? Groups side by side, the widest gap first."""
    ordered, groups = results.by_gap(grouping), results.groups[grouping]
    return Chart(
        name="difference",
        title=_("Where do we see it differently?"),
        sentence=sentences.difference_sentence(results, grouping),
        table=tables.difference_table(results, grouping),
        figure=_difference_figure(results, ordered, grouping) if groups else None,
        notes=[sentences.withheld_note(results.review.k)],
    )


def _difference_figure(
    results: Results, ordered: list[ConsiderationResult], grouping: Grouping
) -> dict:
    labels = [one.consideration.name for one in ordered]
    questionnaire = results.review.questionnaire
    spans = {"x": [], "y": []}
    for row, one in enumerate(ordered):
        if gap := one.gap(grouping):
            spans["x"] += [gap.lower.figure.mean, gap.higher.figure.mean, None]
            spans["y"] += [row, row, None]
    data = [
        {
            **spans,
            "mode": "lines",
            "line": {"width": 3, "color": "--line-strong"},
            "showlegend": False,
            "hoverinfo": "skip",
        }
    ]
    for position, group in enumerate(results.groups[grouping]):
        seen = [(row, one.groups[grouping][position]) for row, one in enumerate(ordered)]
        data.append(_group_trace(group.label, position, seen))
    low, high = questionnaire.rating_labels[0], questionnaire.rating_labels[-1]
    return {"data": data, "layout": _rows_layout(labels, low, high, questionnaire.points)}


def _group_trace(label: str, position: int, seen: list[tuple[int, Seen]]) -> dict:
    shown = [(row, one.figure) for row, one in seen if isinstance(one.figure, Figure)]
    return {
        "x": [figure.mean for _row, figure in shown],
        "y": [row for row, _figure in shown],
        "mode": "markers",
        "marker": _mark(position),
        "name": escape(label),
        "hovertemplate": "%{x:.1f}<extra>%{fullData.name}</extra>",
    }


def statements_chart(result: ConsiderationResult, questionnaire: Questionnaire) -> Chart:
    """How everyone rated each statement of a consideration, bars centred on the middle point."""
    shown = [one for one in result.statements if isinstance(one.everyone, Figure)]
    return Chart(
        name="statements",
        title=_("What everyone said"),
        sentence=sentences.consideration_sentence(result, questionnaire.rating_labels),
        table=tables.statements_table(result, questionnaire),
        figure=_statements_figure(shown, questionnaire) if shown else None,
    )


def _statements_figure(shown: list[StatementResult], questionnaire: Questionnaire) -> dict:
    bars = [
        _bar(point, label, shown, questionnaire.points)
        for point, label in enumerate(questionnaire.rating_labels)
    ]
    reach = 4 + max(abs(edge) for bar in bars for edge in _edges(bar))
    return {
        "data": bars,
        "layout": {
            "height": STATEMENT_HEIGHT * len(shown) + 90,
            "margin": {"l": 12, "r": 12, "t": 10, "b": 10},
            "barmode": "overlay",
            "xaxis": {"visible": False, "fixedrange": True, "range": [-reach, reach]},
            "yaxis": {"visible": False, "fixedrange": True, "range": [len(shown) - 0.6, -0.85]},
            "annotations": [_above_bar(row, one.statement.text) for row, one in enumerate(shown)],
            "legend": LEGEND,
            "hovermode": "closest",
        },
    }


def _bar(point: int, label: str, shown: list[StatementResult], points: int) -> dict:
    """How many chose one point of each statement, as shares that are centred on the middle."""
    bases, widths, texts = [], [], []
    for one in shown:
        shares = [count / one.everyone.n * 100 for count in one.everyone.counts]
        left = sum(shares[: points // 2]) + (shares[points // 2] / 2 if points % 2 else 0)
        bases.append(sum(shares[:point]) - left)
        widths.append(shares[point])
        texts.append(str(one.everyone.counts[point] or ""))
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(shown))),
        "x": widths,
        "base": bases,
        "width": 0.42,
        "text": texts,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "marker": {"color": f"--point-{round(1 + point * 4 / (points - 1))}"},
        "name": label,
        "hovertemplate": "%{x:.0f}%<extra>%{fullData.name}</extra>",
    }


def _edges(bar: dict) -> list[float]:
    return [*bar["base"], *(base + x for base, x in zip(bar["base"], bar["x"], strict=True))]


def _above_bar(row: int, text: str) -> dict:
    """A statement above its bar; the page wraps it to the room there is."""
    return {
        "xref": "paper",
        "yref": "y",
        "x": 0,
        "y": row - 0.27,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "text": escape(text),
        "showarrow": False,
        "wrap": True,
    }
