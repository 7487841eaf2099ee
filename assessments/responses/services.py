"""Saving and submitting answers given with a personal link. Each is atomic."""

from django.db import transaction

from assessments.lifecycle import May
from assessments.models import Invitation
from assessments.models.invitation import InvitationQuerySet
from assessments.models.response import Response
from assessments.reviews.services import NotNow, lock
from assessments.tokens import (
    ResponseRoute,
    key_material,
    link_hash,
    member_key_material,
    response_key,
)

from .upsert import OpenedReview, SubmittedAnswers, Superseded, upsert_answers


def _lock_link(invitation: Invitation, token: str) -> Invitation:
    """The invitation as it is now, and its member, with its review locked.

    NotNow if the review takes no answers, or the link no longer works.
    """
    review = lock(invitation.review, May.TRY, May.ANSWER)
    theirs = review.invitations.opened_by(link_hash(token)).select_related("member")
    current = theirs.filter(pk=invitation.pk).first()
    if current is None:
        raise NotNow(review.state)
    return current


def _response_of(invitation: Invitation, token: str) -> Response:
    """The response behind a personal link, begun on first use with the member's place as it is.

    The place is put back on a response that was unlinked when the review closed before it was
    reopened; of two links, a member keeps to the one that they answer by.
    """
    if invitation.new_link_hash:
        used = {"link_hash": link_hash(token), "new_link_hash": None}
        Invitation.objects.filter(pk=invitation.pk).update(**used)
    review, member = invitation.review, invitation.member
    place = {
        "organisation_id": member.organisation_id,
        "level": "" if review.speaks_as_organisations else member.level,
    }
    response, begun = Response.objects.get_or_create(
        key=response_key(invitation, token), defaults={"review": review, **place}
    )
    if begun or not invitation.started:
        Invitation.objects.filter(pk=invitation.pk).update(started=True)
    if response.level != place["level"] and not response.level:
        Response.objects.filter(pk=response.pk).update(**place)
    return response


def save_at_once(
    *, review: OpenedReview, token: str, given: SubmittedAnswers
) -> list[Superseded] | None:
    """Save what a member has answered; None if `save_answers` has to.

    The database looks whose link it is while it keeps them, so that nothing is asked before.
    """
    if review.speaks_as_organisations:
        return None
    route = ResponseRoute.through(review.pk, token, member_key_material(token))
    return upsert_answers(route, given)


def save_answers(
    *, invitation: Invitation, token: str, given: SubmittedAnswers
) -> list[Superseded]:
    """Save what a member has answered; NotNow if the review, or this link, takes no answers.

    An answer given before is replaced unless it was given later: whatever comes late says when it
    was given. Returns the fields that hold a later answer. Doing it twice changes nothing.
    """
    stood = upsert_answers(_route(invitation, token), given)
    if stood is not None:
        return stood
    with transaction.atomic():
        invitation = _lock_link(invitation, token)
        _response_of(invitation, token)
        stood = upsert_answers(_route(invitation, token), given)
        if stood is None and (given.answers or given.section_answers):
            raise NotNow(invitation.review.state)
    return stood or []


def _route(invitation: Invitation, token: str) -> ResponseRoute:
    return ResponseRoute.through(invitation.review_id, token, key_material(invitation, token))


@transaction.atomic
def submit(*, invitation: Invitation, token: str) -> Response:
    """Count this response when the review closes; it can still be changed until then."""
    invitation = _lock_link(invitation, token)
    response = _response_of(invitation, token)
    Response.objects.filter(pk=response.pk).update(submitted=True)
    _speaking_in(response, invitation).mark_submitted()
    return response


@transaction.atomic
def take_back(*, invitation: Invitation, token: str) -> None:
    """Stop counting this response until it is submitted again; NotNow once the review has closed.

    What was answered stays. Doing it twice changes nothing.
    """
    invitation = _lock_link(invitation, token)
    theirs = Response.objects.filter(key=response_key(invitation, token), submitted=True)
    if response := theirs.first():
        theirs.update(submitted=False)
        _speaking_in(response, invitation).mark_taken_back()


def _speaking_in(response: Response, invitation: Invitation) -> InvitationQuerySet:
    """The invitations of everyone a response speaks for."""
    theirs = Invitation.objects.filter(pk=invitation.pk)
    if invitation.review.speaks_as_organisations:
        theirs |= invitation.review.invitations.of_organisation(response.organisation_id)
    return theirs
