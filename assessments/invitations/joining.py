"""Joining a review by its join link, and being approved.

What people at the link are told never depends on whether their address is known.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.lifecycle import May
from assessments.models import JoinLink, JoinRequest, Review
from assessments.reviews.emails import INVITATION, asked_to_join_content, turned_away_content
from assessments.reviews.services import coordinators, invite_newcomers, lock
from localisation.request import on_offer
from partnerships.audit_log import log_event
from partnerships.mail.outbox import queue_email, queue_urgent_email, queue_urgent_email_to_each
from partnerships.members.membership import accept
from partnerships.members.services import add_members
from partnerships.models import Member, TooManyRecipients
from partnerships.organisations.services import check_listed
from partnerships.refusals import Refused
from partnerships.roster.new_member import NewMember

MOST_WAITING = 200
"""How many can wait to be let in, so that no one fills the list."""


class TooManyWaiting(Exception):
    """Too many people are already waiting for approval."""


@transaction.atomic
def open_join_link(*, review: Review, domains: Iterable[str]) -> JoinLink:
    """Switch the join link on for a review that is open, with the domains that need no approval."""
    review = lock(review, May.INVITE)
    values = {"is_on": True, "domains": sorted(set(domains))}
    was_on = JoinLink.objects.filter(review=review, is_on=True).exists()
    link, _made = JoinLink.objects.update_or_create(review=review, defaults=values)
    if not was_on:
        log_event("join-on", review)
    return link


@transaction.atomic
def close_join_link(*, review: Review) -> None:
    """Switch the join link off. Switched on again it is the same, unless it is renewed."""
    JoinLink.objects.filter(review=review).update(is_on=False)
    log_event("join-off", review)


@transaction.atomic
def renew_join_link(*, review: Review) -> None:
    """Replace the join link: the old one stops working."""
    review = lock(review, May.INVITE)
    old = JoinLink.objects.filter(review=review).first()
    if old:
        old.delete()
        JoinLink.objects.create(review=review, is_on=old.is_on, domains=old.domains)
        log_event("join-renewed", review)


@transaction.atomic
def ask_to_join(*, link: JoinLink, request: JoinRequest) -> None:
    """Send members, and people with a trusted address, their link; others wait for approval.

    They wait, too, while the partnership cannot write to them, and read the same. `request` is not
    saved yet. NotNow if the review has closed; TooManyWaiting if too many do; Refused if their
    organisation has been merged or removed.
    """
    review = lock(link.review, May.INVITE)
    check_listed(request.organisation)
    if review.join_requests.count() >= MOST_WAITING:
        raise TooManyWaiting
    try:
        with transaction.atomic():
            known = _admit_without_approval(review, link, request)
    except TooManyRecipients:
        known = False
    if not known:
        _add_to_waiting_list(review, request)


def _admit_without_approval(review: Review, link: JoinLink, request: JoinRequest) -> bool:
    """Send a link to anyone who needs no approval; return whether that was so."""
    member = review.partnership.members.filter(person__email__iexact=request.email).first()
    if member:
        _send_link(review, member)
    elif link.trusts(request.email):
        _add_member(review, request)
    else:
        return False
    return True


def _send_link(review: Review, member: Member) -> None:
    """Send a member who is asked their link, if it has not been withdrawn."""
    if review.invitations.with_link().filter(member=member).exists():
        queue_email(kind=INVITATION, members=[member], about=review.pk)
    else:
        invite_newcomers(review=review, only=member)


def _add_member(review: Review, request: JoinRequest) -> None:
    """Make the person who asked a member, and send them their link."""
    new = NewMember(
        name=request.name,
        email=request.email,
        organisation=request.organisation.name,
        sector=request.organisation.sector,
        level=request.level,
    )
    [member] = add_members(partnership=review.partnership, members=[new])
    accept(member=member)
    invite_newcomers(review=review, only=member)


def _add_to_waiting_list(review: Review, request: JoinRequest) -> None:
    """Store a request; coordinators are told of the first one."""
    is_first = not review.join_requests.exists()
    values = {"name": request.name, "organisation": request.organisation, "level": request.level}
    JoinRequest.objects.update_or_create(review=review, email=request.email, defaults=values)
    if is_first:
        queue_urgent_email_to_each(
            kind="asked-to-join",
            members=coordinators(review).select_related("partnership"),
            write=lambda: asked_to_join_content(review),
        )


@transaction.atomic
def approve_request(*, request: JoinRequest) -> None:
    """Make the person who asked a member and send their link; NotNow if the review has closed.

    Refused if the request has been approved or rejected in the meantime.
    """
    review = lock(request.review, May.INVITE)
    current = review.join_requests.filter(pk=request.pk).select_related("organisation").first()
    if current is None:
        raise Refused(_("Someone else has already dealt with this request."))
    member = review.partnership.members.filter(person__email__iexact=request.email).first()
    current.delete()
    if member:
        _send_link(review, member)
    else:
        _add_member(review, current)


@transaction.atomic
def reject_request(*, request: JoinRequest) -> None:
    """Tell the person who asked that they were not added, and delete their request."""
    with override(on_offer(request.review.partnership.language)):
        words = turned_away_content(request.review)
    request.delete()
    partnership = request.review.partnership
    queue_urgent_email(kind="turned-away", to=request.email, content=words, partnership=partnership)
    log_event("turned-away", request.review)
