"""What the database itself refuses: to change a version of a questionnaire that is in use.

Once a version is `kept`, neither it nor its sections and statements are changed or added to,
whoever asks. PostgreSQL refuses to delete any of them while a review uses the version; SQLite
leaves that to its foreign keys. What `promises` says of migrations on SQLite holds for these three
tables as well; a migration that remakes one of them begins with `release`, for SQLite looks
through all triggers when it renames a table.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "version_is_kept: this version of the questionnaire is in use"
_SECTIONS = "(SELECT questionnaire_id FROM assessments_section WHERE id = {row}.section_id)"
_VERSION_OF = {
    "assessments_questionnaire": "{row}.id",
    "assessments_section": "{row}.questionnaire_id",
    "assessments_statement": _SECTIONS,
}
_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
_KEPT = "EXISTS (SELECT 1 FROM assessments_questionnaire WHERE kept AND id IN ({versions}))"
_USED = "EXISTS (SELECT 1 FROM assessments_review WHERE questionnaire_id IN ({versions}))"


def _in_use(table: str, doing: str) -> str:
    versions = ", ".join(_VERSION_OF[table].format(row=row) for row in _ROWS[doing])
    return (_USED if doing == "DELETE" else _KEPT).format(versions=versions)


def _triggers(vendor: str) -> list[tuple[str, str, str]]:
    return [
        (f"{table}_is_kept_on_{doing.lower()}", table, doing)
        for table in _VERSION_OF
        for doing in _ROWS
        if vendor == "postgresql" or doing != "DELETE"
    ]


def keep(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place; those that are there already are replaced."""
    release(_apps, schema_editor)
    vendor = schema_editor.connection.vendor
    for name, table, doing in _triggers(vendor):
        condition = _in_use(table, doing)
        if vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {condition} THEN RAISE EXCEPTION '{MESSAGE}' "
                f"USING ERRCODE = 'check_violation'; END IF; RETURN {_ROWS[doing][-1]}; END $$"
            )
            does = f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        else:
            does = f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {doing} ON {table} {does}")


def release(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers out."""
    vendor = schema_editor.connection.vendor
    for name, table, _doing in _triggers(vendor):
        if vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
