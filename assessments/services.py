"""Changes of state of a review, and of the responses to it. Each is atomic."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from .links import link_hash, response_key, token_of
from .models import Answer, Invitation, Response, Review, SectionAnswer
from .models.review import InvitationQuerySet, State
from .tasks import send_invitations, send_shared_notices


class NotNow(Exception):
    """What was asked for can't be done in the state the review is in."""


def lock(review: Review, *states: State) -> Review:
    """The review's row, locked until the transaction ends; NotNow unless it is in such a state."""
    locked = Review.objects.select_for_update().get(pk=review.pk)
    if locked.state not in states:
        raise NotNow(locked.state)
    return locked


@transaction.atomic
def change_draft(*, review: Review) -> None:
    """Save what was settled about a review that has not opened in the meantime."""
    lock(review, State.DRAFT)
    review.save()


@transaction.atomic
def open_review(*, review: Review) -> Review:
    """Invite everybody who is asked, and e-mail each their personal link."""
    review = lock(review, State.DRAFT)
    review.state, review.opened_at = State.OPEN, timezone.now()
    review.save(update_fields=["state", "opened_at"])
    invite_newcomers(review=review)
    return review


@transaction.atomic
def invite_newcomers(*, review: Review) -> list[Invitation]:
    """Give whoever is asked and has no personal link one, e-mailed once the transaction holds."""
    review = lock(review, State.OPEN)
    invitations = Invitation.objects.bulk_create(
        Invitation(review=review, member=member) for member in review.not_yet_invited()
    )
    for invitation in invitations:
        invitation.link_hash = link_hash(token_of(invitation))
    Invitation.objects.bulk_update(invitations, ["link_hash"])
    if review.speaks_as_organisations:
        _mark_submitted(
            review.invitations.filter(
                member__organisation__in=review.responses.filter(submitted=True).values(
                    "organisation"
                )
            )
        )
    transaction.on_commit(
        lambda: send_invitations.enqueue([invitation.pk for invitation in invitations])
    )
    return invitations


@transaction.atomic
def change_closing_date(*, review: Review, closes_on: date) -> None:
    """Give people longer, or less long."""
    review = lock(review, State.DRAFT, State.OPEN)
    review.closes_on = closes_on
    review.save(update_fields=["closes_on"])


@transaction.atomic
def freeze(*, review: Review) -> Review:
    """Close the review to answers and destroy the secret that led from members to responses.

    `insights.services.close_review` calls this; perceptions are computed in the same transaction.
    """
    review = lock(review, State.OPEN)
    review.state, review.closed_at, review.secret = State.CLOSED, timezone.now(), ""
    review.save(update_fields=["state", "closed_at", "secret"])
    return review


@transaction.atomic
def share(*, review: Review) -> Review:
    """Let every member and observer of the partnership see the results, and tell them so."""
    review = lock(review, State.CLOSED)
    review.state, review.shared_at = State.SHARED, timezone.now()
    review.save(update_fields=["state", "shared_at"])
    transaction.on_commit(lambda: send_shared_notices.enqueue(review.pk))
    return review


def response_of(invitation: Invitation, token: str) -> Response:
    """The response behind a personal link, begun on first use with the member's place as it is."""
    review, member = invitation.review, invitation.member
    response, begun = Response.objects.get_or_create(
        key=response_key(invitation, token),
        defaults={
            "review": review,
            "organisation": member.organisation,
            "level": "" if review.speaks_as_organisations else member.level,
        },
    )
    if begun:
        Invitation.objects.filter(pk=invitation.pk).update(started=True)
    return response


@transaction.atomic
def save_answers(
    *,
    invitation: Invitation,
    token: str,
    answers: list[Answer],
    section_answers: Sequence[SectionAnswer] = (),
    section_fields: Sequence[str] = ("importance", "comment"),
) -> Response:
    """Keep what a member has answered; NotNow if the review is not open.

    `answers` and `section_answers` come without their response. An answer given before is
    replaced, a section's in `section_fields` alone: what somebody else has said of it in the
    meantime stays. Doing it twice changes nothing.
    """
    lock(invitation.review, State.OPEN)
    response = response_of(invitation, token)
    for one in [*answers, *section_answers]:
        one.response = response
    Answer.objects.bulk_create(
        answers,
        update_conflicts=True,
        unique_fields=["response", "statement"],
        update_fields=["rating", "reason"],
    )
    SectionAnswer.objects.bulk_create(
        section_answers,
        update_conflicts=True,
        unique_fields=["response", "section"],
        update_fields=section_fields,
    )
    return response


@transaction.atomic
def submit(*, invitation: Invitation, token: str) -> Response:
    """Count this response when the review closes; it can still be changed until then."""
    lock(invitation.review, State.OPEN)
    response = response_of(invitation, token)
    Response.objects.filter(pk=response.pk).update(submitted=True)
    _mark_submitted(Invitation.objects.filter(pk=invitation.pk))
    if invitation.review.speaks_as_organisations:
        _mark_submitted(invitation.review.invitations.of_organisation(response.organisation_id))
    return response


def _mark_submitted(invitations: InvitationQuerySet) -> None:
    """Nobody is asked again for what has been handed in."""
    invitations.update(started=True, submitted=True)
