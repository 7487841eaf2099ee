"""Who is asked for an answer, what reached them, reminding them, and withdrawing their links."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import sent_only
from assessments.invitations.withdrawal import renew_link, withdraw_link
from assessments.models import Invitation, Review
from assessments.reviews import reminders
from assessments.reviews.access import for_review
from assessments.reviews.forms import ReminderForm
from assessments.reviews.reminders import ReminderGroup
from assessments.reviews.selectors import recipients
from assessments.reviews.services import NotNow
from partnerships.access import Can, MemberRequest


@for_review(Can.RUN_REVIEW)
def review_invitations(request: MemberRequest, review: Review) -> HttpResponse:
    context = {"review": review, "recipients": recipients(review)}
    return render(request, "assessments/review_invitations.html", context)


@for_review(Can.RUN_REVIEW)
def review_remind(request: MemberRequest, review: Review) -> HttpResponse:
    """Choose who to remind, see who that is and what they will read, then send it."""
    chosen = ReminderForm(
        request.POST or {"group": request.GET.get("group", ReminderGroup.UNFINISHED)}
    )
    group = chosen.cleaned_data["group"] if chosen.is_valid() else ReminderGroup.UNFINISHED
    if request.method == "POST" and chosen.is_valid():
        try:
            sent = reminders.remind(review=review, group=group)
        except NotNow:
            messages.error(request, _("You can only send reminders while the review is open."))
        else:
            text = ngettext(
                "%(count)s person has been reminded.", "%(count)s people have been reminded.", sent
            )
            messages.success(request, text % {"count": sent})
        return redirect("assessments:review", review.pk)
    context = {"review": review, "form": chosen, "group": group}
    if review.is_open:
        people = reminders.invitations_to_remind(review, group)
        context |= {"people": people, "previews": reminders.reminder_previews(review, people)}
    return render(request, "assessments/review_remind.html", context)


def _invitation(review: Review, member_id: str) -> Invitation:
    invitations = review.invitations.select_related("member__person")
    return get_object_or_404(invitations, member=member_id)


@for_review(Can.RUN_REVIEW)
def invitation_withdraw(request: MemberRequest, review: Review, member_id: str) -> HttpResponse:
    """Withdraw a member's link, after confirmation."""
    invitation = _invitation(review, member_id)
    if request.method == "POST":
        try:
            withdraw_link(review=review, invitation=invitation)
        except NotNow:
            messages.error(request, _("You can only withdraw links while the review is open."))
        else:
            withdrawn = _("The link sent to %(name)s has been withdrawn.") % {
                "name": invitation.member
            }
            messages.success(request, withdrawn)
        return redirect("assessments:review-invitations", review.pk)
    context = {"review": review, "invitation": invitation, "member": invitation.member}
    return render(request, "assessments/invitation_withdraw.html", context)


@for_review(Can.RUN_REVIEW)
@sent_only
def invitation_renew(request: MemberRequest, review: Review, member_id: str) -> HttpResponse:
    """Send a member a new link in place of the one that was withdrawn."""
    invitation = _invitation(review, member_id)
    try:
        renew_link(review=review, invitation=invitation)
    except NotNow:
        messages.error(
            request,
            _("You can only send a new link while the review is open."),
        )
    else:
        messages.success(
            request, _("%(name)s has been sent a new link.") % {"name": invitation.member}
        )
    return redirect("assessments:review-invitations", review.pk)
