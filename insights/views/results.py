"""The results of a review. Pages read published perceptions only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import public
from assessments.models import Review
from assessments.reviews.access import for_review
from insights.models import groupings_of
from insights.pages.comments import comments_context
from insights.pages.overview import load_overview
from insights.publishing.plan import TWINS_WITHIN
from insights.results.patterns import PATTERNS
from insights.results.profile import FEWEST_ANSWERS
from insights.results.suppressed import blank_groups, suppression_notice
from insights.results.who_answered import LEAST_COVERED, LEAST_SHARE
from insights.statistics import measures
from insights.statistics.steps import FINE_SCALE
from insights.wording.detail import answered_sentence, detail_sentences, step_note
from insights.wording.gaps import overview_lines
from insights.wording.rules import agreement_rules, differing_rules, further_rules, gap_rules
from insights.wording.turnout import picture_facts
from partnerships.access import Can, MemberRequest


@public
def how_we_read(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "insights/how_we_read.html",
        {
            "patterns": PATTERNS,
            "fewest": FEWEST_ANSWERS,
            "gaps": gap_rules(),
            "differing": differing_rules(),
            "agreement": agreement_rules(),
            "further": further_rules(),
            "steps": step_note(FINE_SCALE),
            "days": TWINS_WITHIN.days,
            "errors": measures.ENOUGH_ERRORS,
            "turnout_share": int(100 * LEAST_SHARE),
            "covered": int(100 * LEAST_COVERED),
        },
    )


@for_review(Can.SEE_RESULTS)
def results(request: MemberRequest, review: Review) -> HttpResponse:
    shared_only = not request.can[Can.LEAD_DISCUSSION]
    overview = load_overview(review, request.GET, shared_only=shared_only)
    results, by = overview.results, overview.comparison.by
    context = {
        "review": review,
        "results": results,
        "answered": answered_sentence(results),
        "detail": detail_sentences(results),
        "facts": picture_facts(review, results.answered),
        "by": by,
        "comparison": overview.comparison,
        "suppression": suppression_notice(results, by),
        "blank_groups": blank_groups(overview.comparison.visible_results(results), by),
        "comparisons": groupings_of(review),
        "overview": overview,
        **comments_context(request, review, ""),
        "lines": overview_lines(results, by),
    }
    return render(request, "insights/results.html", context)
