"""Storing whole responses, with a row for everything that is asked.

What was left out has a row like any other, so that no one who reads the database can tell.
"""

from collections.abc import Iterable

from .escrow import Escrow, EscrowSealer
from .models import QuestionnaireContent, Review
from .models.given import GivenAnswer, GivenSectionAnswer
from .models.response import Answer, Response, SectionAnswer
from .sealing import ResponseSealer


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
