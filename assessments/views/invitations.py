"""Who is asked for an answer, and what became of the e-mails to them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partnerships.access import Can

from ..access import for_review
from ..models import Review
from ..selectors import recipients


@for_review(Can.RUN_REVIEW)
def review_invitations(request: HttpRequest, review: Review) -> HttpResponse:
    context = {"review": review, "recipients": recipients(review)}
    return render(request, "assessments/review_invitations.html", context)
