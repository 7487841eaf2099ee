"""Putting the organisations of a draft into partner groups."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.models import Review
from assessments.reviews.access import for_review
from assessments.reviews.forecast import forecast
from assessments.reviews.partner_groups.forms import PartnerGroupsForm
from assessments.reviews.partner_groups.services import set_partner_groups
from assessments.reviews.services import NotNow
from partnerships.access import Can, MemberRequest


@for_review(Can.RUN_REVIEW)
def review_partner_groups(request: MemberRequest, review: Review) -> HttpResponse:
    """Choose the group of each organisation, or have no groups."""
    if not review.is_draft:
        messages.error(request, _("Once a review has opened, its partner groups cannot change."))
        return redirect("assessments:review", review.pk)
    without = "without" in request.POST
    form = PartnerGroupsForm(review, None if without else request.POST or None)
    if without or form.is_valid():
        try:
            set_partner_groups(review=review, groups={} if without else form.groups)
        except NotNow:
            messages.error(request, _("The review has since opened. No changes were made."))
            return redirect("assessments:review", review.pk)
        messages.success(request, _("The partner groups have been saved."))
        return redirect("insights:review-groups", review.pk)
    context = {"form": form, "review": review, "is_suggestion": not review.partner_groups}
    review.partner_groups = form.offered
    context["foreseen"] = forecast(review)
    return render(request, "assessments/review_partner_groups.html", context)
