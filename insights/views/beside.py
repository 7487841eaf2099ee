"""A member's own answers beside everyone's, for nobody but them.

Who answered what is known to the personal link alone, so it is the way in. Only where an
organisation speaks with one voice does signing in lead there too: its answer belongs to all of its
members.
"""

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import for_review, with_link
from assessments.models import Invitation, Review
from assessments.responding import OwnResponse
from partnerships.access import Can
from partnerships.models import Organisation

from ..beside import fill, set_beside
from ..results import load_results


def _context(review: Review, own: OwnResponse, organisation: Organisation | None) -> dict:
    speaks_for = organisation if review.speaks_as_organisations else None
    labels, points = review.questionnaire.rating_labels, review.questionnaire.points
    return {
        "review": review,
        "own": own,
        "organisation": speaks_for,
        "beside": set_beside(own, load_results(review), str(speaks_for or _("You"))),
        "labels": [
            {"text": label, "fill": fill(point, points)}
            for point, label in enumerate(labels, start=1)
        ],
    }


@with_link
@require_safe
def respond_beside(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """With a personal link, once the results are shared with whoever holds it."""
    review, member = invitation.review, invitation.member
    own = OwnResponse.behind(invitation, token)
    if not review.is_shared_with(member.role) or not own.begun:
        return redirect("assessments:respond", review.pk, token)
    start = reverse("assessments:respond", args=[review.pk, token])
    context = _context(review, own, member.organisation)
    context |= {"links": {"start": start}, "now": time.time_ns() // 1_000_000}
    return render(request, "insights/respond_beside.html", context)


@for_review(Can.SEE_RESULTS)
@require_safe
@never_cache
def my_view(request: HttpRequest, review: Review) -> HttpResponse:
    """Signed in: the answer of one's organisation, or the way to one's own."""
    organisation = request.member.organisation
    if review.speaks_as_organisations and organisation:
        own = OwnResponse.of_organisation(review, organisation)
        if own.begun:
            return render(request, "insights/my_view.html", _context(review, own, organisation))
    return render(request, "insights/my_view_by_link.html", {"review": review})
