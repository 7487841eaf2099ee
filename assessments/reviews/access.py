"""Access to a review for members who have signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from accounts.access import View, declare_access
from assessments.keys import KeyMissing
from assessments.models import Review
from assessments.questionnaires.translations import for_reader
from partnerships.access import Can, authorise

from .services import NotNow, record_reading

READING = {Can.SEE_RESULTS, Can.LEAD_DISCUSSION}
"""Permissions that show something of the results."""


def _record_reading(review: Review) -> None:
    try:
        record_reading(review=review)
    except NotNow:
        raise PermissionDenied from None


def for_review(can: Can) -> Callable[[View], View]:
    """Load the review in the address for a member who may do this with it.

    Where its key would be needed and is missing, its page says so.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def loaded(request: HttpRequest, review_id: str, **kwargs: Any) -> HttpResponse:
            review = get_object_or_404(
                Review.objects.select_related("partnership", "questionnaire"), pk=review_id
            )
            admitted = authorise(request, review.partnership, can, review)
            if can in READING:
                _record_reading(review)
                review.questionnaire = for_reader(review.questionnaire)
            with timezone.override(review.partnership.time_zone):
                try:
                    return view(admitted, review, **kwargs)
                except KeyMissing as missing:
                    messages.error(request, str(missing))
                    return redirect("assessments:review", review.pk)

        return declare_access(loaded, can)

    return decorate
