"""Changes to what a discussion came to, and to how an action stands."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from assessments.models import Review
from partnerships.models import Member

from .changes import Changes, Overtaken, Parts, compare
from .models import Action, Conclusion


class NotesOvertaken(Overtaken):
    """Somebody else has changed the same part of the notes, which are now as `kept` has them."""

    def __init__(self, changes: Changes, kept: Conclusion) -> None:
        super().__init__(changes)
        self.kept = kept


class ActionOvertaken(Overtaken):
    """Somebody else has changed the same part of the action, which is now as `kept` has it."""

    def __init__(self, changes: Changes, kept: Action) -> None:
        super().__init__(changes)
        self.kept = kept


@dataclass(frozen=True)
class Written:
    """What became of notes that were sent: whether they are agreed, and whether that was asked."""

    agreed: bool
    to_read_back: bool
    """They should have been agreed, but somebody else has changed them: they stay as they are."""


@transaction.atomic
def write_down(
    *, review: Review, consideration: str, shown: Parts, mine: Parts, agreed: bool | None
) -> Written:
    """Keep what a writer changed of the notes, beside what somebody else changed meanwhile.

    `agreed` marks them as agreed or as a draft; without it, changed notes are a draft again.
    Only words that the writer has seen can be agreed. NotesOvertaken if two changed the same
    part, each in another way.
    """
    _lock(review)
    kept = review.conclusions.filter(consideration=consideration).first() or Conclusion(
        review=review
    )
    changes = compare(shown=shown, kept=kept.parts, mine=mine)
    if changes.clashing:
        raise NotesOvertaken(changes, kept)
    is_agreed = kept.agreed
    if agreed and not changes.theirs:
        is_agreed = True
    elif changes.mine or agreed is False:
        is_agreed = False
    if changes.mine or is_agreed != kept.agreed:
        parts = kept.parts | {name: mine[name] for name in changes.mine}
        rating, why = parts["settled"]
        record_conclusion(
            review=review,
            consideration=consideration,
            said=parts["said"],
            agreed_rating=int(rating) if rating else None,
            we_differ_because=why,
            agreed=is_agreed,
        )
    return Written(is_agreed, to_read_back=bool(agreed and changes.theirs))


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
    """Keep what the discussion of one consideration came to, in place of what was kept before.

    It comes to an agreed rating, to why partners differ, or to neither yet; ValueError if both.
    One that says nothing at all is not kept: the consideration has not been discussed.
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
    *, review: Review, consideration: str, entry: UUID, what: str, owner: Member, due: date
) -> Action:
    """Have somebody do something; what the same form sends again is added once."""
    action, _ = Action.objects.get_or_create(
        entry=uuid5(entry, f"{what}\n{owner.pk}\n{due}"),
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
    """Keep what a writer changed of an action; ActionOvertaken if two changed the same part."""
    _lock(action.review)
    kept = Action.objects.get(pk=action.pk)
    changes = compare(shown=shown, kept=kept.parts, mine=mine)
    if changes.clashing:
        raise ActionOvertaken(changes, kept)
    changed = {name: mine[name] for name in changes.mine}
    Action.objects.filter(pk=action.pk).update(**changed)


def mark_done(*, action: Action) -> None:
    """Done as of now; an action that was done before keeps its time."""
    Action.objects.to_do().filter(pk=action.pk).update(done_at=timezone.now())


def reopen(*, action: Action) -> None:
    """To do again."""
    Action.objects.filter(pk=action.pk).update(done_at=None)


def _lock(review: Review) -> None:
    """Until the transaction ends nobody else writes down anything about this review."""
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
