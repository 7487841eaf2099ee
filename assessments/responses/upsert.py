"""Writes answers to the database in one statement that no queryset can express.

It inserts or replaces, field by field, what was not answered later (`ON CONFLICT … CASE`), so that
sending twice or in another order changes nothing. It looks for itself whose link it is and whether
the review takes answers, so that nothing has to be read and locked before it. On PostgreSQL it
locks what it goes by, in the order that docs/lifecycle.md lays down, so that what has changed
while it waited is looked at again. SQLite has one writer at a time in any case.
"""

import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.db import connection, transaction

from assessments.keys import has_key
from assessments.lifecycle import May, State, states_for
from assessments.models import QuestionnaireContent, Review
from assessments.models.given import GivenAnswer, GivenSectionAnswer
from assessments.models.questionnaire import content_of
from assessments.models.response import Answer, SectionAnswer
from assessments.sealing import Given, ResponseSealer
from assessments.tokens import ResponseRoute

UPSERT_SQL = """
INSERT INTO {table} (response_id, {columns})
  WITH sent ({columns}) AS (VALUES {rows})
SELECT response.id, {sent}
  FROM sent, assessments_response AS response
  JOIN assessments_review AS review ON review.id = response.review_id
  JOIN assessments_invitation AS invitation ON invitation.review_id = review.id
 WHERE response.key = %s AND review.id = %s AND review.state IN (%s, %s)
   AND invitation.link_hash = %s AND (NOT response.submitted OR %s){locked}
    ON CONFLICT (response_id, {item}) DO UPDATE SET {updates}
RETURNING {item}, {names}
"""
LOCKED = " FOR SHARE OF review, invitation FOR NO KEY UPDATE OF response"
"""Members do not wait for each other, but answers in one response take turns."""
ANSWERED = states_for(May.TRY, May.ANSWER)


class Superseded(NamedTuple):
    """A part of what was given that has been superseded by a later answer."""

    given: Given
    name: str


def now() -> int:
    """Milliseconds since 1970, by the clock of this host."""
    return time.time_ns() // 1_000_000


LATER = (
    "{name} = CASE WHEN excluded.{time} >= {table}.{time} "
    "THEN excluded.{name} ELSE {table}.{name} END"
)
"""How what a browser has dated replaces what is stored: only if that was not given later."""
NOW = "{name} = excluded.{name}"
NOW_TIME = (
    "{name} = CASE WHEN excluded.{name} > {table}.{name} "
    "THEN excluded.{name} ELSE {table}.{name} + 1 END"
)
"""How what the server dates does: always, and later than it, whatever this host's clock shows."""


@dataclass(frozen=True)
class TableSpec:
    """Rows of one table: the item that each is about, and each thing it keeps, with the name of
    when that was answered."""

    model: type[Answer] | type[SectionAnswer]
    item: str
    timed: tuple[tuple[str, str], ...]

    @property
    def fields(self) -> list[str]:
        return [self.item, *dict.fromkeys(name for pair in self.timed for name in pair)]

    @property
    def times(self) -> list[str]:
        return [time for _name, time in self.timed]

    def when(self, names: Collection[str]) -> set[str]:
        """The names of when these things were given."""
        return {time for name, time in self.timed if name in names}


@dataclass(frozen=True)
class SubmittedAnswers:
    """What was answered.

    Of a section those in `section_fields` alone are replaced: what someone else has said of it in
    the meantime stays. What is given now replaces whatever is stored.
    """

    answers: Sequence[GivenAnswer]
    section_answers: Sequence[GivenSectionAnswer] = ()
    section_fields: tuple[str, ...] = ("importance", "comment")
    now: int = field(default_factory=now)


RATING = TableSpec(Answer, "statement", (("choice", "answered_at_ms"),))
ABOUT_SECTION = TableSpec(
    SectionAnswer,
    "section",
    (
        ("importance", "importance_answered_at_ms"),
        ("comment", "comment_answered_at_ms"),
        ("page_sent_at_ms", "page_sent_at_ms"),
    ),
)


@dataclass(frozen=True)
class Batch:
    """What one statement keeps: these `names` of each, all `dated` by a browser, or none."""

    kind: TableSpec
    given: list[Given]
    names: tuple[str, ...]
    dated: bool


@dataclass(frozen=True)
class OpenedReview:
    """As much of a review as keeping an answer takes, all of it fixed once the review has opened.

    Whether it takes answers is not: the database looks at that while it keeps them.
    """

    pk: str
    questionnaire: QuestionnaireContent
    speaks_as_organisations: bool


@lru_cache(maxsize=1024)
def opened_review(review_id: str) -> OpenedReview:
    """Kept in memory; Review.DoesNotExist if it has not opened."""
    review = Review.objects.exclude(state=State.DRAFT).get(pk=review_id)
    content = content_of(review.questionnaire_id)
    return OpenedReview(review.pk, content, review.speaks_as_organisations)


def upsert_answers(
    route: ResponseRoute, given: SubmittedAnswers, *, even_submitted: bool = False
) -> list[Superseded] | None:
    """Save this with the response behind a link; None if something has to be done first.

    There may be none yet, the review may not be open or have lost its key, or the link have been
    withdrawn. Or it has been submitted: its escrow then has to change, too (`storing`).

    When each thing was given is kept by the response's own clock. What was given later stays: the
    fields that are not as they were sent, for that reason, are handed back. All are looked at or
    none. What a single statement keeps needs no transaction around it.
    """
    if not has_key(route.review):
        return None
    batches = [
        *_batches(given.answers, RATING, ("choice",)),
        *_batches(given.section_answers, ABOUT_SECTION, given.section_fields),
    ]
    sealer = ResponseSealer(route.secret, route.key)
    stood: list[Superseded] = []
    with transaction.atomic(savepoint=False) if len(batches) > 1 else nullcontext():
        for batch in batches:
            others = _upsert(route, sealer, given.now, batch, even_submitted)
            if others is None:
                return None
            stood += others
    return stood if batches else None


def _batches(given: Sequence[Given], kind: TableSpec, names: tuple[str, ...]) -> Iterator[Batch]:
    """What a browser dated, and what is given now: each replaces what is stored in another way."""
    time_of = dict(kind.timed)
    for dated in (True, False):
        found: dict[tuple[str, ...], list[Given]] = defaultdict(list)
        for one in given:
            which = [name for name in names if bool(getattr(one, time_of[name])) == dated]
            found[tuple(which)].append(one)
        yield from (Batch(kind, some, which, dated) for which, some in found.items() if which)


def _upsert(
    route: ResponseRoute, sealer: ResponseSealer, now: int, batch: Batch, even_submitted: bool
) -> list[Superseded] | None:
    """The fields that hold something else; None if these cannot be saved yet."""
    kind, names, times = batch.kind, batch.names, batch.kind.when(batch.names)
    statement, columns = _statement(kind, len(batch.given), names, batch.dated)
    sealed = {one.item: sealer.seal(one) for one in batch.given}
    values = [
        route.clock + (getattr(one, name) or now)
        if name in times
        else sealed[one.item].get(name) or getattr(one, name)
        for one in batch.given
        for name in columns
    ]
    with connection.cursor() as cursor:
        which = [route.key, route.review, *ANSWERED, route.link]
        cursor.execute(statement, [*values, *which, even_submitted])
        stored = {item: dict(zip(names, rest, strict=True)) for item, *rest in cursor.fetchall()}
    if len(stored) < len(batch.given):
        return None
    return [
        Superseded(one, name)
        for one in batch.given
        for name in names
        if name in sealed[one.item]
        and _differs(sealer, one, name, sealed[one.item][name], stored[one.item][name])
    ]


def _differs(sealer: ResponseSealer, given: Given, name: str, sent: bytes, stored: bytes) -> bool:
    """Whether something else is stored than what was given: the same may have been sealed again."""
    if bytes(stored) == sent:
        return False
    return sealer.open(name, given.item, stored) != given.contents()[name]


@lru_cache(maxsize=256)
def _statement(
    kind: TableSpec, rows: int, names: tuple[str, ...], dated: bool
) -> tuple[str, tuple[str, ...]]:
    """The statement for this many rows, and the names of each row's values in order.

    What is `dated` by a browser stays only if it is not older than what is stored.
    """
    fields = {one.name: one for one in kind.model._meta.concrete_fields}
    columns = [fields[name] for name in kind.fields]
    row = ", ".join(f"CAST(%s AS {column.cast_db_type(connection)})" for column in columns)
    stored = [str(column.column) for column in columns]
    table, times = kind.model._meta.db_table, kind.when(names)
    when = dict(kind.timed) | {name: name for name in times}
    replaces = {name: LATER if dated else NOW_TIME if name in times else NOW for name in when}
    statement = UPSERT_SQL.format(
        table=table,
        columns=", ".join(stored),
        rows=", ".join([f"({row})"] * rows),
        sent=", ".join(f"sent.{name}" for name in stored),
        item=stored[0],
        updates=", ".join(
            replaces[name].format(name=name, time=when[name], table=table)
            for name in dict.fromkeys((*names, *sorted(times)))
        ),
        names=", ".join(names),
        locked=LOCKED if connection.features.has_select_for_update else "",
    )
    return statement, tuple(column.attname for column in columns)
