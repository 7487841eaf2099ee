"""Which language is used behind a personal link.

It goes for the interface and for the questionnaire, each as far as it has that language.
"""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation.trans_real import parse_accept_lang_header

from accounts.models import Person
from assessments.models import Invitation
from assessments.questionnaires.translations import in_language, language_name
from localisation.request import Offer, OfferingRequest, nearest, remember_language, show_in


def offer_to(request: HttpRequest, invitation: Invitation, token: str) -> Offer:
    """Which languages can be had behind a personal link, and which it is shown in.

    They are those of the interface and those of the questionnaire. First comes what the member
    chose, then what this device remembers, what the partnership's emails are in, and what the
    browser asks for.
    """
    spoken = dict(settings.LANGUAGES)
    asked_in = invitation.review.questionnaire.languages
    spoken |= {one: language_name(one) for one in asked_in if not nearest(spoken, one)}
    url = reverse("assessments:respond-language", args=[invitation.review_id, token])
    return Offer(spoken, _wanted(request, invitation, spoken), url, by_link=True)


def _wanted(request: HttpRequest, invitation: Invitation, spoken: dict[str, str]) -> str:
    if len(spoken) == 1:
        return next(iter(spoken))
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wanted = [
        invitation.member.person.language,
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        invitation.review.partnership.language,
        *(language for language, _quality in accepted),
    ]
    known = (nearest(spoken, one) for one in wanted if one)
    return next(filter(None, known), settings.LANGUAGE_CODE)


def activate_for(request: HttpRequest, invitation: Invitation, token: str) -> None:
    """Show pages and questionnaire behind a personal link in the member's language."""
    offer = offer_to(request, invitation, token)
    cast(OfferingRequest, request).offer = offer
    interface = nearest(dict(settings.LANGUAGES), offer.current)
    if interface:
        show_in(request, interface)
    review = invitation.review
    review.questionnaire = in_language(review.questionnaire, offer.current)


def choose(request: HttpRequest, invitation: Invitation, token: str, to: str = "") -> HttpResponse:
    """Keep a member's choice for whatever they read and are sent, and go on."""
    language = request.POST.get("language", "")
    if language not in offer_to(request, invitation, token).languages:
        return redirect("assessments:respond", invitation.review_id, token)
    Person.objects.filter(memberships=invitation.member_id).update(language=language)
    return remember_language(request, language, to)
