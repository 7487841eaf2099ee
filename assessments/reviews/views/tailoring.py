"""Bending a draft's questionnaire to its partnership."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import sent_only
from assessments.models import Review
from assessments.reviews.access import for_review
from assessments.reviews.services import NotNow
from assessments.reviews.tailoring import MOST_OWN, base_of, catch_up, own_statements, tailor
from assessments.reviews.tailoring_forms import OwnStatementFormSet, TailoringForm
from partnerships.access import Can, MemberRequest


@for_review(Can.RUN_REVIEW)
def review_tailor(request: MemberRequest, review: Review) -> HttpResponse:
    """Switch statements off and add some of one's own."""
    if not review.is_draft:
        messages.error(request, _("Once a review has opened, what it asks can’t change."))
        return redirect("assessments:review", review.pk)
    form = TailoringForm(review, request.POST or None)
    own = OwnStatementFormSet(
        request.POST or None,
        prefix="own",
        initial=[asdict(one) for one in own_statements(review)],
        form_kwargs={"base": base_of(review)},
    )
    if request.method == "POST" and all([form.is_valid(), own.is_valid()]):
        try:
            tailor(review=review, without=form.without, own=own.statements())
        except NotNow:
            messages.error(request, _("The review has opened meanwhile. Nothing is changed."))
        else:
            messages.success(request, _("What members will be asked is saved."))
        return redirect("assessments:review", review.pk)
    context = {"review": review, "form": form, "own": own, "most": MOST_OWN}
    return render(request, "assessments/review_tailor.html", context)


@for_review(Can.RUN_REVIEW)
@sent_only
def review_catch_up(request: MemberRequest, review: Review) -> HttpResponse:
    """Ask the partnership's own questionnaire as it now stands."""
    try:
        catch_up(review=review)
    except NotNow:
        messages.error(request, _("The review has opened meanwhile. Nothing is changed."))
    else:
        messages.success(request, _("The draft now asks the questionnaire as it stands."))
    return redirect("assessments:review", review.pk)
