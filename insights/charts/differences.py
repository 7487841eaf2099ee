"""Where do we see it differently?"""

from django.utils.translation import gettext as _

from insights.models import Grouping
from insights.results.comparison import ComparedGroup, Comparison
from insights.results.gaps import range_by_chance, sorted_by_gap
from insights.results.load import ConsiderationResult, Results
from insights.statistics.figures import Figure
from insights.tables import considerations
from insights.wording.detail import bar_notes, group_notes
from insights.wording.gaps import chance_notes, difference_sentence

from .base import (
    LANE_HEIGHT,
    Chart,
    PlotlyDict,
    chance_trace,
    figure_marks,
    lanes_by_group,
    row_height,
    rows_figure,
    series_style,
)


def differences_chart(results: Results, comparison: Comparison) -> Chart:
    """Where do we see it differently? Groups side by side, most gaps first."""
    by = comparison.by
    seen = comparison.visible_results(results)
    return Chart(
        id="differences",
        title=_("Where do we see it differently?"),
        sentence=difference_sentence(seen, by),
        table=considerations.differences_table(seen, by),
        figure=_differences_figure(seen, comparison) if comparison.shown else None,
        notes=[*chance_notes(results, by), *bar_notes(results, by), *group_notes(results, by)],
    )


def _differences_figure(results: Results, comparison: Comparison) -> PlotlyDict:
    ordered = sorted_by_gap(results, comparison.by)
    placed = [lanes_by_group(one, comparison) for one in ordered]
    used = [1 + max(row.values(), default=0) for row in placed]
    most = max(used, default=1)
    data = [
        *_chance_bands(ordered, comparison.by, LANE_HEIGHT * most),
        _gap_lines(ordered, comparison.by),
        *(
            _group_trace(compared, ordered, placed, row_height(most), comparison)
            for compared in comparison.drawing_order
        ),
    ]
    labels = [one.consideration.name for one in ordered]
    return rows_figure(data, labels, results.scale, used)


def _chance_bands(ordered: list[ConsiderationResult], by: Grouping, width: int) -> list[PlotlyDict]:
    ranges = [(row, range_by_chance(one, by)) for row, one in enumerate(ordered)]
    shown = [(row, ends) for row, ends in ranges if ends]
    return [chance_trace(shown, width)] if shown else []


def _gap_lines(ordered: list[ConsiderationResult], by: Grouping) -> PlotlyDict:
    """A line in each row between the groups furthest apart. Steps need none: their bars show it."""
    x: list[float | None] = []
    y: list[int | None] = []
    for row, one in enumerate(ordered):
        gap = one.gap(by)
        if gap and not gap.in_steps:
            x += [gap.lower.figure.mean, gap.higher.figure.mean, None]
            y += [row, row, None]
    return {
        "x": x,
        "y": y,
        "mode": "lines",
        "line": {"width": 3, "color": "--line-strong"},
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _group_trace(
    compared: ComparedGroup,
    ordered: list[ConsiderationResult],
    placed: list[dict[int, int]],
    height: int,
    comparison: Comparison,
) -> PlotlyDict:
    seen = [(row, one.figure_of(compared.group)) for row, one in enumerate(ordered)]
    shown = [(row, figure) for row, figure in seen if isinstance(figure, Figure)]
    across = [row + placed[row][compared.position] * LANE_HEIGHT / height for row, _figure in shown]
    figures = [figure for _row, figure in shown]
    return figure_marks(figures, across) | series_style(compared, comparison)
