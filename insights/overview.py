"""The overview of a review's results: the questions in order, each with its answer.

It brings together what the page shows and what is exported from it. Nothing here reaches an
answer.
"""

from dataclasses import dataclass

from django.http import QueryDict

from assessments.models import Review

from . import charts
from .charts import Chart
from .comparison import Comparison
from .headlines import Leg, legs
from .results import Results, load_results
from .stages import journey


@dataclass(frozen=True)
class Overview:
    """What a reader sees of the results: the comparison they chose, and a chart for each answer."""

    results: Results
    comparison: Comparison
    legs: list[Leg]
    standing: Chart
    differences: Chart
    journey: Chart

    @property
    def charts(self) -> list[Chart]:
        """The charts in the order of the questions."""
        return [self.standing, self.differences, self.journey]

    def chart(self, chart_id: str) -> Chart | None:
        """The chart of this id, which its table goes by, too; None if there is none."""
        return next((one for one in self.charts if one.id == chart_id), None)


def load_overview(review: Review, query: QueryDict) -> Overview:
    """The overview of a closed review with the comparison that an address asks for."""
    results = load_results(review)
    comparison = Comparison.asked(query, results)
    seen = comparison.shown_of(results)
    stages = journey(seen)
    return Overview(
        results=results,
        comparison=comparison,
        legs=legs(stages),
        standing=charts.standing_chart(results),
        differences=charts.differences_chart(results, comparison),
        journey=charts.journey_chart(seen, stages, comparison),
    )
