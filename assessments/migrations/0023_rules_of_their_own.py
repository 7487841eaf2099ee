"""Takes out triggers of earlier versions; `assessments.database_rules` has what holds now."""

from django.db import migrations

TRIGGERS = {
    "review_keeps_its_word": "assessments_review",
    "review_moves_as_it_may": "assessments_review",
    "review_was_read": "assessments_review",
    "review_only_moves_forward": "assessments_review",
    "review_is_not_replaced": "assessments_review",
    "review_answers_are_gone": "assessments_review",
    "assessments_response_is_kept": "assessments_response",
    "assessments_answer_is_kept": "assessments_answer",
    "assessments_sectionanswer_is_kept": "assessments_sectionanswer",
} | {
    f"{table}_is_kept_on_{doing}": table
    for table in ("assessments_questionnaire", "assessments_section", "assessments_statement")
    for doing in ("insert", "update", "delete")
}


def take_out(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table in TRIGGERS.items():
        if postgresql:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


class Migration(migrations.Migration):

    dependencies = [("assessments", "0022_import_rows")]

    operations = [migrations.RunPython(take_out, migrations.RunPython.noop)]
