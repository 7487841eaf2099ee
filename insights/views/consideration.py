"""One consideration of a review's results. It reads published perceptions only."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import sent_only
from assessments.models import Review
from assessments.reviews.access import for_review
from assessments.reviews.services import NotNow
from evidence.bank import bank
from insights import charts, services
from insights.models import groupings_of
from insights.pages.comments import comments_context
from insights.results.comparison import Comparison
from insights.results.load import ConsiderationResult, Results, load_results
from insights.results.suppressed import suppression_notice
from insights.tables import statements
from insights.wording.detail import detail_sentences, group_notes
from insights.wording.gaps import (
    consideration_gap_sentence,
    said_of_statements,
    unknown_note,
)
from insights.wording.talking_points import talking_points
from insights.wording.turnout import picture_facts
from partnerships.access import Can, MemberRequest


@for_review(Can.SEE_RESULTS)
def consideration(request: MemberRequest, review: Review, code: str) -> HttpResponse:
    results = load_results(review)
    result = _result_or_404(results, code)
    comparison = Comparison.from_query(request.GET, results)
    by = comparison.by
    compared = comparison.visible_results(results)
    seen = compared.consideration(code)
    context = {
        "review": review,
        "results": results,
        "result": result,
        "by": by,
        "comparison": comparison,
        "suppression": suppression_notice(results, by),
        "comparisons": groupings_of(review),
        "chart": charts.statements_chart(result, results.scale),
        "spread": charts.spread_charts(seen, comparison, results),
        "talking": talking_points(result, results.scale.points),
        "findings": [(one, bank().sources[one.source]) for one in result.consideration.findings],
        "own_evidence": review.partnership.own_evidence.listed().filter(about=code),
        "gap": consideration_gap_sentence(seen, results.scale.points, by),
        "said_of_statements": said_of_statements(seen, results, by),
        "unknown_note": unknown_note(seen, results, by),
        "groups_table": statements.groups_table(seen, compared, by),
        "group_notes": group_notes(compared, by),
        "detail": detail_sentences(results),
        "facts": picture_facts(review, results.answered),
        **comments_context(request, review, code),
        "previous": results.previous(result),
        "next": results.following(result),
    }
    return render(request, "insights/consideration.html", context)


def _result_or_404(results: Results, code: str) -> ConsiderationResult:
    try:
        return results.consideration(code)
    except KeyError:
        raise Http404 from None


@for_review(Can.LEAD_DISCUSSION)
@sent_only
def comment_withhold(request: MemberRequest, review: Review, comment_id: int) -> HttpResponse:
    """Withhold a comment that could identify someone, or show it again, until results are
    shared."""
    comment = get_object_or_404(review.published_comments, pk=comment_id)
    try:
        services.set_comment_withheld(
            comment=comment, withheld=request.POST.get("withheld") == "yes"
        )
    except NotNow:
        messages.error(request, _("The results have been shared. Comments can no longer change."))
    if comment.consideration:
        return redirect("insights:consideration", review.pk, comment.consideration)
    return redirect(reverse("insights:results", args=[review.pk], fragment="comments"))
