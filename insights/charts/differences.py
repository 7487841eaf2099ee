"""Where do we see it differently?"""

from django.utils.translation import gettext as _

from insights.results.comparison import Comparison, Side
from insights.results.load import ConsiderationResult, Results
from insights.statistics.figures import Figure
from insights.tables import considerations
from insights.wording import sentences

from .base import Chart, Plotly, rows_layout, side_look


def differences_chart(results: Results, comparison: Comparison) -> Chart:
    """Where do we see it differently? Groups side by side, the widest gap first."""
    by = comparison.by
    seen = comparison.shown_of(results)
    return Chart(
        id="differences",
        title=_("Where do we see it differently?"),
        sentence=sentences.difference_sentence(seen, by),
        table=considerations.differences_table(seen, by),
        figure=_differences_figure(seen, comparison) if comparison.shown else None,
        notes=[sentences.withheld_note(results.review.k)],
    )


def _differences_figure(results: Results, comparison: Comparison) -> Plotly:
    ordered = results.by_gap(comparison.by)
    labels = [one.consideration.name for one in ordered]
    questionnaire = results.review.questionnaire
    x: list[float | None] = []
    y: list[int | None] = []
    for row, one in enumerate(ordered):
        if gap := one.gap(comparison.by):
            x += [gap.lower.figure.mean, gap.higher.figure.mean, None]
            y += [row, row, None]
    data: list[Plotly] = [
        {
            "x": x,
            "y": y,
            "mode": "lines",
            "line": {"width": 3, "color": "--line-strong"},
            "showlegend": False,
            "hoverinfo": "skip",
        }
    ]
    data += [_group_trace(side, ordered, comparison) for side in comparison.drawing_order]
    low, high = questionnaire.rating_labels[0], questionnaire.rating_labels[-1]
    return {"data": data, "layout": rows_layout(labels, low, high, questionnaire.points)}


def _group_trace(side: Side, ordered: list[ConsiderationResult], comparison: Comparison) -> Plotly:
    seen = [(row, one.seen_by(side.group)) for row, one in enumerate(ordered)]
    shown = [(row, figure) for row, figure in seen if isinstance(figure, Figure)]
    return {
        "x": [figure.mean for _row, figure in shown],
        "y": [row for row, _figure in shown],
        "hovertemplate": "%{x:.1f}<extra>%{fullData.name}</extra>",
        **side_look(side, comparison),
    }
