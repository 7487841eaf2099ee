"""Putting a response behind another key: what was answered is sealed again, and dated on its clock.

Both keys have to be known, as they are while the review has its own.
"""

from dataclasses import replace
from typing import TypeAlias

from django.db.models import Model

from assessments.escrow import EscrowSealer
from assessments.keys import read_key
from assessments.models import Review
from assessments.models.response import SECTION_TIMES, Answer, Response, SectionAnswer
from assessments.sealing import ResponseSealer
from assessments.tokens import answers_secret, clock_offset, key_of

Table: TypeAlias = "tuple[type[Model], str, tuple[str, ...], tuple[str, ...]]"
"""A table: what its rows are about, what they keep sealed, and when it was given."""
TABLES: tuple[Table, ...] = (
    (Answer, "statement_id", ("choice",), ("answered_at_ms",)),
    (SectionAnswer, "section_id", ("importance", "comment"), SECTION_TIMES),
)


def rekey_response(review: Review, *, before: str, after: str) -> None:
    """Move the response of `before`, if there is one, to the key of `after`.

    Both are what `tokens.key_material` gives.
    """
    response = Response.objects.filter(key=key_of(before)).first()
    if response is None:
        return
    _reseal_escrow(review, response, after)
    _reseal_answers(response, before, after)


def _reseal_escrow(review: Review, response: Response, after: str) -> None:
    sealer, key = EscrowSealer(read_key(review.pk)), key_of(after)
    escrow = replace(sealer.open(response.escrow, response.key), secret=answers_secret(after))
    sealed = sealer.seal(escrow, key)
    Response.objects.filter(pk=response.pk).update(key=key, escrow=sealed)


def _reseal_answers(response: Response, before: str, after: str) -> None:
    old, new = (ResponseSealer(answers_secret(one), key_of(one)) for one in (before, after))
    more = clock_offset(after) - clock_offset(before)
    for model, item, sealed, times in TABLES:
        for row in model._default_manager.filter(response=response).values():
            changed = {name: row[name] + more for name in times if row[name]}
            for name in sealed:
                about = name, row[item]
                changed[name] = new.seal_column(*about, old.open(*about, row[name]))
            model._default_manager.filter(pk=row["id"]).update(**changed)
