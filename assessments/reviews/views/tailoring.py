"""Tailoring a draft's questionnaire."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import sent_only
from assessments.models import Review
from assessments.reviews.access import for_review
from assessments.reviews.services import NotNow
from assessments.reviews.tailoring import (
    MOST_ADDED,
    added_statements,
    base_questionnaire,
    catch_up,
    tailor,
)
from assessments.reviews.tailoring_forms import AddedStatementFormSet, TailoringForm
from partnerships.access import Can, MemberRequest


@for_review(Can.RUN_REVIEW)
def review_tailor(request: MemberRequest, review: Review) -> HttpResponse:
    """Leave statements out and add some."""
    if not review.is_draft:
        messages.error(request, _("Once a review has opened, what it asks cannot change."))
        return redirect("assessments:review", review.pk)
    form = TailoringForm(review, request.POST or None)
    added = AddedStatementFormSet(
        request.POST or None,
        prefix="added",
        initial=[asdict(one) for one in added_statements(review)],
        form_kwargs={"base": base_questionnaire(review)},
    )
    if request.method == "POST" and all([form.is_valid(), added.is_valid()]):
        try:
            tailor(review=review, without=form.without, added=added.statements())
        except NotNow:
            messages.error(request, _("The review has since opened. No changes were made."))
        else:
            messages.success(request, _("What members will be asked has been saved."))
        return redirect("assessments:review", review.pk)
    context = {"review": review, "form": form, "added": added, "most": MOST_ADDED}
    return render(request, "assessments/review_tailor.html", context)


@for_review(Can.RUN_REVIEW)
@sent_only
def review_catch_up(request: MemberRequest, review: Review) -> HttpResponse:
    """Use the latest version of the partnership's own questionnaire."""
    try:
        catch_up(review=review)
    except NotNow:
        messages.error(request, _("The review has since opened. No changes were made."))
    else:
        messages.success(request, _("The draft now uses the latest version of the questionnaire."))
    return redirect("assessments:review", review.pk)
