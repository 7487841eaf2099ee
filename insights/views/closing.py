"""Closing a review, and what could be shown if everyone answered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.models import Review
from assessments.reviews.access import for_review
from assessments.reviews.forecast import forecast
from assessments.reviews.forms import ClosingDateForm
from assessments.reviews.selectors import Turnout
from assessments.reviews.services import NotNow
from insights.closing import begin_closing, reopen_review
from partnerships.access import Can, MemberRequest


@for_review(Can.RUN_REVIEW)
def review_groups(request: MemberRequest, review: Review) -> HttpResponse:
    asked = review.partnership.members.asked().count()
    context = {"review": review, "asked": asked, "foreseen": forecast(review)}
    return render(request, "insights/review_groups.html", context)


@for_review(Can.RUN_REVIEW)
def review_close(request: MemberRequest, review: Review) -> HttpResponse:
    if request.method == "POST":
        try:
            begin_closing(review=review)
        except NotNow:
            messages.error(request, _("Only an open review can be closed."))
        else:
            review.refresh_from_db(fields=["state"])
            messages.success(request, _closed_in_words(review))
        return redirect("assessments:review", review.pk)
    context = {"review": review, "turnout": Turnout.of(review)}
    return render(request, "insights/review_close.html", context)


def _closed_in_words(review: Review) -> str:
    if review.is_closed:
        return _("The review has been closed and its results are ready.")
    return _("The review has been closed. No one can answer any more.")


@for_review(Can.RUN_REVIEW)
def review_reopen(request: MemberRequest, review: Review) -> HttpResponse:
    form = ClosingDateForm(request.POST or None)
    if form.is_valid():
        try:
            reopen_review(review=review, **form.cleaned_data)
        except NotNow:
            messages.error(
                request, _("This review can no longer be reopened. No changes were made.")
            )
        else:
            messages.success(
                request, _("The review has been reopened. Everyone invited will get an email.")
            )
        return redirect("assessments:review", review.pk)
    context = {"form": form, "review": review}
    return render(request, "insights/review_reopen.html", context)
