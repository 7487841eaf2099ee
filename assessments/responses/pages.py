"""Shared by all pages behind a personal link: showing one, and redirecting to another."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from assessments.models import Invitation, Review
from assessments.questionnaires.translations import lang_attributes
from assessments.reviews.selectors import answer_notice_for

from .read_model import OwnResponse, Page, counts_already


def lead_to(
    name: str,
    review_id: str,
    token: str,
    *args: str,
    query: Mapping[str, str | list[str]] | None = None,
    fragment: str | None = None,
) -> HttpResponseRedirect:
    """Redirect to a page behind this link."""
    where = [review_id, token, *args]
    return HttpResponseRedirect(
        reverse(f"assessments:{name}", args=where, query=query, fragment=fragment)
    )


def page_of(own: OwnResponse, code: str) -> Page:
    page = own.page(code)
    if page is None:
        raise Http404
    return page


def show(
    request: HttpRequest,
    name: str,
    invitation: Invitation,
    own: OwnResponse,
    token: str,
    **more: object,
) -> HttpResponse:
    context = {
        "review": invitation.review,
        "member": invitation.member,
        "own": own,
        "token": token,
        "notice": answer_notice_for(invitation),
        "on_paper": counts_already(own, invitation),
        "lang_attributes": lang_attributes(invitation.review.questionnaire),
        "now": own.now,
        "start": reverse("assessments:respond", args=[invitation.review_id, token]),
        **more,
    }
    return render(request, f"assessments/{name}.html", context)


def ending_of(review: Review) -> str:
    """How a review has ended, if it has."""
    if review.is_cancelled:
        return "cancelled"
    return "" if review.takes_answers else "closed"
