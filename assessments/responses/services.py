"""Saving and submitting answers given with a personal link. Each is atomic."""

from django.db import transaction

from assessments.escrow import Escrow, EscrowSealer
from assessments.keys import KeyMissing, has_key, read_key
from assessments.lifecycle import May
from assessments.models import Invitation
from assessments.models.invitation import InvitationQuerySet
from assessments.models.response import Answer, Response, SectionAnswer
from assessments.reviews.services import NotNow, lock
from assessments.sealing import ResponseSealer
from assessments.storing import (
    answer_rows,
    blank_choices,
    new_response,
    put_choices_in_escrow,
    section_answer_rows,
)
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

    NotNow if the review takes no answers, or the link no longer works; KeyMissing if answers could
    not be counted.
    """
    review = lock(invitation.review, May.TRY, May.ANSWER)
    if not has_key(review.pk):
        raise KeyMissing
    theirs = review.invitations.opened_by(link_hash(token)).select_related("member")
    current = theirs.filter(pk=invitation.pk).first()
    if current is None:
        raise NotNow(review.state)
    return current


def _response_of(invitation: Invitation, route: ResponseRoute) -> Response:
    """The response behind a personal link, begun on first use with the member's place as it is."""
    response = Response.objects.filter(key=route.key).first() or _begin(invitation, route)
    if not invitation.started:
        Invitation.objects.filter(pk=invitation.pk).update(started=True)
    return response


def _begin(invitation: Invitation, route: ResponseRoute) -> Response:
    review, member = invitation.review, invitation.member
    level = "" if review.speaks_as_organisations else member.level
    choices = blank_choices(review.questionnaire.content)
    escrow = Escrow(route.secret, member.organisation_id or "", level, choices)
    response = new_response(review, EscrowSealer(read_key(review.pk)), route.key, escrow)
    response.save(force_insert=True)
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
        route = _route(invitation, token)
        response = _response_of(invitation, route)
        stood = upsert_answers(route, given, even_submitted=True)
        if response.submitted:
            _put_choices_in_escrow(response, route, invitation)
        if stood is None and (given.answers or given.section_answers):
            raise NotNow(invitation.review.state)
    return stood or []


def _route(invitation: Invitation, token: str) -> ResponseRoute:
    return ResponseRoute.through(invitation.review_id, token, key_material(invitation, token))


@transaction.atomic
def submit(*, invitation: Invitation, token: str) -> Response:
    """Count this response when the review closes; it can still be changed until then."""
    invitation = _lock_link(invitation, token)
    route = _route(invitation, token)
    response = _response_of(invitation, route)
    Response.objects.filter(pk=response.pk).update(submitted=True)
    _add_what_was_left_out(response, route, invitation)
    _put_choices_in_escrow(response, route, invitation)
    _speaking_in(invitation).mark_submitted()
    return response


def _add_what_was_left_out(
    response: Response, route: ResponseRoute, invitation: Invitation
) -> None:
    """Without a time, so that an answer that is still on its way replaces it."""
    sealer = ResponseSealer(route.secret, route.key)
    about = invitation.review.questionnaire.content, response, sealer
    Answer.objects.bulk_create(answer_rows(*about), ignore_conflicts=True)
    SectionAnswer.objects.bulk_create(section_answer_rows(*about), ignore_conflicts=True)


def _put_choices_in_escrow(
    response: Response, route: ResponseRoute, invitation: Invitation
) -> None:
    escrows = EscrowSealer(read_key(invitation.review_id))
    sealer = ResponseSealer(route.secret, route.key)
    put_choices_in_escrow(invitation.review, response, escrows, sealer)


@transaction.atomic
def take_back(*, invitation: Invitation, token: str) -> None:
    """Stop counting this response until it is submitted again; NotNow once the review has closed.

    What was answered stays. Doing it twice changes nothing.
    """
    invitation = _lock_link(invitation, token)
    theirs = Response.objects.filter(key=response_key(invitation, token), submitted=True)
    if theirs.update(submitted=False):
        _speaking_in(invitation).mark_taken_back()


def _speaking_in(invitation: Invitation) -> InvitationQuerySet:
    """The invitations of everyone whom this member's response speaks for."""
    theirs = Invitation.objects.filter(pk=invitation.pk)
    if invitation.review.speaks_as_organisations:
        theirs |= invitation.review.invitations.of_organisation(invitation.member.organisation_id)
    return theirs
