"""Where on the journey is the weak link?"""

from django.utils.html import escape
from django.utils.translation import gettext as _

from insights.results.comparison import ComparedGroup, Comparison
from insights.results.load import Results, with_figure
from insights.results.scale import ShownScale
from insights.results.stages import StageResult
from insights.statistics.figures import Figure
from insights.tables import considerations
from insights.wording import headlines
from insights.wording.detail import bar_notes
from insights.wording.figures import short_figure

from .base import (
    LEGEND,
    Chart,
    PlotlyDict,
    figure_marks,
    in_two_lines,
    lanes_by_group,
    series_style,
)

HEIGHT = 440
STAGE_DISTANCE, MARK_OFFSET, LANE_WIDTH = 10, 1, 0.6
"""The distance between stages, of groups and statements from their stage's mean, and of groups from
each other whose steps overlap."""


def journey_chart(results: Results, stages: list[StageResult], comparison: Comparison) -> Chart:
    """What partners put in, how they work and what difference it makes, as a flow."""
    seen = with_figure(stages)
    return Chart(
        id="journey",
        title=_("Where on the journey is the weak link?"),
        sentence=headlines.journey_sentence(stages),
        table=considerations.journey_table(stages, results, comparison.by),
        figure=_journey_figure(seen, comparison, results.scale) if seen else None,
        notes=[
            *bar_notes(results, comparison.by),
            _(
                "The large dots are the means of the three stages and the small ones are their "
                "statements. The stages are our own working model: a high rating for one stage "
                "does not show that it leads to the next."
            ),
        ],
    )


def _journey_figure(
    seen: list[tuple[StageResult, Figure]], comparison: Comparison, scale: ShownScale
) -> PlotlyDict:
    placed = [lanes_by_group(stage, comparison) for stage, _figure in seen]
    stages = [stage for stage, _figure in seen]
    axis = {"gridcolor": "--line", "zeroline": False, "fixedrange": True}
    return {
        "data": [
            _statements_trace(stages),
            *(
                _group_trace(compared, stages, placed, comparison)
                for compared in comparison.drawing_order
            ),
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
                "range": [0.8, scale.points + 0.35],
                "tickvals": list(range(1, scale.points + 1)),
            },
            "annotations": [
                _scale_end_label(1, scale.labels[0]),
                _scale_end_label(scale.points, scale.labels[-1]),
            ],
            "legend": LEGEND,
            "hovermode": "closest",
        },
    }


def _stage_positions(stages: int) -> list[float]:
    return [place * STAGE_DISTANCE for place in range(stages)]


def _everyone_trace(figures: list[Figure]) -> PlotlyDict:
    return figure_marks(figures, _stage_positions(len(figures)), "y") | {
        "mode": "lines+markers",
        "line": {"width": 4, "color": "--ink"},
        "marker": {"symbol": "circle", "size": 20, "color": "--ink"},
        "name": _("Everyone"),
    }


def _statements_trace(stages: list[StageResult]) -> PlotlyDict:
    placed = [(place, one) for place, stage in enumerate(stages) for one in stage.statements]
    return {
        "x": [place * STAGE_DISTANCE + MARK_OFFSET for place, _one in placed],
        "y": [one.figure.mean for _place, one in placed],
        "text": [escape(one.result.statement.text) for _place, one in placed],
        "customdata": [short_figure(one.figure) for _place, one in placed],
        "mode": "markers",
        "marker": {"symbol": "circle-open", "size": 8, "color": "--ink-soft"},
        "name": _("Statements"),
        "hovertemplate": "%{customdata} %{text}<extra></extra>",
    }


def _group_trace(
    compared: ComparedGroup,
    stages: list[StageResult],
    placed: list[dict[int, int]],
    comparison: Comparison,
) -> PlotlyDict:
    seen = [(place, one.figure_of(compared.group)) for place, one in enumerate(stages)]
    shown = [(place, figure) for place, figure in seen if isinstance(figure, Figure)]
    across = [
        place * STAGE_DISTANCE - MARK_OFFSET - placed[place][compared.position] * LANE_WIDTH
        for place, _figure in shown
    ]
    figures = [figure for _place, figure in shown]
    return figure_marks(figures, across, "y") | series_style(compared, comparison)


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
