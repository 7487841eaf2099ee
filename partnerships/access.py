"""Who may do what: every permission of the product, and the loader that checks it.

A view states who may use it with one decorator: `public`, `signed_in`, `for_partnership(Can.…)`,
`with_membership` or, in the apps to the right, a loader built on `authorise`. Nothing is allowed by
default.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, Protocol, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from rules import Predicate, always_true

from accounts.access import PersonRequest, View, declare_access, key_in_address
from accounts.actor import acting_as
from accounts.second_factor import redirect_to_second_factor

from .models import Member, Partnership
from .vocabulary import Role


class MemberRequest(PersonRequest):
    """The request of an authorised member: who they are, and what they may do."""

    member: Member
    can: dict[str, bool]


class Can(StrEnum):
    """What a member of a partnership may be allowed to do."""

    SEE_PARTNERSHIP = "see_partnership"
    RUN_PARTNERSHIP = "run_partnership"
    KEEP_EVIDENCE = "keep_evidence"
    SEE_REVIEW = "see_review"
    RUN_REVIEW = "run_review"
    SEE_RESULTS = "see_results"
    LEAD_DISCUSSION = "lead_discussion"


WITHOUT_REVIEW = {Can.SEE_PARTNERSHIP, Can.RUN_PARTNERSHIP, Can.KEEP_EVIDENCE}
"""What is allowed or not whatever becomes of a review."""


class Publishes(Protocol):
    """What a permission needs to know of a review."""

    @property
    def is_opened(self) -> bool: ...

    @property
    def is_closed(self) -> bool: ...

    def is_shared_with(self, role: str) -> bool: ...


def _holds(*roles: Role) -> Predicate:
    return Predicate(lambda member: member.role in roles, name=f"holds {'/'.join(roles)}")


belongs = always_true
runs = _holds(Role.COORDINATOR)
leads = _holds(Role.COORDINATOR, Role.FACILITATOR)


def _is_opened(_member: Member, review: Publishes) -> bool:
    return review.is_opened


def _is_closed(_member: Member, review: Publishes) -> bool:
    return review.is_closed


def _is_shared(member: Member, review: Publishes) -> bool:
    return review.is_shared_with(member.role)


review_is_opened = Predicate(_is_opened)
review_is_closed = Predicate(_is_closed)
review_is_shared = Predicate(_is_shared)

RULES: dict[Can, Predicate] = {
    Can.SEE_PARTNERSHIP: belongs,
    Can.RUN_PARTNERSHIP: runs,
    Can.KEEP_EVIDENCE: leads,
    Can.SEE_REVIEW: runs | review_is_opened,
    Can.RUN_REVIEW: runs,
    Can.SEE_RESULTS: review_is_shared | (leads & review_is_closed),
    Can.LEAD_DISCUSSION: leads & review_is_closed,
}


def abilities(member: Member, review: Publishes | None = None) -> dict[str, bool]:
    """What this member may do, by name, for templates to ask."""
    return {
        can: rule.test(member, review)
        for can, rule in RULES.items()
        if review is not None or can in WITHOUT_REVIEW
    }


def require_second_factor(request: HttpRequest, member: Member) -> None:
    """Send a coordinator to their second factor first, where the host requires one."""
    if member.is_coordinator:
        place = reverse("partnerships:partnership", args=[member.partnership_id])
        bound_for = request.get_full_path() if request.method == "GET" else place
        redirect_to_second_factor(request, member.person, bound_for)


def authorise(
    request: HttpRequest, partnership: Partnership, can: Can, review: Publishes | None = None
) -> MemberRequest:
    """Authorise the signed-in person, or refuse; return the request with their permissions.

    A stranger gets 404, so that guessing addresses reveals nothing; a member whose role does not
    allow it gets 403. Coordinators are first sent to their second factor, where the host requires
    one.
    """
    member = get_object_or_404(
        Member.objects.select_related("partnership", "organisation", "person"),
        partnership=partnership,
        person=request.user,
    )
    require_second_factor(request, member)
    admitted = cast(MemberRequest, request)
    admitted.member, admitted.can = member, abilities(member, review)
    if not admitted.can[can]:
        raise PermissionDenied
    return admitted


def for_partnership(can: Can) -> Callable[[View], View]:
    """Load the partnership in the address for a member who may do this with it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def loaded(request: HttpRequest, partnership_id: str, **kwargs: Any) -> HttpResponse:
            partnership = get_object_or_404(Partnership, pk=partnership_id)
            admitted = authorise(request, partnership, can)
            with timezone.override(partnership.time_zone):
                return view(admitted, partnership, **kwargs)

        return declare_access(loaded, can)

    return decorate


def with_membership(view: View) -> View:
    """Load the member from their link to accept or decline. Nothing but the link is needed.

    An unknown or expired link gets a page that says so, with status 404.
    """

    @key_in_address
    @wraps(view)
    @never_cache
    def opened(request: HttpRequest, seal: str) -> HttpResponse:
        member = Member.objects.sealed(seal)
        if member is None:
            return render(request, "partnerships/membership_unknown.html", status=404)
        with acting_as(member.person):
            return view(request, member)

    return declare_access(login_not_required(opened), "membership link")
