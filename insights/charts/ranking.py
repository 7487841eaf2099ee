"""Where do we stand?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from insights.results.load import ConsiderationResult, Results, with_figure
from insights.statistics.figures import Figure
from insights.tables import considerations
from insights.wording import sentences

from .base import (
    Chart,
    PlotlyDict,
    figure_marks,
    group_mark,
    middle_half_trace,
    rows_figure,
    values_on_marks,
)

RankedResults = list[tuple[ConsiderationResult, Figure]]
"""Considerations with everyone's figures, the highest rated first."""


def ranking_chart(results: Results) -> Chart:
    """Where do we stand? Each consideration's mean and middle half."""
    ranked = sorted(with_figure(results), key=lambda pair: -pair[1].shown_mean)
    return Chart(
        id="standing",
        title=_("Where do we stand?"),
        sentence=sentences.ranking_sentence(results),
        table=considerations.ranking_table(results),
        figure=_ranking_figure(ranked, results) if ranked else None,
        notes=list(_notes(ranked)),
    )


def _notes(ranked: RankedResults) -> Iterator[str]:
    """What the marks on the chart mean."""
    if any(figure.step for _one, figure in ranked):
        yield _(
            "The dot is the mean of everyone’s ratings in steps, and the bar is the whole step."
        )
    else:
        yield _(
            "The dot is the mean of everyone’s ratings, and the bar is the middle half of them."
        )


def _ranking_figure(ranked: RankedResults, results: Results) -> PlotlyDict:
    spans = [(row, figure.middle_half) for row, (_one, figure) in enumerate(ranked)]
    middle = [(row, ends) for row, ends in spans if ends]
    means = figure_marks([figure for _one, figure in ranked], range(len(ranked)))
    means |= {"marker": group_mark(0, 16), "name": _("Mean"), **values_on_marks(means)}
    data = [*([middle_half_trace(middle, _("Middle half"))] if middle else []), means]
    return rows_figure(data, [one.consideration.name for one, _figure in ranked], results.scale)
