"""Sheets of paper are counted with their review, and nothing marks a response as one."""

from django.db import migrations, models
from django.db.models import Count


CLOSED = ("closed", "shared")


def count_sheets(apps, schema_editor):
    responses = apps.get_model("assessments", "Response").objects.filter(by_hand=True)
    reviews = apps.get_model("assessments", "Review").objects
    for review, sheets in responses.values_list("review").annotate(Count("pk")):
        reviews.filter(pk=review).update(sheets=sheets)


def forget_of_closed(apps, schema_editor):
    """What is forgotten on closing from now on, for reviews that have closed before."""
    of_closed = {"review__state__in": CLOSED}
    apps.get_model("assessments", "Response").objects.filter(**of_closed).update(imported=None)
    of_closed = {"response__review__state__in": CLOSED}
    apps.get_model("assessments", "Answer").objects.filter(**of_closed).update(given=0)
    about_sections = apps.get_model("assessments", "SectionAnswer").objects.filter(**of_closed)
    about_sections.update(importance_given=0, comment_given=0)


class Migration(migrations.Migration):

    dependencies = [
        ("assessments", "0019_named_own"),
    ]

    operations = [
        migrations.AddField(
            model_name="review",
            name="sheets",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.RunPython(count_sheets, migrations.RunPython.noop),
        migrations.RunPython(forget_of_closed, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="response",
            name="by_hand",
        ),
    ]
