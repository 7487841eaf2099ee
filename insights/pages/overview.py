"""The overview of a review's results: the questions in order, each with its answer.

It brings together what the page shows and what is exported from it. Nothing here reaches an
answer.
"""

from dataclasses import dataclass

from django.http import QueryDict

from assessments.models import Review
from insights import charts
from insights.charts import Chart
from insights.results.changes import changes_since, earlier_review
from insights.results.comments import Comments, summarise_comments
from insights.results.comparison import Comparison
from insights.results.load import Results, load_results
from insights.results.patterns import Found, found_in
from insights.results.stages import journey
from insights.wording.headlines import Leg, legs


@dataclass(frozen=True)
class Overview:
    """What a reader sees of the results: the comparison they chose, and a chart for each answer."""

    results: Results
    comparison: Comparison
    found: list[Found]
    legs: list[Leg]
    comments: Comments
    standing: Chart
    importance: Chart
    differences: Chart
    agreed: Chart
    journey: Chart
    changes: Chart | None
    said: Chart

    @property
    def charts(self) -> list[Chart]:
        """The charts in the order of the questions."""
        charts = [
            self.standing,
            self.importance,
            self.differences,
            self.agreed,
            self.journey,
            self.changes,
            self.said,
        ]
        return [one for one in charts if one]

    def chart(self, chart_id: str) -> Chart | None:
        """The chart of this id, which its table goes by, too; None if there is none."""
        return next((one for one in self.charts if one.id == chart_id), None)


def load_overview(review: Review, query: QueryDict, *, shared_only: bool = True) -> Overview:
    """The overview of a closed review with the comparison that an address asks for.

    `shared_only` leaves out earlier rounds that are not shared with everybody yet.
    """
    results = load_results(review)
    comparison = Comparison.asked(query, results)
    seen = comparison.shown_of(results)
    found, stages, comments = found_in(results), journey(seen), summarise_comments(results)
    return Overview(
        results=results,
        comparison=comparison,
        found=found,
        legs=legs(stages),
        comments=comments,
        standing=charts.standing_chart(results),
        importance=charts.importance_chart(results),
        differences=charts.differences_chart(results, comparison),
        agreed=charts.agreed_chart(results, found),
        journey=charts.journey_chart(seen, stages, comparison),
        changes=_changes_chart(results, shared_only=shared_only),
        said=charts.said_chart(comments),
    )


def _changes_chart(results: Results, *, shared_only: bool) -> Chart | None:
    earlier = earlier_review(results.review, shared_only=shared_only)
    if earlier is None:
        return None
    changes = changes_since(earlier, results)
    return charts.changes_chart(results.review, earlier, changes) if changes else None
