"""The ways in to a review: as a member who has signed in, or with a personal link."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from partnerships.access import Can, View, admit, stated

from . import saving
from .links import link_hash
from .models import Invitation, Review
from .models.questionnaire import version_of
from .services import NotNow, record_reading

READING = {Can.SEE_RESULTS, Can.LEAD_DISCUSSION}
"""What nobody can do without having seen, or being about to see, something of the results."""


def _record_reading(review: Review) -> None:
    try:
        record_reading(review=review)
    except NotNow:
        raise PermissionDenied from None


def for_review(can: Can) -> Callable[[View], View]:
    """Load the review in the address for a member who may do this with it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def admitted(request: HttpRequest, review_id: str, **kwargs: Any) -> HttpResponse:
            review = get_object_or_404(
                Review.objects.select_related("partnership", "questionnaire"), pk=review_id
            )
            admit(request, review.partnership, can, review)
            if can in READING:
                _record_reading(review)
            with timezone.override(review.partnership.time_zone):
                return view(request, review, **kwargs)

        return stated(admitted, can)

    return decorate


def with_link(view: View) -> View:
    """Load the invitation that a personal link belongs to. The link is all that is asked for.

    The view is called with the invitation and the token. What is sent off reads no more of them
    than saving needs, and the rest if it is asked for. A wrong link gets a page that says what to
    do, with status 404.
    """

    @wraps(view)
    def opened(request: HttpRequest, review_id: str, token: str, **kwargs: Any) -> HttpResponse:
        find = saving.found if request.method == "POST" else _found
        invitation = find(review_id, link_hash(token))
        if invitation is None:
            return render(request, "assessments/link_unknown.html", status=404)
        return view(request, invitation, token, **kwargs)

    return stated(login_not_required(never_cache(opened)), "personal link")


def _found(review_id: str, link_hash: str) -> Invitation | None:
    invitations = Invitation.objects.select_related("review__partnership", "member__organisation")
    for invitation in invitations.opened_by(link_hash).filter(review=review_id):
        invitation.review.questionnaire = version_of(invitation.review.questionnaire_id)
        return invitation
    return None
