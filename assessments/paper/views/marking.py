"""Marking who has answered on paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import sent_only
from assessments.models import Review
from assessments.paper import marking
from assessments.reviews.access import for_review
from assessments.reviews.forms import MarkOnPaperForm
from assessments.reviews.services import NotNow
from partnerships.access import Can, MemberRequest


def _refuse(request: HttpRequest, review: Review) -> HttpResponse:
    text = _(
        "You can only mark people while the review is open, "
        "and not if each organisation has one voice."
    )
    messages.error(request, text)
    return redirect("assessments:review", review.pk)


@for_review(Can.RUN_REVIEW)
def review_on_paper(request: MemberRequest, review: Review) -> HttpResponse:
    """Mark any number of members at once."""
    if not review.is_open or review.speaks_as_organisations:
        return _refuse(request, review)
    form = MarkOnPaperForm(review, request.POST or None)
    if form.is_valid():
        try:
            marked = marking.mark_on_paper(review=review, members=form.cleaned_data["members"])
        except NotNow:
            return _refuse(request, review)
        text = ngettext(
            "%(count)s person has been marked.", "%(count)s people have been marked.", marked
        )
        messages.success(request, text % {"count": marked})
        return redirect("assessments:review-invitations", review.pk)
    return render(request, "assessments/review_on_paper.html", {"review": review, "form": form})


@for_review(Can.RUN_REVIEW)
@sent_only
def invitation_off_paper(request: MemberRequest, review: Review, member_id: str) -> HttpResponse:
    """Remove a member's mark."""
    invitations = review.invitations.select_related("member")
    invitation = get_object_or_404(invitations, member=member_id)
    try:
        marking.unmark_on_paper(review=review, invitation=invitation)
    except NotNow:
        return _refuse(request, review)
    text = _("%(name)s is no longer marked as having answered on paper.")
    messages.success(request, text % {"name": invitation.member})
    return redirect("assessments:review-invitations", review.pk)
