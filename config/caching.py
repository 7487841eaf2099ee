"""Keeps signed-in people's pages out of every cache, so that the back button does not show them."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

Respond = Callable[[HttpRequest], HttpResponse]


def only_for_who_asked(get_response: Respond) -> Respond:
    """No browser or proxy stores what a signed-in person saw."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if (
            request.method in ("GET", "HEAD")
            and settings.SESSION_COOKIE_NAME in request.COOKIES
            and "no-store" not in response.get("Cache-Control", "")
            and request.user.is_authenticated
        ):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return answered
