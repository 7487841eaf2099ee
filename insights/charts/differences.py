"""Where do we see it differently?"""

from django.utils.html import escape
from django.utils.translation import gettext as _

from .. import sentences, tables
from ..comparison import Comparison, Side
from ..results import Figure, Results, Seen
from .base import Chart, group_mark, rows_layout


def differences_chart(results: Results, comparison: Comparison) -> Chart:
    """Where do we see it differently? Groups side by side, the widest gap first."""
    by = comparison.by
    seen = comparison.shown_of(results)
    return Chart(
        id="differences",
        title=_("Where do we see it differently?"),
        sentence=sentences.difference_sentence(seen, by),
        table=tables.differences_table(seen, by),
        figure=_differences_figure(seen, comparison) if comparison.shown else None,
        notes=[sentences.withheld_note(results.review.k)],
    )


def _differences_figure(results: Results, comparison: Comparison) -> dict:
    ordered = results.by_gap(comparison.by)
    labels = [one.consideration.name for one in ordered]
    questionnaire = results.review.questionnaire
    spans = {"x": [], "y": []}
    for row, one in enumerate(ordered):
        if gap := one.gap(comparison.by):
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
    column = {side.slug: number for number, side in enumerate(comparison.shown)}
    for side in comparison.drawing_order:
        seen = [
            (row, one.groups[comparison.by][column[side.slug]]) for row, one in enumerate(ordered)
        ]
        data.append(_group_trace(side, seen, dimmed=comparison.is_dimmed(side)))
    low, high = questionnaire.rating_labels[0], questionnaire.rating_labels[-1]
    return {"data": data, "layout": rows_layout(labels, low, high, questionnaire.points)}


def _group_trace(side: Side, seen: list[tuple[int, Seen]], *, dimmed: bool) -> dict:
    shown = [(row, one.figure) for row, one in seen if isinstance(one.figure, Figure)]
    return {
        "x": [figure.mean for _row, figure in shown],
        "y": [row for row, _figure in shown],
        "mode": "markers",
        "marker": group_mark(side.place, 20 if side.is_highlighted else 14),
        "opacity": 0.3 if dimmed else 1,
        "name": escape(side.group.label),
        "hovertemplate": "%{x:.1f}<extra>%{fullData.name}</extra>",
    }
