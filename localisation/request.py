"""The language a reader is shown: that of their account, of this device, or of their browser.

Django handles the last two. Behind a personal link, `assessments.responses.language` handles all
three.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme


def nearest(languages: Iterable[str], wanted: str) -> str | None:
    """The wanted language, or the same language for another country, if it is one of these."""
    languages = list(languages)
    if wanted in languages:
        return wanted
    spoken, _dash, _country = wanted.partition("-")
    return next((one for one in languages if one.partition("-")[0] == spoken), None)


def on_offer(*wanted: str) -> str:
    """The first of these that the interface has, or else the default language."""
    offered = dict(settings.LANGUAGES)
    known = (nearest(offered, one) for one in wanted)
    return next(filter(None, known), settings.LANGUAGE_CODE)


def show_in(request: HttpRequest, language: str) -> None:
    """Answer this request in one of the languages of the interface."""
    translation.activate(language)
    request.LANGUAGE_CODE = language


@dataclass(frozen=True)
class Offer:
    """The languages a page is available in, the current one, and where a choice is sent.

    Behind a personal link, that address is itself the key.
    """

    languages: dict[str, str]
    current: str
    url: str
    by_link: bool = False

    @property
    def is_choice(self) -> bool:
        return len(self.languages) > 1


class OfferingRequest(HttpRequest):
    """The response of a page that is available in languages other than the interface's."""

    offer: Offer


def remember_language(request: HttpRequest, language: str, to: str = "") -> HttpResponse:
    """Go to another page, or back to where the choice was made. This device remembers it."""
    back = to or request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(back, request.get_host(), request.is_secure())
    response = HttpResponseRedirect(back if here else reverse("home:home"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response


class LanguageOfAccount:
    """Shows signed-in people the language of their account.

    Not behind a personal link, which is served without checking who is signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _args: object, _kwargs: object
    ) -> None:
        if len(settings.LANGUAGES) == 1 or getattr(view, "access", "") == "personal link":
            return
        if request.user.is_authenticated and request.user.language:
            language = nearest(dict(settings.LANGUAGES), request.user.language)
            if language:
                show_in(request, language)
