"""The ways in to a review: as a member who has signed in, with a personal link, or to join it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from assessments.invitations.tokens import link_hash
from assessments.models.questionnaire import version_of
from assessments.responses.language import for_reader, speak_to
from assessments.responses.queries import Prepared, partly
from assessments.responses.unsent import words_for
from assessments.reviews.lifecycle import May, states_for
from assessments.reviews.services import NotNow, record_reading
from partnerships.access import Can, View, admit, key_in_address, stated
from partnerships.models import Member, Organisation, Partnership, Person

from .models import Invitation, JoinLink, OwnQuestionnaire, Review, WithdrawnLink
from .responses import upsert

READING = {Can.SEE_RESULTS, Can.LEAD_DISCUSSION}
"""What nobody can do without having seen, or being about to see, something of the results."""


def _record_reading(review: Review) -> None:
    try:
        record_reading(review=review)
    except NotNow:
        raise PermissionDenied from None


def for_review(can: Can) -> Callable[[View], View]:
    """Load the review in the address for a member who may do this with it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def loaded(request: HttpRequest, review_id: str, **kwargs: Any) -> HttpResponse:
            review = get_object_or_404(
                Review.objects.select_related("partnership", "questionnaire"), pk=review_id
            )
            admitted = admit(request, review.partnership, can, review)
            if can in READING:
                _record_reading(review)
                review.questionnaire = for_reader(review.questionnaire)
            with timezone.override(review.partnership.time_zone):
                return view(admitted, review, **kwargs)

        return stated(loaded, can)

    return decorate


def for_own_questionnaire(view: View) -> View:
    """Load a partnership's own questionnaire for whoever runs the partnership."""

    @wraps(view)
    def loaded(request: HttpRequest, questionnaire_id: str, **kwargs: Any) -> HttpResponse:
        own = get_object_or_404(
            OwnQuestionnaire.objects.select_related("partnership"), pk=questionnaire_id
        )
        admitted = admit(request, own.partnership, Can.RUN_PARTNERSHIP)
        with timezone.override(own.partnership.time_zone):
            return view(admitted, own, **kwargs)

    return stated(loaded, Can.RUN_PARTNERSHIP)


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

    return stated(login_not_required(opened), "personal link")


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


def with_join_link(view: View) -> View:
    """Load the join link in the address, if its review is open and it is switched on.

    Otherwise there is a page that says whom to ask, with status 404, whatever the reason.
    """

    @key_in_address
    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, key: str) -> HttpResponse:
        links = JoinLink.objects.select_related("review__partnership", "review__questionnaire")
        open_now = links.filter(is_on=True, review__state__in=states_for(May.ANSWER))
        link = open_now.filter(key=key).first()
        if link is None:
            return render(request, "assessments/join_off.html", status=404)
        with timezone.override(link.review.partnership.time_zone):
            return view(request, link)

    return stated(login_not_required(opened), "join link")


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
