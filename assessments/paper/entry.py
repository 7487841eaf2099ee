"""Answers on paper, entered by the coordinator or a helper.

A sheet becomes a response like any other. It belongs to no member, and nothing shows that it was
entered, or when, but for its escrow. The person who entered it has a ticket with which they can
remove it while the review is open.
"""

import secrets
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from assessments.escrow import Escrow, EscrowSealer, Origin
from assessments.keys import LENGTH, read_key
from assessments.lifecycle import May
from assessments.models import Review
from assessments.models.given import GivenAnswer, GivenSectionAnswer
from assessments.models.response import Answer, SectionAnswer
from assessments.reviews.services import NotNow, lock
from assessments.sealing import ResponseSealer
from assessments.storing import answer_rows, choices_of, new_response, section_answer_rows
from assessments.tokens import key_of, paper_key_material
from partnerships.models import Organisation
from partnerships.organisations.services import check_listed


@transaction.atomic
def add_paper_response(
    *,
    review: Review,
    organisation: Organisation,
    level: str,
    answers: Sequence[GivenAnswer],
    section_answers: Sequence[GivenSectionAnswer],
) -> str:
    """Store a paper response as submitted, and return its ticket.

    NotNow unless the review is open and everyone in it answers for themselves; Refused if the
    organisation has been merged or removed.
    """
    review = lock(review, May.ANSWER)
    if review.speaks_as_organisations:
        raise NotNow(review.state)
    check_listed(organisation)
    ticket = secrets.token_urlsafe()
    key = key_of(paper_key_material(review, ticket))
    secret, asked = secrets.token_bytes(LENGTH), review.questionnaire.content
    choices = choices_of(asked, answers, section_answers)
    escrow = Escrow(secret, organisation.pk, level, choices, Origin.SHEET)
    response = new_response(review, EscrowSealer(read_key(review.pk)), key, escrow)
    response.submitted = True
    response.save(force_insert=True)
    about = asked, response, ResponseSealer(secret, key)
    Answer.objects.bulk_create(answer_rows(*about, answers))
    SectionAnswer.objects.bulk_create(section_answer_rows(*about, section_answers))
    _change_count(review, 1)
    return ticket


@transaction.atomic
def remove_paper_response(*, review: Review, ticket: str) -> bool:
    """Delete the response with this ticket; False if there is none. NotNow unless open."""
    review = lock(review, May.ANSWER)
    key = key_of(paper_key_material(review, ticket))
    deleted, _by_model = review.responses.filter(key=key).delete()
    if deleted:
        _change_count(review, -1)
    return deleted > 0


def _change_count(review: Review, more: int) -> None:
    Review.objects.filter(pk=review.pk).update(paper_count=F("paper_count") + more)
