"""Changes to the outcome of a discussion, and to the state of actions."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from assessments.models import Review
from partnerships.models import Member

from .concurrent_edits import EditConflict, Parts, ThreeWayDiff, three_way_diff
from .models import Action, Conclusion


class NotesConflict(EditConflict):
    """Someone else has changed the same part of the notes. `stored` has them as they are now."""

    def __init__(self, changes: ThreeWayDiff, stored: Conclusion) -> None:
        super().__init__(changes)
        self.stored = stored


class ActionConflict(EditConflict):
    """Someone else has changed the same part of the action. `stored` has it as it is now."""

    def __init__(self, changes: ThreeWayDiff, stored: Action) -> None:
        super().__init__(changes)
        self.stored = stored


@dataclass(frozen=True)
class SavedNotes:
    """The result of saving notes: whether they are agreed, and whether that was asked for."""

    agreed: bool
    needs_reading_back: bool
    """They should have been agreed, but someone else has changed them, so they stay as they are."""


@transaction.atomic
def save_notes(
    *, review: Review, consideration: str, shown: Parts, mine: Parts, agreed: bool | None
) -> SavedNotes:
    """Save what a writer changed in the notes, along with what someone else has changed since.

    `agreed` marks them as agreed or as a draft; without it, changed notes are a draft again. Only
    text that the writer has seen can be agreed. NotesConflict if both changed the same part
    differently.
    """
    _lock_review(review)
    stored = review.conclusions.filter(consideration=consideration).first() or Conclusion(
        review=review
    )
    changes = three_way_diff(shown=shown, stored=stored.parts, mine=mine)
    if changes.conflicting:
        raise NotesConflict(changes, stored)
    is_agreed = stored.agreed
    if agreed and not changes.theirs:
        is_agreed = True
    elif changes.mine or agreed is False:
        is_agreed = False
    if changes.mine or is_agreed != stored.agreed:
        parts = stored.parts | {name: mine[name] for name in changes.mine}
        rating, why = parts["settled"]
        record_conclusion(
            review=review,
            consideration=consideration,
            said=parts["said"],
            agreed_rating=int(rating) if rating else None,
            we_differ_because=why,
            agreed=is_agreed,
        )
    return SavedNotes(is_agreed, needs_reading_back=bool(agreed and changes.theirs))


@transaction.atomic
def record_conclusion(
    *,
    review: Review,
    consideration: str,
    said: str,
    agreed_rating: int | None = None,
    we_differ_because: str = "",
    agreed: bool = False,
) -> Conclusion | None:
    """Save the outcome of discussing one consideration, replacing what was stored before.

    It has an agreed rating, a reason for differing, or neither yet. ValueError if both. An empty
    outcome is not stored: the consideration has not been discussed.
    """
    if agreed_rating is not None and we_differ_because:
        raise ValueError("partners agree or differ, not both")
    if agreed_rating is not None and not 1 <= agreed_rating <= review.questionnaire.points:
        raise ValueError("no such rating in this review's questionnaire")
    if not said and agreed_rating is None and not we_differ_because:
        review.conclusions.filter(consideration=consideration).delete()
        return None
    conclusion, _ = Conclusion.objects.update_or_create(
        review=review,
        consideration=consideration,
        defaults={
            "said": said,
            "agreed_rating": agreed_rating,
            "we_differ_because": we_differ_because,
            "agreed": agreed,
        },
    )
    return conclusion


@transaction.atomic
def add_action(
    *,
    review: Review,
    consideration: str,
    idempotency_key: UUID,
    what: str,
    owner: Member,
    due: date,
) -> Action:
    """Add an action. If the same form is sent twice, it is added once."""
    action, _ = Action.objects.get_or_create(
        idempotency_key=uuid5(idempotency_key, f"{what}\n{owner.pk}\n{due}"),
        defaults={
            "review": review,
            "consideration": consideration,
            "what": what,
            "owner": owner,
            "due": due,
        },
    )
    return action


@transaction.atomic
def change_action(*, action: Action, shown: Parts, mine: Parts) -> None:
    """Save what a writer changed in an action. ActionConflict if both changed the same part."""
    _lock_review(action.review)
    stored = Action.objects.get(pk=action.pk)
    changes = three_way_diff(shown=shown, stored=stored.parts, mine=mine)
    if changes.conflicting:
        raise ActionConflict(changes, stored)
    changed = {name: mine[name] for name in changes.mine}
    Action.objects.filter(pk=action.pk).update(**changed)


def complete_action(*, action: Action) -> None:
    """Mark as done now. An action that was already done keeps its time."""
    Action.objects.to_do().filter(pk=action.pk).update(done_at=timezone.now())


def reopen_action(*, action: Action) -> None:
    """Mark as not done."""
    Action.objects.filter(pk=action.pk).update(done_at=None)


def _lock_review(review: Review) -> None:
    """Until the transaction ends, no one else can save anything about this review's discussion."""
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
