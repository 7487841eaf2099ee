"""The way in by a join link."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import View, declare_access, key_in_address
from assessments.lifecycle import May, states_for
from assessments.models import JoinLink


def with_join_link(view: View) -> View:
    """Load the join link in the address, if its review is open and it is switched on.

    Otherwise show a page that says who to ask, with status 404, whatever the reason.
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

    return declare_access(login_not_required(opened), "join link")
