"""How many were asked, counted when a review closes: members who leave later are not forgotten."""

from assessments.models import Review


def number_asked(review: Review, answered: int) -> int | None:
    """How many people were asked; where each organisation has one voice, how many organisations.

    None if that is not known, because some of those who answered were not asked: their answers were
    imported or came on paper.
    """
    if review.speaks_as_organisations:
        return _known(number_of_organisations(review), answered)
    if review.imports.filter(responses_added__gt=0).exists():
        return None
    return _known(review.invitations.counted().count() + review.answered_and_left.count(), answered)


def number_of_organisations(review: Review) -> int:
    """How many organisations those who were asked belong to."""
    asked = review.invitations.counted().exclude(member__organisation=None)
    return asked.values("member__organisation").distinct().count()


def _known(asked: int, answered: int) -> int | None:
    return asked if asked >= answered else None
