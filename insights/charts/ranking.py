"""Where do we stand?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from insights.results.load import ConsiderationResult, Results, with_full_figure
from insights.statistics.figures import FullFigure
from insights.tables import considerations
from insights.wording import sentences

from .base import Chart, PlotlyDict, group_mark, middle_half_trace, rows_layout

RankedResults = list[tuple[ConsiderationResult, FullFigure]]
"""Considerations with everyone's figures, the highest rated first."""


def ranking_chart(results: Results) -> Chart:
    """Where do we stand? Each consideration's mean and middle half, beside its importance."""
    ranked = sorted(with_full_figure(results), key=lambda pair: -pair[1].mean)
    questionnaire = results.review.questionnaire
    return Chart(
        id="standing",
        title=_("Where do we stand?"),
        sentence=sentences.ranking_sentence(results),
        table=considerations.ranking_table(results, questionnaire),
        figure=_ranking_figure(ranked, results) if ranked else None,
        notes=list(_notes(ranked)),
    )


def _notes(ranked: RankedResults) -> Iterator[str]:
    """What the marks on the chart mean."""
    yield _("The dot is the mean of everyone’s ratings, and the bar is the middle half of them.")
    if any(isinstance(one.importance, FullFigure) for one, _figure in ranked):
        yield _("The open diamond shows how much the consideration matters to partners now.")


def _ranking_figure(ranked: RankedResults, results: Results) -> PlotlyDict:
    spans = [(row, figure.middle_half) for row, (_one, figure) in enumerate(ranked)]
    labels = [one.consideration.name for one, _figure in ranked]
    points = results.review.questionnaire.rating_labels
    return {
        "data": [
            middle_half_trace(spans, _("Middle half")),
            _importance_trace(ranked, results),
            _means_trace(ranked),
        ],
        "layout": rows_layout(labels, points[0], points[-1], len(points)),
    }


def _importance_trace(ranked: RankedResults, results: Results) -> PlotlyDict:
    weighed = [
        (row, one.importance)
        for row, (one, _figure) in enumerate(ranked)
        if isinstance(one.importance, FullFigure)
    ]
    return {
        "x": [results.rescaled_importance(importance) for _row, importance in weighed],
        "y": [row for row, _importance in weighed],
        "customdata": [importance.mean for _row, importance in weighed],
        "mode": "markers",
        "marker": {
            "symbol": "diamond-open",
            "size": 15,
            "color": "--group-2",
            "line": {"width": 2.5},
        },
        "name": _("Importance"),
        "hovertemplate": "%{customdata:.1f}<extra>%{fullData.name}</extra>",
    }


def _means_trace(ranked: RankedResults) -> PlotlyDict:
    return {
        "x": [figure.mean for _one, figure in ranked],
        "y": list(range(len(ranked))),
        "mode": "markers",
        "marker": group_mark(0, 16),
        "name": _("Mean"),
        "hovertemplate": "%{x:.1f}<extra>%{fullData.name}</extra>",
    }
