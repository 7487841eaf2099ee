"""Answers on paper, typed in by whoever helps the coordinator.

A sheet becomes a response marked as entered by hand. It belongs to no member, and nothing of it
tells which sheet was typed in when: whoever typed one in can take it out again by its key alone.
"""

import secrets
from collections.abc import Sequence

from django.db import transaction

from partnerships.models import Organisation

from .lifecycle import May
from .models import Answer, Response, Review, SectionAnswer
from .services import NotNow, lock


@transaction.atomic
def enter(
    *,
    review: Review,
    organisation: Organisation,
    level: str,
    answers: Sequence[Answer],
    section_answers: Sequence[SectionAnswer],
) -> Response:
    """Count a sheet of paper as a submitted response; rows come without their response.

    NotNow unless the review is open and everybody in it answers for themselves.
    """
    review = lock(review, May.ANSWER)
    if review.speaks_as_organisations:
        raise NotNow(review.state)
    response = Response.objects.create(
        review=review,
        key=secrets.token_hex(32),
        organisation=organisation,
        level=level,
        submitted=True,
        by_hand=True,
    )
    for row in (*answers, *section_answers):
        row.response = response
    Answer.objects.bulk_create(answers)
    SectionAnswer.objects.bulk_create(section_answers)
    return response


@transaction.atomic
def take_out(*, review: Review, key: str) -> bool:
    """Delete the sheet of this key; False if there is none. NotNow unless the review is open."""
    review = lock(review, May.ANSWER)
    deleted, _by_model = review.responses.filter(by_hand=True, key=key).delete()
    return deleted > 0
