"""The way in by a personal link."""

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.access import View, declare_access, key_in_address
from accounts.models import Person
from assessments.models import Invitation, Review, WithdrawnLink
from assessments.models.questionnaire import version_of
from assessments.tokens import link_hash
from partnerships.models import Member, Organisation, Partnership

from . import upsert
from .language import speak_to
from .queries import Prepared, partly
from .unsent import words_for


def with_link(view: View) -> View:
    """Load the invitation that a personal link belongs to. The link is all that is asked for.

    The view is called with the invitation and the token. What is sent off reads no more of them
    than saving needs, and the rest if it is asked for. A wrong link gets a page that says what to
    do, with status 404; one that was withdrawn gets one that says so, with 410. No browser keeps
    a page; what is sent off is not kept in any case.
    """
    page = never_cache(view)

    @key_in_address
    @wraps(view)
    def opened(request: HttpRequest, review_id: str, token: str, **kwargs: Any) -> HttpResponse:
        sent = request.method == "POST"
        invitation = (upsert.found if sent else _found)(review_id, link_hash(token))
        if invitation is None:
            return _without_invitation(request, review_id, token)
        if sent:
            return view(request, invitation, token, **kwargs)
        speak_to(request, invitation, token)
        return page(request, invitation, token, **kwargs)

    return declare_access(login_not_required(opened), "personal link")


def standing(response: HttpResponse, how: str) -> HttpResponse:
    """Say in a word of ours whether there is anything to answer by this link, or why not.

    A status alone may come from something between us and the browser, which keeps what it could
    not send until it is told that the review or its link has ended.
    """
    response["Parallax-Review"] = how
    return response


def _without_invitation(request: HttpRequest, review_id: str, token: str) -> HttpResponse:
    context: dict[str, object] = {"start": reverse("assessments:respond", args=[review_id, token])}
    withdrawn = WithdrawnLink.objects.filter(review=review_id, link_hash=link_hash(token))
    if link := withdrawn.select_related("review__partnership").first():
        asked = version_of(link.review.questionnaire_id)
        context |= {"review": link.review, "unsent": words_for(asked)}
        page = render(request, "assessments/link_withdrawn.html", context, status=410)
        return standing(page, "withdrawn")
    context["unsent"] = words_for(None)
    return standing(
        render(request, "assessments/link_unknown.html", context, status=404), "unknown"
    )


FIND = Prepared(
    lambda review, link: Invitation.objects.opened_by(link).filter(review=review),
    *("id", "review_id", "member_id", "new_link_hash", "no_reminders", "started", "submitted"),
    "on_paper",
    *("review__id", "review__title", "review__introduction", "review__closes_on"),
    *("review__state", "review__treatment", "review__k", "review__reopened_at"),
    *("review__results_for", "review__questionnaire_id"),
    *("review__partnership_id", "review__partnership__id"),
    *("review__partnership__name", "review__partnership__time_zone"),
    "review__partnership__language",
    *("member__id", "member__name", "member__level", "member__organisation_id"),
    *("member__person_id", "member__person__id", "member__person__language"),
    *("member__organisation__id", "member__organisation__name"),
)


def _found(review_id: str, link_hash: str) -> Invitation | None:
    """The invitation behind a link, with what pages show of its review and its member."""
    values = FIND.first(review=review_id, link=link_hash)
    if values is None:
        return None
    invitation = partly(Invitation, values)
    invitation.review = partly(Review, values, "review__")
    invitation.review.partnership = partly(Partnership, values, "review__partnership__")
    invitation.review.questionnaire = version_of(invitation.review.questionnaire_id)
    invitation.member = partly(Member, values, "member__")
    invitation.member.person = partly(Person, values, "member__person__")
    if invitation.member.organisation_id:
        organisation = partly(Organisation, values, "member__organisation__")
        invitation.member.organisation = organisation
    return invitation
