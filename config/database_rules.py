"""Changes to rows that the database itself refuses, from a page, the admin or raw SQL.

An app lists its rules and passes them to `watch`. They are removed before its tables are migrated
(SQLite cannot remake a table that a trigger reads) and written again afterwards from the code, so
migrations need not mention them. `manage.py check --database default` reports rules in the database
that differ from the code.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 - Django's name
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate, pre_migrate

PREFIX = "rule_"
"""The prefix of our triggers' names. Other triggers on the same tables are left alone."""


class RowChange(StrEnum):
    """What is about to happen to a row. `NEW` is the row afterwards, and `OLD` the row before."""

    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"


@dataclass(frozen=True)
class Rule:
    """A change that is refused, and why.

    `refuse` is an SQL condition on OLD and NEW that both databases understand. `why` follows the
    name in the message. `only_on` names a database vendor if the other does not need the rule.
    """

    name: str
    table: str
    on: RowChange
    refuse: str
    why: str
    only_on: str = ""

    @property
    def trigger(self) -> str:
        return f"{PREFIX}{self.name}_{self.table}_{self.on.lower()}"

    @property
    def message(self) -> str:
        return f"{self.name}: {self.why}"


@dataclass(frozen=True)
class Trigger:
    """A rule as stored in a database. `function` is the body of its function on PostgreSQL."""

    create: str
    function: str = ""


def written(rules: Iterable[Rule], vendor: str) -> dict[str, Trigger]:
    """The triggers according to the code, by name."""
    write = _for_postgresql if vendor == "postgresql" else _for_sqlite
    return {rule.trigger: write(rule) for rule in rules if rule.only_on in ("", vendor)}


def _for_postgresql(rule: Rule) -> Trigger:
    row = "OLD" if rule.on == RowChange.DELETE else "NEW"
    return Trigger(
        f"CREATE TRIGGER {rule.trigger} BEFORE {rule.on} ON {rule.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {rule.trigger}()",
        f"BEGIN IF {rule.refuse} THEN RAISE EXCEPTION '{rule.message}' "
        f"USING ERRCODE = 'check_violation'; END IF; RETURN {row}; END",
    )


def _for_sqlite(rule: Rule) -> Trigger:
    return Trigger(
        f"CREATE TRIGGER {rule.trigger} BEFORE {rule.on} ON {rule.table} WHEN {rule.refuse} "
        f"BEGIN SELECT RAISE(ABORT, '{rule.message}'); END"
    )


ON_POSTGRESQL = """
    SELECT tgname, pg_get_triggerdef(pg_trigger.oid, true), prosrc
    FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE tgenabled = 'O' AND NOT tgisinternal
"""
ON_SQLITE = "SELECT name, sql, '' FROM sqlite_master WHERE type = 'trigger'"


def installed(connection: BaseDatabaseWrapper) -> dict[str, Trigger]:
    """Our triggers in the database, by name."""
    with connection.cursor() as cursor:
        cursor.execute(ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE)
        found = {name: Trigger(*definition) for name, *definition in cursor.fetchall()}
    return {name: trigger for name, trigger in found.items() if name.startswith(PREFIX)}


def install(connection: BaseDatabaseWrapper, rules: Iterable[Rule]) -> None:
    """Make the database hold these rules and no others of ours."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        drop(connection)
        for name, trigger in written(rules, connection.vendor).items():
            if trigger.function:
                cursor.execute(
                    f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
                    f"AS $${trigger.function}$$"
                )
            cursor.execute(trigger.create)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Remove every rule of ours from the database."""
    with connection.cursor() as cursor:
        for name, trigger in installed(connection).items():
            if trigger.function:
                cursor.execute(f"DROP FUNCTION {name}() CASCADE")
            else:
                cursor.execute(f"DROP TRIGGER {name}")


def watch(app: AppConfig, rules: Iterable[Rule]) -> None:
    """Remove these rules before migrating, write them again afterwards, and check them."""
    rules = tuple(rules)

    def step_aside(using: str, plan: Sequence[object], **_signal: Any) -> None:
        if plan:
            drop(connections[using])

    def hold(using: str, **_signal: Any) -> None:
        if differing(using, rules):
            install(connections[using], rules)

    def rules_hold(databases: Iterable[str] | None, **_check: Any) -> list[CheckMessage]:
        return [_warning(using) for using in databases or () if differing(using, rules)]

    pre_migrate.connect(step_aside, sender=app, weak=False, dispatch_uid="database_rules")
    post_migrate.connect(hold, sender=app, weak=False, dispatch_uid="database_rules")
    register(rules_hold, Tags.database)


def differing(using: str, rules: Iterable[Rule]) -> bool:
    """Whether the database's rules differ from these although nothing is left to migrate."""
    connection = connections[using]
    if installed(connection) == written(rules, connection.vendor):
        return False
    migrations = MigrationExecutor(connection)
    return not migrations.migration_plan(migrations.loader.graph.leaf_nodes())


def _warning(using: str) -> Warning:
    return Warning(
        f"The database “{using}” has different rules from those in the code.",
        hint="Run manage.py migrate.",
        id="parallax.W001",
    )
