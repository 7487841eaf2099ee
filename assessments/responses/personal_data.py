"""What reviews hold about a person, to download and to erase.

Their answers are found and opened by their own link alone, as for themselves. Once a review has
closed, the link is only in their own mailbox, and no one can find or read their answers here.
"""

from collections.abc import Iterator
from contextlib import suppress

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Person
from assessments.keys import KeyMissing
from assessments.lifecycle import May, states_for
from assessments.models import AnsweredAndLeft, Invitation, JoinRequest
from assessments.models.invitation import InvitationQuerySet
from assessments.models.response import Import, Response
from assessments.tokens import active_token, response_key

from .forms import rating_choices
from .read_model import OwnResponse


def export_personal_data(person: Person) -> dict[str, object]:
    """Their invitations with how far they are, their answers as far as they can be reached."""
    left = AnsweredAndLeft.objects.filter(person=person).values_list("review__title", flat=True)
    brought = Import.objects.filter(added_by__person=person)
    return {
        "invitations": [_invitation(one) for one in _invitations(person)],
        "answered_and_left": list(left),
        "asked_to_join": list(_requests(person).values("review__title", "name", "asked_at")),
        "spreadsheets_brought_in": [
            {"file": one.file_name, "when": one.added_at} for one in brought
        ],
    }


def _invitations(person: Person) -> InvitationQuerySet:
    theirs = Invitation.objects.filter(member__person=person)
    return theirs.select_related("review__partnership", "member").order_by("pk")


def _invitation(invitation: Invitation) -> dict[str, object]:
    review = invitation.review
    own = _own_response(invitation)
    return {
        "review": review.title,
        "partnership": review.partnership.name,
        "state_of_the_review": review.state,
        "started": invitation.started,
        "submitted": invitation.submitted,
        "marked_as_answered_on_paper": invitation.on_paper,
        "wants_no_reminders": invitation.no_reminders,
        "answers": list(_answers(own)) if own else _where_they_are(invitation),
    }


def _own_response(invitation: Invitation) -> OwnResponse | None:
    """What their link opens, as long as it can be made."""
    token = _token(invitation)
    return OwnResponse.for_link(invitation, token) if token else None


def _token(invitation: Invitation) -> str | None:
    """The token of their link while the review is open, unless it was withdrawn or its key is
    missing."""
    if invitation.review.state not in states_for(May.ANSWER):
        return None
    with suppress(KeyMissing):
        return active_token(invitation)
    return None


def _where_they_are(invitation: Invitation) -> str:
    review = invitation.review
    over = review.is_closing or review.is_closed
    if over and review.speaks_as_organisations:
        return _("They belong to your organisation. The link in your email opens them.")
    if over:
        return _(
            "The review has closed, so your answers cannot be found, read or erased here. "
            "The link in your email opens them."
        )
    return _("None can be found here. The link in your email opens your own answers.")


def _answers(own: OwnResponse) -> Iterator[dict[str, object]]:
    words = dict(rating_choices(own.questionnaire.rating_labels))
    for page in own.pages:
        about = own.sections.get(page.section.pk)
        yield {
            "consideration": str(page.section),
            "ratings": {
                statement.text: str(words[own.values[statement.pk]])
                for statement in page.section.statements
                if statement.pk in own.values
            },
            "importance": about and about.importance,
            "comment": about.comment if about else "",
        }


def _requests(person: Person) -> QuerySet[JoinRequest]:
    return JoinRequest.objects.filter(email__iexact=person.email)


def forget_unfinished(person: Person) -> None:
    """Delete their requests and unsubmitted answers; what is shared stays."""
    _requests(person).delete()
    for invitation in _invitations(person).with_link().filter(submitted=False):
        token = _token(invitation)
        if token and not invitation.review.speaks_as_organisations:
            key = response_key(invitation, token)
            Response.objects.filter(key=key, submitted=False).delete()
