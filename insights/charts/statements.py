"""The statements of one consideration."""

from django.utils.html import escape
from django.utils.translation import gettext as _

from assessments.models import Questionnaire

from .. import sentences, tables
from ..results import ConsiderationResult, Figure, StatementResult
from .base import LEGEND, Chart

STATEMENT_HEIGHT = 96


def statements_chart(result: ConsiderationResult, questionnaire: Questionnaire) -> Chart:
    """How everyone rated each statement of a consideration, bars centred on the middle point."""
    shown = [one for one in result.statements if isinstance(one.everyone, Figure)]
    return Chart(
        id="statements",
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
