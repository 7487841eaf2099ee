"""What the database itself refuses to do to a review, whoever asks: a page, the admin or raw SQL.

Once a review has opened, how its answers are treated, its k, who sees its results and its version
of the questionnaire never change. A review moves only as `lifecycle` says, and once somebody has
read its results it never opens again. Migrations put these triggers in place with `keep` and take
them out with `release`. SQLite drops a table's triggers whenever a migration remakes the table: a
migration that
alters `assessments_review` ends with `migrations.RunPython(keep, release)` again.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from .lifecycle import May, moves

TABLE = "assessments_review"
WORD = "review_keeps_its_word: what members were told is fixed once a review is open"
MOVES = "review_moves_as_it_may: see the table of states and moves"
READ = "review_was_read: it is remembered, and the review does not open again"
REPLACED = "review_is_not_replaced: it has been open"

_FIXED = ("treatment", "k", "questionnaire_id", "results_for")
_MOVES = " OR ".join(
    f"(OLD.state = '{before}' AND NEW.state = '{after}')" for before, after in moves()
)
_ASTRAY = f"NEW.state <> OLD.state AND NOT ({_MOVES})"
_REOPENED = " OR ".join(
    f"(OLD.state = '{before}' AND NEW.state = '{after}')"
    for (before, after), may in moves().items()
    if may == May.REOPEN
)
_READ_ANEW = f"OLD.results_read_at IS NOT NULL AND (NEW.results_read_at IS NULL OR {_REOPENED})"


def _refused(schema_editor: BaseDatabaseSchemaEditor) -> dict[str, tuple[str, str]]:
    """When an update is refused, and what is said; as far as the table has got its columns."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, TABLE)
    columns = {column.name for column in described}
    fixed = " OR ".join(f"NEW.{one} <> OLD.{one}" for one in _FIXED if one in columns)
    refused = {
        "review_keeps_its_word": (f"OLD.state <> 'draft' AND ({fixed})", WORD),
        "review_moves_as_it_may": (_ASTRAY, MOVES),
    }
    if "results_read_at" in columns:
        refused["review_was_read"] = (_READ_ANEW, READ)
    return refused


_REPLACING = "EXISTS (SELECT 1 FROM assessments_review WHERE id = NEW.id AND state <> 'draft')"


def keep(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place; those that are there already are replaced."""
    release(_apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        _keep_on_postgresql(schema_editor)
    else:
        _keep_on_sqlite(schema_editor)


def _keep_on_postgresql(schema_editor: BaseDatabaseSchemaEditor) -> None:
    checks = "".join(
        f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; "
        "END IF; "
        for condition, message in _refused(schema_editor).values()
    )
    schema_editor.execute(
        "CREATE OR REPLACE FUNCTION review_keeps_its_word() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN {checks} RETURN NEW; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER review_keeps_its_word BEFORE UPDATE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION review_keeps_its_word()"
    )


def _keep_on_sqlite(schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers = {name: ("UPDATE", *one) for name, one in _refused(schema_editor).items()}
    triggers["review_is_not_replaced"] = ("INSERT", _REPLACING, REPLACED)
    for name, (doing, condition, message) in triggers.items():
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {doing} ON {TABLE} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


_ON_SQLITE = (
    "review_keeps_its_word",
    "review_moves_as_it_may",
    "review_was_read",
    "review_only_moves_forward",  # of earlier versions
    "review_is_not_replaced",
)


def release(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers out."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS review_keeps_its_word ON {TABLE}")
        schema_editor.execute("DROP FUNCTION IF EXISTS review_keeps_its_word()")
        return
    for name in _ON_SQLITE:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
