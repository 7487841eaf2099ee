"""Changes to what a discussion came to, and to how an action stands."""

from django.db import transaction
from django.utils import timezone

from assessments.models import Review

from .models import Action, Conclusion


@transaction.atomic
def record_conclusion(
    *,
    review: Review,
    consideration: str,
    said: str,
    agreed_rating: int | None = None,
    we_differ_because: str = "",
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
        },
    )
    return conclusion


def mark_done(*, action: Action) -> None:
    """Done as of now; an action that was done before keeps its time."""
    Action.objects.to_do().filter(pk=action.pk).update(done_at=timezone.now())


def reopen(*, action: Action) -> None:
    """To do again."""
    Action.objects.filter(pk=action.pk).update(done_at=None)
