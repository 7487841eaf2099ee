"""Where do we see it differently?"""

from django.utils.translation import gettext as _

from insights.results.comparison import ComparedGroup, Comparison
from insights.results.load import ConsiderationResult, Results
from insights.statistics.figures import Figure
from insights.tables import considerations
from insights.wording import sentences

from .base import Chart, PlotlyDict, rows_layout, series_style


def differences_chart(results: Results, comparison: Comparison) -> Chart:
    """Where do we see it differently? Groups side by side, widest gap first."""
    by = comparison.by
    seen = comparison.visible_results(results)
    return Chart(
        id="differences",
        title=_("Where do we see it differently?"),
        sentence=sentences.difference_sentence(seen, by),
        table=considerations.differences_table(seen, by),
        figure=_differences_figure(seen, comparison) if comparison.shown else None,
        notes=[sentences.withheld_note(results.review.k)],
    )


def _differences_figure(results: Results, comparison: Comparison) -> PlotlyDict:
    ordered = results.sorted_by_gap(comparison.by)
    labels = [one.consideration.name for one in ordered]
    questionnaire = results.review.questionnaire
    x: list[float | None] = []
    y: list[int | None] = []
    for row, one in enumerate(ordered):
        if gap := one.gap(comparison.by):
            x += [gap.lower.figure.mean, gap.higher.figure.mean, None]
            y += [row, row, None]
    data: list[PlotlyDict] = [
        {
            "x": x,
            "y": y,
            "mode": "lines",
            "line": {"width": 3, "color": "--line-strong"},
            "showlegend": False,
            "hoverinfo": "skip",
        }
    ]
    data += [_group_trace(compared, ordered, comparison) for compared in comparison.drawing_order]
    low, high = questionnaire.rating_labels[0], questionnaire.rating_labels[-1]
    return {"data": data, "layout": rows_layout(labels, low, high, questionnaire.points)}


def _group_trace(
    compared: ComparedGroup, ordered: list[ConsiderationResult], comparison: Comparison
) -> PlotlyDict:
    seen = [(row, one.figure_of(compared.group)) for row, one in enumerate(ordered)]
    shown = [(row, figure) for row, figure in seen if isinstance(figure, Figure)]
    return {
        "x": [figure.mean for _row, figure in shown],
        "y": [row for row, _figure in shown],
        "hovertemplate": "%{x:.1f}<extra>%{fullData.name}</extra>",
        **series_style(compared, comparison),
    }
