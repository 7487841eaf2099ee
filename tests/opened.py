"""What is stored of answers, as somebody reads it who has the key of the review as well.

What was left out or cleared is not among it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.escrow import OpenedResponse, open_responses
from assessments.models import Review
from assessments.models.given import read_choice, read_comment, read_importance
from assessments.models.response import Answer, SectionAnswer


@dataclass(frozen=True)
class Said:
    """What somebody said of a statement."""

    code: str
    rating: int | None
    reason: str


@dataclass(frozen=True)
class SaidOfSection:
    """What somebody said of a consideration."""

    code: str
    importance: int | None
    comment: str


def responses(review: Review | None = None) -> list[OpenedResponse]:
    """The responses to a review, or to all there are."""
    reviews = [review] if review else Review.objects.filter(responses__isnull=False).distinct()
    return [one for each in reviews for one in open_responses(each)]


def answers(**where: object) -> list[Said]:
    """In the order of the questionnaire, each response by itself."""
    return list(_answers(where))


def _answers(where: dict[str, object]) -> Iterator[Said]:
    opened = {one.pk: one.sealer for one in responses()}
    rows = Answer.objects.filter(**where).select_related("statement")
    in_order = ("response", "statement__section__position", "statement__position")
    for row in rows.order_by(*in_order):
        choice = opened[row.response_id].open("choice", row.statement_id, row.choice)
        rating, reason = read_choice(choice)
        if rating or reason:
            yield Said(row.statement.code, rating, reason)


def sections(**where: object) -> list[SaidOfSection]:
    """In the order of the questionnaire, each response by itself."""
    return [one for one in _sections(where) if one.importance or one.comment]


def _sections(where: dict[str, object]) -> Iterator[SaidOfSection]:
    opened = {one.pk: one.sealer for one in responses()}
    rows = SectionAnswer.objects.filter(**where).select_related("section")
    for row in rows.order_by("response", "section__position"):
        sealer, pk = opened[row.response_id], row.section_id
        importance = read_importance(sealer.open("importance", pk, row.importance))
        comment = read_comment(sealer.open("comment", pk, row.comment))
        yield SaidOfSection(row.section.consideration, importance, comment)


def ratings(**where: object) -> list[int | None]:
    return [one.rating for one in answers(**where)]


def answer(**where: object) -> Said:
    """The only one there is."""
    [one] = answers(**where)
    return one


def section(**where: object) -> SaidOfSection:
    """The only one there is, or the only row if it says nothing."""
    [one] = sections(**where) or _sections(where)
    return one


def response(review: Review | None = None) -> OpenedResponse:
    """The only one there is."""
    [one] = responses(review)
    return one
