"""One partnership among several: a small chart for each, all drawn alike."""

from django.utils.translation import gettext as _

from insights.results.portfolio import PartnershipResult
from insights.tables.portfolio import partnership_sentence, partnership_table
from insights.wording.turnout import picture_facts

from .base import (
    Chart,
    PlotlyDict,
    figure_marks,
    group_mark,
    middle_half_trace,
    rows_figure,
    values_on_marks,
)


def partnership_charts(results: list[PartnershipResult]) -> list[tuple[PartnershipResult, Chart]]:
    """A chart for each partnership: everyone's mean on each consideration, in the usual order."""
    return [(one, _chart(number, one)) for number, one in enumerate(results, start=1)]


def _chart(number: int, result: PartnershipResult) -> Chart:
    return Chart(
        id=f"partnership-{number}",
        title=str(result.review.partnership),
        sentence=partnership_sentence(result),
        table=partnership_table(result, number),
        figure=_figure(result) if result.shown_figures else None,
        notes=[_("The dot is the mean of everyone’s ratings."), *_benchmark_notes(result)],
        facts=picture_facts(result.review, result.answered),
    )


def _benchmark_notes(result: PartnershipResult) -> list[str]:
    if not result.benchmark:
        return []
    return [
        _(
            "Compared with %(count)s partnerships that take part, of the kind “%(kind)s”: the bar "
            "shows where the middle half of them lie, and the upright mark shows the one in the "
            "middle."
        )
        % {
            "count": result.benchmark.partnerships,
            "kind": result.review.partnership.get_kind_display(),
        }
    ]


def _figure(result: PartnershipResult) -> PlotlyDict:
    shown = result.shown_figures
    means = figure_marks([figure for _one, figure in shown], range(len(shown)))
    means |= {"marker": group_mark(0, 13), "name": _("Mean"), **values_on_marks(means)}
    data = [*_benchmark_traces(result), means]
    return rows_figure(data, [one.name for one, _figure in shown], result.scale)


def _benchmark_traces(result: PartnershipResult) -> list[PlotlyDict]:
    """Where the middle half of other partnerships are, and the middle one."""
    placed = [
        (row, quartiles)
        for row, (one, _figure) in enumerate(result.shown_figures)
        if (quartiles := result.benchmark_for(one))
    ]
    if not placed:
        return []
    bars = [(row, (quartiles.low, quartiles.high)) for row, quartiles in placed]
    return [
        middle_half_trace(bars, _("Middle half of partnerships")),
        {
            "x": [quartiles.median for _row, quartiles in placed],
            "y": [row for row, _middle in placed],
            "mode": "markers",
            "marker": {"symbol": "line-ns-open", "size": 14, "color": "--ink-soft"},
            "name": _("Middle partnership"),
            "hovertemplate": "%{x:.1f}<extra>%{fullData.name}</extra>",
        },
    ]
