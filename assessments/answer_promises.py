"""The database itself refuses to delete answers of a closed review, whoever asks.

They may go once their review says that they were deleted (`retention.delete_answers`), or with
their whole partnership. That a review says so can't be taken back.

These triggers read `assessments_review`, and SQLite can't remake a table that a trigger reads. So
they are taken out before any migration and put in place after it (`watch`), and no migration
needs to think of them.
"""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

REVIEW = "assessments_review"
KEPT = "answers_are_kept: answers of a closed review go by retention alone"
GONE = "answers_are_gone: that the answers of a review were deleted is not taken back"
_RESPONSE = "SELECT review_id FROM assessments_response WHERE id = OLD.response_id"
_REVIEW_OF = {
    "assessments_response": "OLD.review_id",
    "assessments_answer": f"({_RESPONSE})",
    "assessments_sectionanswer": f"({_RESPONSE})",
}
_CLOSED = (
    "EXISTS (SELECT 1 FROM assessments_review WHERE id = {review} "
    "AND state IN ('closed', 'shared') AND answers_deleted_at IS NULL)"
)
_TAKEN_BACK = "OLD.answers_deleted_at IS NOT NULL AND NEW.answers_deleted_at IS NULL"
TRIGGERS = [
    *(
        (f"{table}_is_kept", table, "DELETE", _CLOSED.format(review=review), KEPT)
        for table, review in _REVIEW_OF.items()
    ),
    ("review_answers_are_gone", REVIEW, "UPDATE", _TAKEN_BACK, GONE),
]


def watch(app: AppConfig) -> None:
    """Take the triggers out before migrating, and put them in place afterwards."""
    pre_migrate.connect(_release, sender=app, dispatch_uid="answer_promises")
    post_migrate.connect(_keep, sender=app, dispatch_uid="answer_promises")


def _release(using: str, **_signal: Any) -> None:
    connection = connections[using]
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for name, table, *_condition in TRIGGERS:
            if table in tables:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _keep(using: str, **_signal: Any) -> None:
    connection = connections[using]
    if not _has_column(connection) or _are_kept(connection):
        return
    with connection.cursor() as cursor:
        for name, table, doing, condition, message in TRIGGERS:
            if connection.vendor == "postgresql":
                row = "OLD" if doing == "DELETE" else "NEW"
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
                    f"BEGIN IF {condition} THEN RAISE EXCEPTION '{message}' "
                    f"USING ERRCODE = 'check_violation'; END IF; RETURN {row}; END $$"
                )
                does = f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            else:
                does = f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
            cursor.execute(f"CREATE TRIGGER {name} BEFORE {doing} ON {table} {does}")


def _has_column(connection: BaseDatabaseWrapper) -> bool:
    if REVIEW not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, REVIEW)
    return "answers_deleted_at" in {column.name for column in columns}


def _are_kept(connection: BaseDatabaseWrapper) -> bool:
    postgresql = connection.vendor == "postgresql"
    listed = "SELECT tgname FROM pg_trigger" if postgresql else "SELECT name FROM sqlite_master"
    with connection.cursor() as cursor:
        cursor.execute(listed)
        return {name for name, *_rest in TRIGGERS} <= {name for (name,) in cursor.fetchall()}
