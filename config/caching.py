"""Keeps signed-in people's pages out of every cache, so that the back button does not show them."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

Respond = Callable[[HttpRequest], HttpResponse]


def only_for_who_asked(get_response: Respond) -> Respond:
    """No browser or proxy stores what a signed-in person saw.

    Nor what follows a form that was sent, since some browsers keep a page that lists mistakes for
    going back. Whose session it is need not be looked up for that.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            and "no-store" not in response.get("Cache-Control", "")
            and (request.method not in ("GET", "HEAD") or request.user.is_authenticated)
        ):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return answered
