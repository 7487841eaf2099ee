"""A member's own answers beside everyone's, for that member only.

Only the personal link connects a member to their answers, so it is the way in. Signing in also
works where an organisation speaks with one voice, because its answer belongs to all its members.
"""

import time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.models import Invitation, Review
from assessments.responses.access import with_link
from assessments.responses.read_model import OwnResponse
from assessments.reviews.access import for_review
from insights.export.files import as_download, table_file
from insights.pages.own_answers import compare_own, point_colour
from insights.results.load import load_results
from insights.wording.detail import detail_sentences
from partnerships.access import Can, MemberRequest
from partnerships.models import Organisation


def _context(review: Review, own: OwnResponse, organisation: Organisation | None) -> dict[str, Any]:
    speaks_for = organisation if review.speaks_as_organisations else None
    results = load_results(review)
    labels, points = results.scale.labels, results.scale.points
    return {
        "review": review,
        "own": own,
        "organisation": speaks_for,
        "own_comparison": compare_own(own, results, str(speaks_for or _("You"))),
        "detail": detail_sentences(results),
        "labels": [
            {"text": label, "colour": point_colour(point, points)}
            for point, label in enumerate(labels, start=1)
        ],
    }


def _own_by_link(invitation: Invitation, token: str) -> OwnResponse | None:
    """The response behind a personal link, once the results have been shared with its holder."""
    own = OwnResponse.for_link(invitation, token)
    shared = invitation.review.is_shared_with(invitation.member.role)
    return own if shared and own.is_started else None


def _own_of_organisation(request: MemberRequest, review: Review) -> OwnResponse | None:
    """The answer of the signed-in member's organisation, if it speaks with one voice."""
    organisation = request.member.organisation
    if not review.speaks_as_organisations or not organisation:
        return None
    own = OwnResponse.of_organisation(review, organisation)
    return own if own.is_started else None


def _table_download(
    review: Review, own: OwnResponse | None, organisation: Organisation | None, name: str, kind: str
) -> HttpResponse:
    """A table of the page as a file."""
    tables = _context(review, own, organisation)["own_comparison"].tables if own else []
    wanted = next((one for one in tables if one.id == name), None)
    if wanted is None or not (content := table_file(wanted, kind)):
        raise Http404
    return as_download(content, kind, review.title, name)


@with_link
@require_safe
def respond_own_answers(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """By personal link, once the results have been shared with its holder."""
    review, member = invitation.review, invitation.member
    own = _own_by_link(invitation, token)
    if own is None:
        return redirect("assessments:respond", review.pk, token)
    start = reverse("assessments:respond", args=[review.pk, token])
    context = _context(review, own, member.organisation)
    context |= {"token": token, "start": start, "now": time.time_ns() // 1_000_000}
    return render(request, "insights/respond_own_answers.html", context)


@for_review(Can.SEE_RESULTS)
@require_safe
@never_cache
def my_view(request: MemberRequest, review: Review) -> HttpResponse:
    """Signed in: the answer of the member's organisation, or how to find their own."""
    own = _own_of_organisation(request, review)
    if own is None:
        return render(request, "insights/my_view_by_link.html", {"review": review})
    context = _context(review, own, request.member.organisation)
    return render(request, "insights/my_view.html", context)


@with_link
@require_safe
def respond_own_answers_table(
    request: HttpRequest, invitation: Invitation, token: str, table: str, kind: str
) -> HttpResponse:
    """A table of the page behind a personal link."""
    own = _own_by_link(invitation, token)
    return _table_download(invitation.review, own, invitation.member.organisation, table, kind)


@for_review(Can.SEE_RESULTS)
@require_safe
@never_cache
def my_view_table(request: MemberRequest, review: Review, table: str, kind: str) -> HttpResponse:
    """A table of the page for the member's organisation."""
    own = _own_of_organisation(request, review)
    return _table_download(review, own, request.member.organisation, table, kind)
