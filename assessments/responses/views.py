"""Answering by personal link, without an account and without JavaScript if need be."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import sent_only
from assessments.models import Invitation
from assessments.reviews import reminders
from assessments.reviews.forecast import forecast
from assessments.reviews.services import NotNow

from . import services as answering
from .access import with_link, with_link_state
from .language import choose
from .pages import ending_of, lead_to, show
from .read_model import OwnResponse
from .unsent import words_for


@with_link
def respond(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    own, review = OwnResponse.for_link(invitation, token), invitation.review
    shared = review.is_shared and review.is_shared_with(invitation.member.role)
    if how := ending_of(review):
        more = {"shared": shared, "unsent": words_for(review.questionnaire.content)}
        more["too_late"] = "too-late" in request.GET
        return with_link_state(show(request, f"respond_{how}", invitation, own, token, **more), how)
    taken_back = "taken-back" in request.GET
    more = {"taken_back": taken_back, "foreseen": forecast(review)}
    page = show(request, "respond", invitation, own, token, **more)
    return with_link_state(page, "open")


@with_link
@sent_only
def respond_language(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    return choose(request, invitation, token)


@with_link
def respond_check(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    if not invitation.review.takes_answers:
        return lead_to("respond", invitation.review_id, token)
    own = OwnResponse.for_link(invitation, token)
    return show(request, "respond_check", invitation, own, token)


@with_link
@sent_only
def respond_submit(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Submit, unless nothing has been given: a thank-you over nothing would be a lie."""
    if OwnResponse.for_link(invitation, token).is_empty:
        return lead_to("respond-check", invitation.review_id, token)
    try:
        answering.submit(invitation=invitation, token=token)
    except NotNow:
        return lead_to("respond", invitation.review_id, token)
    return lead_to("respond-thanks", invitation.review_id, token)


@with_link
@sent_only
def respond_take_back(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    try:
        answering.take_back(invitation=invitation, token=token)
    except NotNow:
        return lead_to("respond", invitation.review_id, token)
    return lead_to("respond", invitation.review_id, token, query={"taken-back": "1"})


@with_link
def respond_thanks(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    own = OwnResponse.for_link(invitation, token)
    if not own.submitted:
        return lead_to("respond", invitation.review_id, token)
    return show(request, "respond_thanks", invitation, own, token)


@with_link
def respond_reminders(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Stop reminders about this review, by the link in any of them."""
    if request.method == "POST":
        reminders.stop_reminders(review=invitation.review, invitation_id=invitation.pk)
        return redirect("assessments:respond-reminders", invitation.review_id, token)
    context = {"review": invitation.review, "invitation": invitation, "token": token}
    return render(request, "assessments/respond_reminders.html", context)
