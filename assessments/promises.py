"""What the database itself refuses to do to a review, whoever asks: a page, the admin or raw SQL.

Once a review has opened, how its answers are treated and its k never change, and a review only
moves forward. Migrations put these triggers in place with `keep` and take them out with `release`.
SQLite drops a table's triggers whenever a migration remakes the table: a migration that alters
`assessments_review` ends with `migrations.RunPython(keep, release)` again.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "assessments_review"
WORD = "review_keeps_its_word: treatment and k are fixed once a review is open"
FORWARD = "review_only_moves_forward: draft, open, closed, shared"
REPLACED = "review_is_not_replaced: it has been open"

_BROKEN = "OLD.state <> 'draft' AND (NEW.treatment <> OLD.treatment OR NEW.k <> OLD.k)"
_RANK = "(CASE {}.state WHEN 'draft' THEN 1 WHEN 'open' THEN 2 WHEN 'closed' THEN 3 ELSE 4 END)"
_BACKWARD = f"{_RANK.format('NEW')} < {_RANK.format('OLD')}"

_ON_SQLITE = {
    "review_keeps_its_word": ("UPDATE", _BROKEN, WORD),
    "review_only_moves_forward": ("UPDATE", _BACKWARD, FORWARD),
    "review_is_not_replaced": (
        "INSERT",
        "EXISTS (SELECT 1 FROM assessments_review WHERE id = NEW.id AND state <> 'draft')",
        REPLACED,
    ),
}

_ON_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION review_keeps_its_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {_BROKEN} THEN
        RAISE EXCEPTION '{WORD}' USING ERRCODE = 'check_violation';
    END IF;
    IF {_BACKWARD} THEN
        RAISE EXCEPTION '{FORWARD}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""


def keep(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place; those that are there already are replaced."""
    release(_apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_ON_POSTGRESQL)
        schema_editor.execute(
            f"CREATE TRIGGER review_keeps_its_word BEFORE UPDATE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION review_keeps_its_word()"
        )
        return
    for name, (doing, condition, message) in _ON_SQLITE.items():
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {doing} ON {TABLE} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def release(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers out."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS review_keeps_its_word ON {TABLE}")
        schema_editor.execute("DROP FUNCTION IF EXISTS review_keeps_its_word()")
        return
    for name in _ON_SQLITE:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
