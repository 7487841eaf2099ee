"""Where do we stand?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .. import sentences, tables
from ..results import ConsiderationResult, Figure, Results
from .base import Chart, group_mark, middle_half, rows_layout


def standing_chart(results: Results) -> Chart:
    """Where do we stand? Each consideration's mean and middle half, beside its importance."""
    shown = [one for one in results if isinstance(one.everyone, Figure)]
    shown.sort(key=lambda one: -one.everyone.mean)
    questionnaire = results.review.questionnaire
    return Chart(
        id="standing",
        title=_("Where do we stand?"),
        sentence=sentences.standing_sentence(results),
        table=tables.standing_table(results, questionnaire),
        figure=_standing_figure(shown, results) if shown else None,
        notes=list(_notes(shown)),
    )


def _notes(shown: list[ConsiderationResult]) -> Iterator[str]:
    """What the marks stand for that are there to be seen."""
    yield _("The dot is the mean of everyone’s ratings, the bar the middle half of them.")
    if any(isinstance(one.importance, Figure) for one in shown):
        yield _("The open diamond is how much the consideration matters to partners now.")


def _standing_figure(shown: list[ConsiderationResult], results: Results) -> dict:
    spans = [(row, one.everyone.spread) for row, one in enumerate(shown) if one.everyone.spread]
    labels = [one.consideration.name for one in shown]
    points = results.review.questionnaire.rating_labels
    return {
        "data": [middle_half(spans, _("Middle half")), _importance(shown, results), _means(shown)],
        "layout": rows_layout(labels, points[0], points[-1], len(points)),
    }


def _importance(shown: list[ConsiderationResult], results: Results) -> dict:
    weighed = [(row, one) for row, one in enumerate(shown) if isinstance(one.importance, Figure)]
    return {
        "x": [results.weight(one) for _row, one in weighed],
        "y": [row for row, _one in weighed],
        "customdata": [one.importance.mean for _row, one in weighed],
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


def _means(shown: list[ConsiderationResult]) -> dict:
    return {
        "x": [one.everyone.mean for one in shown],
        "y": list(range(len(shown))),
        "mode": "markers",
        "marker": group_mark(0, 16),
        "name": _("Mean"),
        "hovertemplate": "%{x:.1f}<extra>%{fullData.name}</extra>",
    }
