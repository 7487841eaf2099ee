"""The first page: what Parallax is, or what waits for the person who has signed in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.access import public
from discussions.models import Action
from partnerships.registration import is_invited

from .selectors import memberships_of, reviews_run_by, reviews_with_results_for, waiting_for


@public
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "home/welcome.html")
    memberships = memberships_of(request.user)
    results = reviews_with_results_for(memberships)
    context = {
        "memberships": memberships,
        "may_register": is_invited(request.user),
        "invited": [one for one in memberships if not one.has_accepted],
        "waiting": waiting_for(request.user),
        "running": reviews_run_by(memberships),
        "results": results,
        "compares": settings.COMPARE_PARTNERSHIPS or len({r.partnership_id for r in results}) > 1,
        "actions": Action.objects.owned_by(request.user).to_do(),
        "today": timezone.localdate(),
    }
    return render(request, "home/home.html", context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What whoever sends a form without the token of this session is told, and the way back.

    That is the page which the form names, or else the address it was sent to: browsers say which
    site they came from and no more.
    """
    named = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(named, request.get_host(), request.is_secure())
    context = {
        "back": named if here else request.get_full_path(),
        "without_cookies": reason == REASON_NO_CSRF_COOKIE,
    }
    return render(request, "403_csrf.html", context, status=403)
