"""Getting a lost personal link again."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import public, sent_only
from assessments.invitations.resend import send_link_again, send_links_again
from assessments.models import Review
from assessments.reviews.access import for_review
from assessments.reviews.forms import LostLinkForm
from assessments.reviews.services import NotNow
from partnerships.access import Can, MemberRequest


@public
def link_lost(request: HttpRequest) -> HttpResponse:
    """Ask for one's links by email. The reply never says whether the address is known."""
    form = LostLinkForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        as_found = email.upper()  # “ſ” finds an S, and must not be counted apart from it
        too_often: HttpResponse | None = consume_or_429(request, action="lost_link", key=as_found)
        if too_often:
            return too_often
        send_links_again(email=email)
        messages.success(
            request,
            _(
                "If that address is part of an open review, we have sent it an email with the "
                "link. Check your spam or junk folder too."
            ),
        )
        return redirect("assessments:link-lost")
    return render(request, "assessments/link_lost.html", {"form": form})


@for_review(Can.RUN_REVIEW)
@sent_only
def invitation_resend(request: MemberRequest, review: Review, member_id: str) -> HttpResponse:
    """Send one member their link again."""
    invitations = review.invitations.select_related("member__person")
    invitation = get_object_or_404(invitations, member=member_id)
    try:
        send_link_again(review=review, invitation=invitation)
    except NotNow:
        messages.error(request, _("You can only send links while the review is open."))
    else:
        sent = _("%(name)s has been sent their link again.") % {"name": invitation.member}
        messages.success(request, sent)
    return redirect("assessments:review-invitations", review.pk)
