"""Where on the journey is the weak link?"""

from django.utils.html import escape
from django.utils.translation import gettext as _

from insights.results.comparison import ComparedGroup, Comparison
from insights.results.load import Results, with_full_figure
from insights.results.stages import StageResult
from insights.statistics.figures import Figure, FullFigure
from insights.tables import considerations
from insights.wording import headlines

from .base import LEGEND, Chart, PlotlyDict, in_two_lines, series_style

HEIGHT = 440
STAGE_DISTANCE, MARK_OFFSET = 10, 1
"""The distance between stages, and of groups and statements from their stage's mean."""


def journey_chart(results: Results, stages: list[StageResult], comparison: Comparison) -> Chart:
    """What partners put in, how they work and what difference it makes, as a flow."""
    seen = with_full_figure(stages)
    labels = results.review.questionnaire.rating_labels
    return Chart(
        id="journey",
        title=_("Where on the journey is the weak link?"),
        sentence=headlines.journey_sentence(stages),
        table=considerations.journey_table(stages, results, comparison.by),
        figure=_journey_figure(seen, comparison, labels) if seen else None,
        notes=[
            _(
                "The large dots are the means of the three stages and the small ones are their "
                "statements. The stages are our own working model: a high rating for one stage "
                "does not show that it leads to the next."
            )
        ],
    )


def _journey_figure(
    seen: list[tuple[StageResult, FullFigure]], comparison: Comparison, labels: list[str]
) -> PlotlyDict:
    stages = [stage for stage, _figure in seen]
    axis = {"gridcolor": "--line", "zeroline": False, "fixedrange": True}
    return {
        "data": [
            _statements_trace(stages),
            *(_group_trace(compared, stages, comparison) for compared in comparison.drawing_order),
            _everyone_trace([figure for _stage, figure in seen]),
        ],
        "layout": {
            "height": HEIGHT,
            "margin": {"l": 24, "r": 12, "t": 10, "b": 50},
            "xaxis": axis
            | {
                "tickvals": _stage_positions(len(stages)),
                "ticktext": [in_two_lines(str(one.stage.label)) for one in stages],
                "range": [-STAGE_DISTANCE / 2, (len(stages) - 1 / 2) * STAGE_DISTANCE],
            },
            "yaxis": axis
            | {
                "range": [0.8, len(labels) + 0.35],
                "tickvals": list(range(1, len(labels) + 1)),
            },
            "annotations": [
                _scale_end_label(1, labels[0]),
                _scale_end_label(len(labels), labels[-1]),
            ],
            "legend": LEGEND,
            "hovermode": "closest",
        },
    }


def _stage_positions(stages: int) -> list[float]:
    return [place * STAGE_DISTANCE for place in range(stages)]


def _everyone_trace(figures: list[FullFigure]) -> PlotlyDict:
    return {
        "x": _stage_positions(len(figures)),
        "y": [figure.mean for figure in figures],
        "mode": "lines+markers",
        "line": {"width": 4, "color": "--ink"},
        "marker": {"symbol": "circle", "size": 20, "color": "--ink"},
        "name": _("Everyone"),
        "hovertemplate": "%{y:.1f}<extra>%{fullData.name}</extra>",
    }


def _statements_trace(stages: list[StageResult]) -> PlotlyDict:
    placed = [(place, one) for place, stage in enumerate(stages) for one in stage.statements]
    return {
        "x": [place * STAGE_DISTANCE + MARK_OFFSET for place, _one in placed],
        "y": [one.mean for _place, one in placed],
        "text": [escape(one.result.statement.text) for _place, one in placed],
        "mode": "markers",
        "marker": {"symbol": "circle-open", "size": 8, "color": "--ink-soft"},
        "name": _("Statements"),
        "hovertemplate": "%{y:.1f} %{text}<extra></extra>",
    }


def _group_trace(
    compared: ComparedGroup, stages: list[StageResult], comparison: Comparison
) -> PlotlyDict:
    seen = [(place, one.figure_of(compared.group)) for place, one in enumerate(stages)]
    shown = [(place, figure) for place, figure in seen if isinstance(figure, Figure)]
    return {
        "x": [place * STAGE_DISTANCE - MARK_OFFSET for place, _figure in shown],
        "y": [figure.mean for _place, figure in shown],
        "hovertemplate": "%{y:.1f}<extra>%{fullData.name}</extra>",
        **series_style(compared, comparison),
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
