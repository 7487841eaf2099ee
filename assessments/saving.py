"""The way of one answer into the database, which is gone more often than any other.

It takes two statements, written out, for putting them together anew takes Python longer than the
database needs to run them: one finds whose link it is, the other keeps any number of answers.

The second looks for itself whether the review is open, so that nothing has to be read and
locked before it. On PostgreSQL it share-locks the review: members who save at the same time don't
wait for each other, while closing waits for them, and they for it. SQLite has one writer at a
time in any case.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from functools import lru_cache

from django.db import connection, models, transaction

from .models import Answer, Invitation, Review, SectionAnswer
from .models.questionnaire import version_of
from .models.review import State, Treatment
from .prepared import Prepared, partly

FIND = Prepared(
    lambda review, link: Invitation.objects.opened_by(link).filter(review=review),
    *("id", "review_id", "member_id", "new_link_hash", "started"),
    *("review__id", "review__treatment", "review__questionnaire_id"),
)
KEEP = """
INSERT INTO {table} (response_id, {columns})
  WITH given ({columns}) AS (VALUES {rows})
SELECT response.id, {given}
  FROM given, assessments_response AS response
  JOIN assessments_review AS review ON review.id = response.review_id
 WHERE response.key = %s AND review.state = %s
   AND (response.level <> '' OR review.treatment = %s){locked}
    ON CONFLICT (response_id, {item}) DO UPDATE SET {updates}
"""
RATING = ("rating", "reason")
ABOUT_SECTION = ("importance", "comment")


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
    answers: Sequence[Answer],
    section_answers: Sequence[SectionAnswer],
    section_fields: Sequence[str],
) -> bool:
    """Keep these with the response of this key; False if something has to be seen to before.

    There may be none yet, or it may have lost its place when a review closed that was reopened;
    or the review is not open.

    Rows come without their response. Of a section, `section_fields` alone replace what is there.
    All are kept or none. What a single statement keeps needs no transaction around it.
    """
    both = answers and section_answers
    with transaction.atomic(savepoint=False) if both else nullcontext():
        kept = _keep(key, answers, "statement", RATING, RATING)
        if kept == len(answers):
            kept += _keep(key, section_answers, "section", ABOUT_SECTION, section_fields)
    return 0 < kept == len(answers) + len(section_answers)


def _keep(
    key: str,
    rows: Sequence[models.Model],
    item: str,
    fields: Sequence[str],
    updated: Sequence[str],
) -> int:
    """How many rows were added or replaced. A row is known by its response and its `item`."""
    if not rows:
        return 0
    statement, columns = _keeping(type(rows[0]), len(rows), item, tuple(fields), tuple(updated))
    values = [getattr(row, column) for row in rows for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, key, State.OPEN, Treatment.ONE_VOICE])
        return cursor.rowcount


@lru_cache(maxsize=256)
def _keeping(
    model: type[models.Model],
    rows: int,
    item: str,
    fields: tuple[str, ...],
    updated: tuple[str, ...],
) -> tuple[str, list[str]]:
    """The statement for so many rows, and the attributes of each that it wants in turn."""
    item, *others = [model._meta.get_field(name) for name in (item, *fields)]
    columns = [item, *others]
    row = ", ".join(f"CAST(%s AS {column.cast_db_type(connection)})" for column in columns)
    statement = KEEP.format(
        table=model._meta.db_table,
        columns=", ".join(column.column for column in columns),
        rows=", ".join([f"({row})"] * rows),
        given=", ".join(f"given.{column.column}" for column in columns),
        item=item.column,
        updates=", ".join(f"{name} = excluded.{name}" for name in updated),
        locked=" FOR SHARE OF review" if connection.features.has_select_for_update else "",
    )
    return statement, [column.attname for column in columns]
