"""What chance would give follows from what is published, and so tells nothing more."""

from math import ceil

import pytest

from insights.disclosure.release import WIDE
from insights.models import COMPARED_GROUPINGS, ChanceRange
from insights.results.load import load_results
from insights.statistics.chance import Answers, by_chance
from insights.statistics.steps import steps_of
from tests import scenarios

pytestmark = pytest.mark.once


def worked_out(seen, results):
    """The ranges of a statement as a reader can work them out from the page."""
    counts, review = seen.everyone.counts, results.review
    chosen = tuple(point for point, count in enumerate(counts, start=1) if count)
    wide = review.publication.rung in WIDE
    sizes = {
        by: tuple(sorted(one.people for one in results.groups[by])) for by in COMPARED_GROUPINGS
    }
    found = by_chance(
        Answers(counts, results.people - sum(counts)),
        tuple((by, some) for by, some in sizes.items() if len(some) > 1),
        steps_of(len(counts), chosen, review.k, wide_ends=wide),
        ceil(review.k / 2),
    )
    return {
        (grouping, one.low, one.high, found.wide_from, one.share)
        for grouping, one in found.ranges.items()
    }


@pytest.mark.parametrize("make", [scenarios.larger_review, scenarios.review_with_spreads])
def test_a_reader_can_work_out_what_chance_would_give(cast, make):
    results = load_results(make(cast.partnership))
    stored = ChanceRange.objects.filter(review=results.review)
    assert stored.exists()
    for result in results:
        for seen in result.statements:
            about = stored.filter(code=seen.statement.code)
            rows = set(about.values_list("grouping", "low", "high", "wide_from", "share"))
            assert bool(rows) == any(seen.gap(by) for by in COMPARED_GROUPINGS)
            assert rows == (worked_out(seen, results) if rows else set())
