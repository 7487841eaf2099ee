"""Storing whole responses: a row for everything that is asked, and all choices in the escrow.

What was left out has a row like any other, so that no one who reads the database can tell. The
choices in the escrow save opening some fifty rows of each response when a review closes.
"""

from collections.abc import Iterable
from dataclasses import replace

from .escrow import Escrow, EscrowSealer
from .models import QuestionnaireContent, Review
from .models.given import NOTHING, GivenAnswer, GivenSectionAnswer
from .models.response import Answer, Response, SectionAnswer
from .sealing import ResponseSealer


def blank_choices(asked: QuestionnaireContent) -> bytes:
    """The choices of a response that has not been submitted: a byte for each statement, and then
    for the importance of each consideration."""
    return bytes(sum(len(section.statements) + 1 for section in asked.sections))


def choices_of(
    asked: QuestionnaireContent,
    given: Iterable[GivenAnswer],
    section_answers: Iterable[GivenSectionAnswer],
) -> bytes:
    """The same, of what was said."""
    said = {one.item: one.contents()["choice"] for one in given}
    weighed = {one.item: one.contents()["importance"] for one in section_answers}
    return _in_order(asked, said, weighed)


def _in_order(
    asked: QuestionnaireContent, said: dict[int, bytes], weighed: dict[int, bytes]
) -> bytes:
    statements = (one.pk for section in asked.sections for one in section.statements)
    return b"".join(
        [
            *(said.get(pk, NOTHING) for pk in statements),
            *(weighed.get(section.pk, NOTHING) for section in asked.sections),
        ]
    )


def put_choices_in_escrow(
    review: Review, response: Response, escrows: EscrowSealer, sealer: ResponseSealer
) -> None:
    """Copy what a response says from its rows, because it counts from now on, or has changed."""
    said = {
        pk: sealer.open("choice", pk, sealed)
        for pk, sealed in response.answers.values_list("statement_id", "choice")
    }
    weighed = {
        pk: sealer.open("importance", pk, sealed)
        for pk, sealed in response.section_answers.values_list("section_id", "importance")
    }
    choices = _in_order(review.questionnaire.content, said, weighed)
    escrow = replace(escrows.open(response.escrow, response.key), choices=choices)
    sealed = escrows.seal(escrow, response.key)
    Response.objects.filter(pk=response.pk).update(escrow=sealed)


def new_response(review: Review, sealer: EscrowSealer, key: str, escrow: Escrow) -> Response:
    """A response that is not saved yet, found by this key."""
    return Response(review=review, key=key, escrow=sealer.seal(escrow, key))


def answer_rows(
    asked: QuestionnaireContent,
    response: Response,
    sealer: ResponseSealer,
    given: Iterable[GivenAnswer] = (),
) -> list[Answer]:
    """A row for each statement, not saved yet."""
    said = {one.item: one for one in given}
    statements = (one.pk for section in asked.sections for one in section.statements)
    return [
        Answer(
            response_id=response.pk,
            statement_id=pk,
            **sealer.seal(said.get(pk) or GivenAnswer(pk)),
        )
        for pk in statements
    ]


def section_answer_rows(
    asked: QuestionnaireContent,
    response: Response,
    sealer: ResponseSealer,
    given: Iterable[GivenSectionAnswer] = (),
) -> list[SectionAnswer]:
    """A row for each consideration, not saved yet."""
    said = {one.item: one for one in given}
    return [
        SectionAnswer(
            response_id=response.pk,
            section_id=one.pk,
            **sealer.seal(said.get(one.pk) or GivenSectionAnswer(one.pk)),
        )
        for one in asked.sections
    ]
