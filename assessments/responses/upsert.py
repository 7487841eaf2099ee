"""The way of one answer into the database, which is gone more often than any other.

It takes one statement, written out, for putting it together anew takes Python longer than the
database needs to run it. The statement looks for itself whose link it is and whether the review
takes answers, so that nothing has to be read and locked before it. On PostgreSQL it share-locks
the review: members who save at the same time don't wait for each other, while closing waits for
them, and they for it. SQLite has one writer at a time in any case.
"""

import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import connection, transaction

from assessments.lifecycle import May, State, states_for
from assessments.models import Invitation, Review
from assessments.models.questionnaire import version_of
from assessments.models.response import Answer, SectionAnswer
from assessments.models.review import Confidentiality
from assessments.tokens import Way

from .queries import Prepared, partly

FIND = Prepared(
    lambda review, link: Invitation.objects.opened_by(link).filter(review=review),
    *("id", "review_id", "member_id", "new_link_hash", "started"),
    *("review__id", "review__confidentiality", "review__questionnaire_id"),
)
KEEP = """
INSERT INTO {table} (response_id, {columns})
  WITH sent ({columns}) AS (VALUES {rows})
SELECT response.id, {sent}
  FROM sent, assessments_response AS response
  JOIN assessments_review AS review ON review.id = response.review_id
 WHERE response.key = %s AND review.id = %s AND review.state IN (%s, %s)
   AND (response.level <> '' OR review.confidentiality = %s)
   AND EXISTS (SELECT 1 FROM assessments_invitation AS invitation
                WHERE invitation.review_id = review.id AND invitation.link_hash = %s
                  AND invitation.new_link_hash IS NULL){locked}
    ON CONFLICT (response_id, {item}) DO UPDATE SET {updates}
RETURNING {item}, {names}
"""
ANSWERED = states_for(May.TRY, May.ANSWER)
Row = Answer | SectionAnswer


def now() -> int:
    """Milliseconds since 1970, by the clock of this host."""
    return time.time_ns() // 1_000_000


LATER = (
    "{name} = CASE WHEN excluded.{given} >= {table}.{given} "
    "THEN excluded.{name} ELSE {table}.{name} END"
)
"""How what a browser has dated replaces what is stored: only if that was not given later."""
NOW = "{name} = excluded.{name}"
NOW_GIVEN = (
    "{name} = CASE WHEN excluded.{name} > {table}.{name} "
    "THEN excluded.{name} ELSE {table}.{name} + 1 END"
)
"""How what the server dates does: always, and later than it, whatever this host's clock shows."""


@dataclass(frozen=True)
class Kind:
    """Rows of one table: the item that each is about, and each thing it keeps, with the name of
    when that was given."""

    item: str
    given: tuple[tuple[str, str], ...]

    @property
    def fields(self) -> list[str]:
        return [self.item, *dict.fromkeys(name for pair in self.given for name in pair)]

    @property
    def times(self) -> list[str]:
        return [given for _name, given in self.given]

    def when(self, names: Collection[str]) -> set[str]:
        """The names of when these things were given."""
        return {given for name, given in self.given if name in names}


@dataclass(frozen=True)
class Given:
    """What was answered, as rows without their response.

    Each says when it was given, in milliseconds since 1970, or 0 for now. Of a section those in
    `section_fields` alone are replaced: what somebody else has said of it in the meantime stays.
    What is given now replaces whatever is stored.
    """

    answers: Sequence[Answer]
    section_answers: Sequence[SectionAnswer] = ()
    section_fields: tuple[str, ...] = ("importance", "comment")
    now: int = field(default_factory=now)


RATING = Kind("statement", (("rating", "given"), ("reason", "given")))
ABOUT_SECTION = Kind(
    "section",
    (
        ("importance", "importance_given"),
        ("comment", "comment_given"),
        ("page_given", "page_given"),
    ),
)


@dataclass(frozen=True)
class Batch:
    """Rows that one statement keeps: these `names` of theirs, all `dated` by a browser, or none."""

    kind: Kind
    rows: list[Row]
    names: tuple[str, ...]
    dated: bool


@lru_cache(maxsize=1024)
def settled(review_id: str) -> Review:
    """As much of a review as saving needs, kept in memory: it is fixed once the review has opened.

    Review.DoesNotExist if it has not.
    """
    opened = Review.objects.exclude(state=State.DRAFT)
    review = opened.only("confidentiality", "k", "questionnaire_id").get(pk=review_id)
    review.questionnaire = version_of(review.questionnaire_id)
    return review


def found(review_id: str, link_hash: str) -> Invitation | None:
    """The invitation behind a link, with as much of its review and member as saving needs."""
    values = FIND.first(review=review_id, link=link_hash)
    if values is None:
        return None
    invitation = partly(Invitation, values)
    invitation.review = partly(Review, values, "review__")
    invitation.review.questionnaire = version_of(invitation.review.questionnaire_id)
    return invitation


def keep(way: Way, given: Given) -> list[str] | None:
    """Keep this with the response behind a link; None if something has to be seen to before.

    There may be none yet, or it may have lost its place when a review closed that was reopened;
    the review may not be open, or the link not be the one that its member answers by.

    When each thing was given is kept by the response's own clock. What was given later stays: the
    fields that are not as they were sent, for that reason, are handed back. All are looked at or
    none. What a single statement keeps needs no transaction around it.
    """
    batches = [
        *_batches(given.answers, RATING, ("rating", "reason")),
        *_batches(given.section_answers, ABOUT_SECTION, given.section_fields),
    ]
    stood: list[str] = []
    with transaction.atomic(savepoint=False) if len(batches) > 1 else nullcontext():
        for batch in batches:
            others = _keep(way, given.now, batch)
            if others is None:
                return None
            stood += others
    return stood if batches else None


def _batches(rows: Sequence[Row], kind: Kind, names: tuple[str, ...]) -> Iterator[Batch]:
    """What a browser dated, and what is given now: each replaces what is stored in another way."""
    time_of = dict(kind.given)
    for dated in (True, False):
        found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in rows:
            which = [name for name in names if bool(getattr(row, time_of[name])) == dated]
            found[tuple(which)].append(row)
        yield from (Batch(kind, some, which, dated) for which, some in found.items() if which)


def _keep(way: Way, now: int, batch: Batch) -> list[str] | None:
    """The fields in whose place something else stands; None if these can't be kept yet."""
    rows, kind, names = batch.rows, batch.kind, batch.names
    times = kind.when(names)
    statement, columns = _keeping(type(rows[0]), len(rows), kind, names, batch.dated)
    values = [
        way.clock + (getattr(row, name) or now) if name in times else getattr(row, name)
        for row in rows
        for name in columns
    ]
    with connection.cursor() as cursor:
        which = [way.key, way.review, *ANSWERED, Confidentiality.ONE_VOICE, way.link]
        cursor.execute(statement, [*values, *which])
        stored = {item: dict(zip(names, rest, strict=True)) for item, *rest in cursor.fetchall()}
    if len(stored) < len(rows):
        return None
    others = (
        _field(row, name)
        for row in rows
        for name in names
        if name not in times and stored[getattr(row, f"{kind.item}_id")][name] != getattr(row, name)
    )
    return list(dict.fromkeys(others))


def _field(row: Row, name: str) -> str:
    """What the form calls such a thing of a row."""
    return row.statement.code if isinstance(row, Answer) else name


@lru_cache(maxsize=256)
def _keeping(
    model: type[Row], rows: int, kind: Kind, names: tuple[str, ...], dated: bool
) -> tuple[str, list[str]]:
    """The statement for so many rows, and the names of the values that it wants of each in turn.

    What is `dated` by a browser stays only if it is not older than what is stored.
    """
    fields = {one.name: one for one in model._meta.concrete_fields}
    columns = [fields[name] for name in kind.fields]
    row = ", ".join(f"CAST(%s AS {column.cast_db_type(connection)})" for column in columns)
    stored = [str(column.column) for column in columns]
    table, times = model._meta.db_table, kind.when(names)
    when = dict(kind.given) | {name: name for name in times}
    replaces = {name: LATER if dated else NOW_GIVEN if name in times else NOW for name in when}
    statement = KEEP.format(
        table=table,
        columns=", ".join(stored),
        rows=", ".join([f"({row})"] * rows),
        sent=", ".join(f"sent.{name}" for name in stored),
        item=stored[0],
        updates=", ".join(
            replaces[name].format(name=name, given=when[name], table=table)
            for name in dict.fromkeys((*names, *sorted(times)))
        ),
        names=", ".join(names),
        locked=" FOR SHARE OF review" if connection.features.has_select_for_update else "",
    )
    return statement, [column.attname for column in columns]
