"""The way of one answer into the database, which is gone more often than any other.

It takes two statements, written out, for putting them together anew takes Python longer than the
database needs to run them: one finds whose link it is, the other keeps any number of answers.

The second looks for itself whether the review takes answers, so that nothing has to be read and
locked before it. On PostgreSQL it share-locks the review: members who save at the same time don't
wait for each other, while closing waits for them, and they for it. SQLite has one writer at a
time in any case.
"""

import time
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import connection, models, transaction

from .lifecycle import May, states_for
from .models import Answer, Invitation, Review, SectionAnswer
from .models.questionnaire import version_of
from .models.review import Treatment
from .prepared import Prepared, partly

FIND = Prepared(
    lambda review, link: Invitation.objects.opened_by(link).filter(review=review),
    *("id", "review_id", "member_id", "new_link_hash", "started"),
    *("review__id", "review__treatment", "review__questionnaire_id"),
)
KEEP = """
INSERT INTO {table} (response_id, {columns})
  WITH sent ({columns}) AS (VALUES {rows})
SELECT response.id, {sent}
  FROM sent, assessments_response AS response
  JOIN assessments_review AS review ON review.id = response.review_id
 WHERE response.key = %s AND review.state IN (%s, %s)
   AND (response.level <> '' OR review.treatment = %s){locked}
    ON CONFLICT (response_id, {item}) DO UPDATE SET {updates}
"""
ANSWERED = states_for(May.TRY, May.ANSWER)
LATER = (
    "{name} = CASE WHEN excluded.{given} >= {table}.{given} "
    "THEN excluded.{name} ELSE {table}.{name} END"
)


@dataclass(frozen=True)
class Kind:
    """Rows of one table: the item that each is about, and each thing it keeps, with the name of
    when that was given."""

    item: str
    given: tuple[tuple[str, str], ...]

    @property
    def fields(self) -> list[str]:
        return [self.item, *dict.fromkeys(name for pair in self.given for name in pair)]

    def when(self, names: Collection[str]) -> set[str]:
        """The names of when these things were given."""
        return {given for name, given in self.given if name in names}


@dataclass(frozen=True)
class Clock:
    """A response's own clock, which begins at `start`; both count milliseconds."""

    start: int
    now: int = field(default_factory=lambda: time.time_ns() // 1_000_000)

    def at(self, given: int) -> int:
        """The time on it of a moment since 1970, or of now if that is 0."""
        return self.start + (given or self.now)


RATING = Kind("statement", (("rating", "given"), ("reason", "given")))
ABOUT_SECTION = Kind("section", (("importance", "importance_given"), ("comment", "comment_given")))


def found(review_id: str, link_hash: str) -> Invitation | None:
    """The invitation behind a link, with as much of its review and member as saving needs."""
    values = FIND.first(review=review_id, link=link_hash)
    if values is None:
        return None
    invitation = partly(Invitation, values)
    invitation.review = partly(Review, values, "review__")
    invitation.review.questionnaire = version_of(invitation.review.questionnaire_id)
    return invitation


def keep(
    key: str,
    clock: Clock,
    answers: Sequence[Answer],
    section_answers: Sequence[SectionAnswer],
    section_fields: Sequence[str],
) -> bool:
    """Keep these with the response of this key; False if something has to be seen to before.

    There may be none yet, or it may have lost its place when a review closed that was reopened;
    or the review is not open.

    Rows come without their response, and with when each thing was given, in milliseconds since
    1970, or 0 for now; it is kept by the response's own clock. What was given later stays. Of a
    section, `section_fields` alone replace what is there. All are kept or none. What a single
    statement keeps needs no transaction around it.
    """
    both = answers and section_answers
    with transaction.atomic(savepoint=False) if both else nullcontext():
        kept = _keep(key, clock, answers, RATING, ("rating", "reason"))
        if kept == len(answers):
            kept += _keep(key, clock, section_answers, ABOUT_SECTION, tuple(section_fields))
    return 0 < kept == len(answers) + len(section_answers)


def _keep(
    key: str, clock: Clock, rows: Sequence[models.Model], kind: Kind, names: tuple[str, ...]
) -> int:
    """How many rows were added or looked at; these `names` of what they keep were given."""
    if not rows:
        return 0
    statement, columns = _keeping(type(rows[0]), len(rows), kind, names)
    values = [
        clock.at(getattr(row, name)) if is_time else getattr(row, name)
        for row in rows
        for name, is_time in columns
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, key, *ANSWERED, Treatment.ONE_VOICE])
        return cursor.rowcount


@lru_cache(maxsize=256)
def _keeping(
    model: type[models.Model], rows: int, kind: Kind, names: tuple[str, ...]
) -> tuple[str, list[tuple[str, bool]]]:
    """The statement for so many rows, and what of each it wants in turn: the name of a value, and
    whether that is a time to be put on the response's clock."""
    columns = [model._meta.get_field(name) for name in kind.fields]
    row = ", ".join(f"CAST(%s AS {column.cast_db_type(connection)})" for column in columns)
    table, times = model._meta.db_table, kind.when(names)
    when = dict(kind.given) | {name: name for name in times}
    statement = KEEP.format(
        table=table,
        columns=", ".join(column.column for column in columns),
        rows=", ".join([f"({row})"] * rows),
        sent=", ".join(f"sent.{column.column}" for column in columns),
        item=columns[0].column,
        updates=", ".join(
            LATER.format(name=name, given=when[name], table=table) for name in (*names, *times)
        ),
        locked=" FOR SHARE OF review" if connection.features.has_select_for_update else "",
    )
    return statement, [(column.attname, column.attname in times) for column in columns]
