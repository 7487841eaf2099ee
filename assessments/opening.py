"""Opening one response with what its personal link tells, in three queries."""

from dataclasses import dataclass

from django.db.models import QuerySet

from config.compiled import CompiledQuery

from .models.given import GivenSectionAnswer, read_choice, read_comment, read_importance
from .models.response import SECTION_TIMES, Answer, Response, SectionAnswer
from .sealing import ResponseSealer, SealedBytes
from .tokens import answers_secret, key_of


def _answers(key: str) -> QuerySet[Answer, tuple[int, SealedBytes, int]]:
    answers = Answer.objects.filter(response__key=key)
    return answers.values_list("statement_id", "choice", "answered_at_ms")


_RESPONSE = CompiledQuery(lambda key: Response.objects.filter(key=key), 1)
_ANSWERS = CompiledQuery(_answers, 1)
_SECTION_ANSWERS = CompiledQuery(lambda key: SectionAnswer.objects.filter(response__key=key), 1)


@dataclass(frozen=True)
class StoredAnswers:
    """What a response says, without anything that was left out.

    `values` are what was chosen, by statement. `answered_at_ms` also has statements that were
    cleared, and `sections` pages that were sent blank.
    """

    submitted: bool
    values: dict[int, str]
    answered_at_ms: dict[int, int]
    sections: dict[int, GivenSectionAnswer]


def open_response(material: str) -> StoredAnswers | None:
    """The response that is found and opened by this (`tokens.key_material`), if it has begun."""
    key = key_of(material)
    begun = _RESPONSE(key)
    if not begun:
        return None
    sealer = ResponseSealer(answers_secret(material), key)
    values, times = _open_answers(sealer, key)
    return StoredAnswers(begun[0].submitted, values, times, _open_sections(sealer, key))


def _open_answers(sealer: ResponseSealer, key: str) -> tuple[dict[int, str], dict[int, int]]:
    values, times = {}, {}
    for pk, sealed, at in _ANSWERS(key):
        rating, reason = read_choice(sealer.open("choice", pk, sealed))
        if chosen := rating or reason:
            values[pk] = str(chosen)
        if chosen or at:
            times[pk] = at
    return values, times


def _open_sections(sealer: ResponseSealer, key: str) -> dict[int, GivenSectionAnswer]:
    found = {}
    for row in _SECTION_ANSWERS(key):
        pk, times = row.section_id, {name: getattr(row, name) for name in SECTION_TIMES}
        importance = read_importance(sealer.open("importance", pk, row.importance))
        comment = read_comment(sealer.open("comment", pk, row.comment))
        if importance or comment or any(times.values()):
            found[pk] = GivenSectionAnswer(pk, importance, comment, **times)
    return found
