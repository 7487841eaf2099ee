"""The results of a review. Pages read published perceptions only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.access import for_review
from assessments.models import Review
from partnerships.access import Can, public

from .. import sentences, tables
from ..absent import absence, withheld_in
from ..changes import changes_since, earlier_review
from ..models import COMPARISONS
from ..overview import load_overview
from ..patterns import PATTERNS, found_in


@public
def reading(request: HttpRequest) -> HttpResponse:
    return render(request, "insights/reading.html", {"patterns": PATTERNS})


@for_review(Can.SEE_RESULTS)
def results(request: HttpRequest, review: Review) -> HttpResponse:
    overview = load_overview(review, request.GET)
    results, by = overview.results, overview.comparison.by
    found = found_in(results)
    earlier = earlier_review(review, shared_only=not request.can[Can.LEAD_DISCUSSION])
    changes = changes_since(earlier, results) if earlier else []
    context = {
        "changes": changes and tables.changes_table(changes, earlier, review),
        "changes_sentence": changes and sentences.changes_sentence(earlier, changes),
        "review": review,
        "results": results,
        "by": by,
        "comparison": overview.comparison,
        "absence": absence(results, by),
        "withheld_here": withheld_in(overview.comparison.shown_of(results), by),
        "patterns": found,
        "patterns_sentence": sentences.patterns_sentence(found),
        "comparisons": COMPARISONS,
        "overview": overview,
        "lines": sentences.overview(results, by),
    }
    return render(request, "insights/results.html", context)
