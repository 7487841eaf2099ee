"""The home page: what Parallax is, or what is waiting for the signed-in person."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.access import public
from discussions.models import Action
from partnerships.registration import is_invited

from .cards import InvitationCard, ReviewCard
from .selectors import memberships_of, reviews_run_by, reviews_with_results_for, waiting_for


@public
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "home/welcome.html")
    today = timezone.localdate()
    memberships = memberships_of(request.user)
    results = reviews_with_results_for(memberships)
    waiting: dict[str, Sequence[object]] = {
        "invited": [one for one in memberships if not one.has_accepted],
        "waiting": [InvitationCard.of(one, today) for one in waiting_for(request.user)],
        "running": [ReviewCard(one, today) for one in reviews_run_by(memberships)],
        "actions": list(Action.objects.owned_by(request.user).to_do()),
        "results": results,
    }
    context = {
        **waiting,
        "nothing_waits": not any(waiting.values()),
        "memberships": memberships,
        "may_register": is_invited(request.user),
        "compares": settings.COMPARE_PARTNERSHIPS or len({r.partnership_id for r in results}) > 1,
    }
    return render(request, "home/home.html", context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What someone sees after sending a form without this session's token, with a way back.

    The way back is the page named in the form, or else the address it was sent to. Browsers only
    say which site they came from.
    """
    named = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(named, request.get_host(), request.is_secure())
    context = {
        "back": named if here else request.get_full_path(),
        "without_cookies": reason == REASON_NO_CSRF_COOKIE,
    }
    return render(request, "403_csrf.html", context, status=403)
