"""Entering what people answered on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import sent_only
from assessments.models import Review
from assessments.paper import entry
from assessments.paper.entry_form import EntryForm
from assessments.reviews.access import for_review
from assessments.reviews.services import NotNow
from partnerships.access import Can, MemberRequest
from partnerships.refusals import Refused


def _ticket_key(review: Review) -> str:
    """The session key for the ticket of the last response entered."""
    return f"entered-{review.pk}"


@for_review(Can.RUN_REVIEW)
def review_entry(request: MemberRequest, review: Review) -> HttpResponse:
    if not review.is_open or review.speaks_as_organisations:
        text = _(
            "You can only enter paper responses while the review is open, "
            "and not if each organisation has one voice."
        )
        messages.error(request, text)
        return redirect("assessments:review", review.pk)
    form = EntryForm(review, request.POST or None)
    if form.is_valid():
        try:
            ticket = entry.add_paper_response(
                review=review,
                organisation=form.cleaned_data["organisation"],
                level=form.cleaned_data["level"],
                answers=form.answers(),
                section_answers=form.section_answers(),
            )
        except NotNow:
            messages.error(request, _("The review has since closed. This was not saved."))
            return redirect("assessments:review", review.pk)
        except Refused as refused:
            form.add_error("organisation", str(refused))
        else:
            request.session[_ticket_key(review)] = ticket
            messages.success(request, _("The response has been saved. You can enter the next one."))
            return redirect("assessments:review-entry", review.pk)
    context = {"review": review, "form": form, "can_undo": _ticket_key(review) in request.session}
    return render(request, "assessments/review_entry.html", context)


@for_review(Can.RUN_REVIEW)
@sent_only
def review_entry_undo(request: MemberRequest, review: Review) -> HttpResponse:
    """Remove the last response entered here."""
    try:
        gone = entry.remove_paper_response(
            review=review, ticket=request.session.pop(_ticket_key(review), "")
        )
    except NotNow:
        messages.error(request, _("The review has closed, so responses can no longer be removed."))
        return redirect("assessments:review", review.pk)
    if gone:
        messages.success(request, _("The last response has been removed."))
    else:
        messages.info(request, _("There is no response to remove."))
    return redirect("assessments:review-entry", review.pk)
