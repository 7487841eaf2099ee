"""The overview of a review's results: each question in order, with its answer.

It gathers what the page shows and what is exported from it. It does not read answers.
"""

from dataclasses import dataclass

from django.http import QueryDict

from assessments.models import Review
from insights import charts
from insights.charts import Chart
from insights.results.changes import latest_changes
from insights.results.comments import CommentSummary, summarise_comments
from insights.results.comparison import Comparison
from insights.results.journey import journey_columns
from insights.results.load import Results, load_results
from insights.results.patterns import find_patterns
from insights.tables import considerations
from insights.tables.base import ResultsTable
from insights.tables.gaps import wider_gaps_table
from insights.wording.journey import ColumnInWords, columns_in_words
from insights.wording.patterns import PatternInWords, patterns_in_words


@dataclass(frozen=True)
class Overview:
    """What a reader sees of the results: the comparison they chose, and a chart for each answer."""

    results: Results
    comparison: Comparison
    pattern_matches: list[PatternInWords]
    columns: list[ColumnInWords]
    comments: CommentSummary
    ranking: Chart
    importance: Chart
    importance_by: ResultsTable | None
    differences: Chart
    gaps: ResultsTable
    patterns: Chart
    journey: Chart
    changes: Chart | None
    comment_counts: Chart

    @property
    def charts(self) -> list[Chart]:
        """The charts in the order of the questions."""
        charts = [
            self.ranking,
            self.importance,
            self.differences,
            self.patterns,
            self.journey,
            self.changes,
            self.comment_counts,
        ]
        return [one for one in charts if one]

    def table(self, table_id: str) -> ResultsTable | None:
        """The table with this id. None if there is none."""
        tables = [*(one.table for one in self.charts), self.gaps, self.importance_by]
        return next((one for one in tables if one and one.id == table_id), None)


def load_overview(review: Review, query: QueryDict, *, shared_only: bool = True) -> Overview:
    """The overview of a closed review, with the comparison given in the address.

    `shared_only` leaves out earlier rounds that have not been shared with everyone.
    """
    results = load_results(review)
    comparison = Comparison.from_query(query, results)
    found, columns, comments = (
        find_patterns(results),
        journey_columns(results),
        summarise_comments(results),
    )
    return Overview(
        results=results,
        comparison=comparison,
        pattern_matches=patterns_in_words(found),
        columns=columns_in_words(columns),
        comments=comments,
        ranking=charts.ranking_chart(results),
        importance=charts.importance_chart(results),
        importance_by=considerations.importance_by_table(results, comparison.by),
        differences=charts.differences_chart(results, comparison),
        gaps=wider_gaps_table(comparison.visible_results(results), comparison.by),
        patterns=charts.patterns_chart(results, found),
        journey=charts.journey_chart(results, columns),
        changes=_changes_chart(results, shared_only=shared_only),
        comment_counts=charts.comments_chart(comments),
    )


def _changes_chart(results: Results, *, shared_only: bool) -> Chart | None:
    changes = latest_changes(results, shared_only=shared_only)
    return charts.changes_chart(changes) if changes else None
