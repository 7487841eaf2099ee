"""The table in which attempts to sign in are counted, by every process together."""

from django.core.management import call_command
from django.db import migrations

TABLE = "partnerships_counters"


def make(apps, schema_editor):
    database = schema_editor.connection.alias
    call_command("createcachetable", TABLE, database=database, verbosity=0)


def drop(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0008_partnership_language")]

    operations = [migrations.RunPython(make, drop)]
