"""One partnership among several: a small chart for each, all drawn alike."""

from django.utils.translation import gettext as _

from insights.results.portfolio import PartnershipResult
from insights.tables.portfolio import standing_sentence, standing_table

from .base import Chart, Plotly, group_mark, middle_half, rows_layout

ROW_HEIGHT = 46


def standing_charts(standings: list[PartnershipResult]) -> list[tuple[PartnershipResult, Chart]]:
    """A chart for each partnership: everyone's mean on each consideration, in the usual order."""
    return [(one, _chart(number, one)) for number, one in enumerate(standings, start=1)]


def _chart(number: int, standing: PartnershipResult) -> Chart:
    return Chart(
        id=f"partnership-{number}",
        title=str(standing.review.partnership),
        sentence=standing_sentence(standing),
        table=standing_table(standing, number),
        figure=_figure(standing) if standing.ranked else None,
    )


def _figure(standing: PartnershipResult) -> Plotly:
    shown, labels = standing.ranked, standing.review.questionnaire.rating_labels
    layout = rows_layout([one.name for one, _figure in shown], labels[0], labels[-1], len(labels))
    means = {
        "x": [figure.mean for _one, figure in shown],
        "y": list(range(len(shown))),
        "mode": "markers",
        "marker": group_mark(0, 13),
        "name": _("Mean"),
        "hovertemplate": "%{x:.1f}<extra>%{fullData.name}</extra>",
    }
    return {
        "data": [*_others(standing), means],
        "layout": layout | {"height": ROW_HEIGHT * len(shown) + 90},
    }


def _others(standing: PartnershipResult) -> list[Plotly]:
    """Where the middle half of other partnerships lie, and the middle one."""
    placed = [
        (row, middle)
        for row, (one, _figure) in enumerate(standing.ranked)
        if (middle := standing.beside(one))
    ]
    if not placed:
        return []
    bars = [(row, (middle.low, middle.high)) for row, middle in placed]
    return [
        middle_half(bars, _("Middle half of partnerships")),
        {
            "x": [middle.median for _row, middle in placed],
            "y": [row for row, _middle in placed],
            "mode": "markers",
            "marker": {"symbol": "line-ns-open", "size": 14, "color": "--ink-soft"},
            "name": _("Middle partnership"),
            "hovertemplate": "%{x:.1f}<extra>%{fullData.name}</extra>",
        },
    ]
