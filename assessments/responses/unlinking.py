"""Forgetting, when a review closes, what could tell whose a response is: order, times and states.

What a response says, its place and how it came in are sealed, and the key to them is deleted once
the results have been read (`assessments.keys`). But the length of a comment shows, and comments are
published. The order of answering is told by reminders that were sent, by late invitations and by
whatever else has a time, here or elsewhere. So nothing that was answered may keep it.

Where organisations speak with one voice, a response is the organisation's and there is no one to
protect.
"""

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import F, Model

from assessments.models import Invitation, Review
from assessments.models.response import Answer, Response, SectionAnswer

ANSWERED = ((Response, "id"), (Answer, "statement_id"), (SectionAnswer, "section_id"))
"""What is written again, and what orders the rows of one response."""
SET_ASIDE = """
CREATE TEMPORARY TABLE kept_{table} AS SELECT {columns} FROM {table} WHERE 1 = 0;
INSERT INTO kept_{table} SELECT {columns} FROM {table} WHERE {of_review};
"""
TAKE_OUT = "DELETE FROM {table} WHERE {of_review}"
PUT_BACK = """
INSERT INTO {table} ({columns}) SELECT {columns} FROM kept_{table} ORDER BY {response}, {item};
DROP TABLE kept_{table};
"""


@transaction.atomic
def shuffle_storage(review: Review) -> None:
    """Rewrite all answers in the order of the responses' random numbers, without times.

    A database numbers rows as they come, and may keep them in that order; a clock, even of a
    response's own, tells how long someone took and paused. It is done just before a review closes,
    for nothing can be deleted from a closed one; in the database, for it is many rows.
    """
    if review.speaks_as_organisations:
        return
    tables = [_names(model, item) for model, item in ANSWERED]
    with connection.cursor() as cursor:
        for names in tables:
            _run(cursor, SET_ASIDE, names, review)
        for names in reversed(tables):
            _run(cursor, TAKE_OUT, names, review)
        for names in tables:
            _run(cursor, PUT_BACK, names, review)


def _names(model: type[Model], item: str) -> dict[str, str]:
    """What statements about a table speak of: all its columns but for numbers and times."""
    fields = (one for one in model._meta.concrete_fields if one is not model._meta.auto_field)
    columns = [str(one.column) for one in fields]
    is_response = model is Response
    of_review = "SELECT id FROM assessments_response WHERE review_id = %s"
    return {
        "table": model._meta.db_table,
        "columns": ", ".join(one for one in columns if not one.endswith("_at_ms")),
        "response": "id" if is_response else "response_id",
        "item": item,
        "of_review": "review_id = %s" if is_response else f"response_id IN ({of_review})",
    }


def _run(cursor: CursorWrapper, statements: str, names: dict[str, str], review: Review) -> None:
    for statement in statements.format(**names).split(";"):
        if statement.strip():
            cursor.execute(statement, [review.pk] * statement.count("%s"))


@transaction.atomic
def remove_identifiers(review: Review) -> None:
    """Remove from invitations what would show whose a response is.

    A file that still waits goes, for it may be a newer one of people whose answers came in. So is
    who had started and not submitted forgotten: a single such member would own the single
    unfinished response. Who had answered on paper is one of those who have submitted from then on.
    Invitations are laid down again in the order of their keys, for a database may keep rows in the
    order in which they last changed, which is the order of answering.
    """
    if review.speaks_as_organisations:
        return
    review.imports.filter(responses_added=None).delete()
    review.answered_and_left.all().delete()
    review.invitations.filter(on_paper=True).mark_submitted()
    review.invitations.update(started=F("submitted"))
    invitations = list(review.invitations.order_by("pk"))
    review.invitations.all().delete()
    Invitation.objects.bulk_create(invitations)
