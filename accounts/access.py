"""Who may use a view: the decorators that every view has, in every app.

A view states who may use it with one decorator: `public`, `signed_in` or, in the apps to the
right, a loader of theirs. Nothing is allowed by default.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .models import Person

View = Callable[..., HttpResponse]


class PersonRequest(HttpRequest):
    """The request of a signed-in person."""

    user: Person


def declare_access(view: View, access: str) -> View:
    """Mark who may use a view, for the guard that walks every address."""
    vars(view)["access"] = access
    return view


def public(view: View) -> View:
    """Anyone may use this view."""
    return declare_access(login_not_required(view), "public")


def signed_in(view: View) -> View:
    """Anyone signed in may use this view; it only shows them what is their own."""
    return declare_access(view, "signed in")


def sent_only(view: View) -> View:
    """Accept only POST; redirect GET to the nearest page above.

    A GET comes from signing in before sending, or from the browser's history.
    """
    posted = require_POST(view)

    @wraps(view)
    def sent(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            return redirect(_page_above(request.path))
        return posted(request, *args, **kwargs)

    vars(sent)["is_page"] = False
    return sent


def _page_above(path: str) -> str:
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            view = resolve(path).func
        except Resolver404:
            continue
        if getattr(view, "is_page", True):
            break
    return path


def key_in_address(view: View) -> View:
    """Accept POST to an address that is its own key, without a token or cookies.

    No other site can know the address (decision 0033). A request that says it comes from another
    site is still refused.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not _sent_from_here(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _sent_from_here(request: HttpRequest) -> bool:
    """Whether the browser says so, or says nothing."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    here = origin is None or urlsplit(origin).netloc == request.get_host()
    return here or origin in settings.CSRF_TRUSTED_ORIGINS
