"""The way in by a personal link."""

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.access import View, declare_access, key_in_address
from assessments.keys import KeyMissing, has_key
from assessments.models import Invitation, WithdrawnLink
from assessments.models.invitation import InvitationQuerySet
from assessments.tokens import link_hash
from config.compiled import CompiledQuery

from .language import activate_for
from .unsent import words_for


def with_link(view: View) -> View:
    """Load the invitation that a personal link belongs to. The link is all that is asked for.

    The view is called with the invitation and the token. A wrong link gets a page that says what
    to do, with status 404; one that was withdrawn gets one that says so, with 410; and where the
    key of the review is missing, so that nothing could be counted, all get one with 503. No browser
    keeps a page; what is sent off is not kept in any case.
    """
    page = never_cache(view)

    @key_in_address
    @wraps(view)
    def opened(request: HttpRequest, review_id: str, token: str, **kwargs: Any) -> HttpResponse:
        sent = request.method == "POST"
        invitation = _find(review_id, token, shown=not sent)
        if invitation is None:
            return _without_invitation(request, review_id, token)
        review = invitation.review
        try:
            if review.takes_answers and not has_key(review.pk):
                raise KeyMissing
            if sent:
                return view(request, invitation, token, **kwargs)
            activate_for(request, invitation, token)
            return page(request, invitation, token, **kwargs)
        except KeyMissing:
            return render(request, "assessments/key_missing.html", {"review": review}, status=503)

    return declare_access(login_not_required(opened), "personal link")


def with_link_state(response: HttpResponse, how: str) -> HttpResponse:
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
        unsent = words_for(link.review.questionnaire.content)
        context |= {"review": link.review, "unsent": unsent}
        page = render(request, "assessments/link_withdrawn.html", context, status=410)
        return with_link_state(page, "withdrawn")
    context["unsent"] = words_for(None)
    return with_link_state(
        render(request, "assessments/link_unknown.html", context, status=404), "unknown"
    )


def _find(review_id: str, token: str, *, shown: bool) -> Invitation | None:
    """The invitation behind a link; if it is to be shown, with what pages say of whose it is."""
    found = (_SHOWN if shown else _SENT)(link_hash(token), review_id)
    return found[0] if found else None


def _opened(hashed: str, review_id: str) -> InvitationQuerySet:
    theirs = Invitation.objects.opened_by(hashed).filter(review=review_id)
    return theirs.select_related("review__questionnaire", "member")


def _opened_to_show(hashed: str, review_id: str) -> InvitationQuerySet:
    return _opened(hashed, review_id).select_related(
        "review__questionnaire", "review__partnership", "member__person", "member__organisation"
    )


_SENT = CompiledQuery(_opened, 2)
_SHOWN = CompiledQuery(_opened_to_show, 2)
