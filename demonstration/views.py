"""Signing in to the demonstration with one click."""

from typing import TypeAlias

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import public
from partnerships.models import Member, Partnership
from partnerships.vocabulary import Role

from .links import is_local, person_for_token, sign_in_url

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


SignInLinks: TypeAlias = "list[tuple[Member, str]]"
"""One member of each role with the link that signs them in."""


def sign_in_links() -> list[tuple[Partnership, SignInLinks]]:
    """Whom to look around as in each partnership, the largest first."""
    partnerships = Partnership.objects.annotate(size=Count("members")).order_by("-size", "name")
    return [(one, _links_into(one)) for one in partnerships]


def _links_into(partnership: Partnership) -> SignInLinks:
    members = partnership.members.select_related("person", "organisation")
    in_turn = members.order_by("added_at", "name")
    chosen = {member.role: member for member in reversed(in_turn)}
    return [(chosen[role], sign_in_url(chosen[role].person)) for role in Role if role in chosen]


@public
def index(request: HttpRequest) -> HttpResponse:
    if not is_local(request):
        raise Http404
    return render(request, "demonstration/index.html", {"partnerships": sign_in_links()})


@public
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    person = person_for_token(token) if is_local(request) else None
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    UserSession.objects.create_from_request(request)
    return redirect("home:home")
