"""An answer can be cleared, and a page sent without any: both keep no more than when."""

from django.db import migrations, models
from django.db.models import Q

REASONS = ["dont_know", "not_applicable"]


def let_cleared_go(apps, schema_editor):
    """Going back, what was cleared can only be no row at all."""
    apps.get_model("assessments", "Answer").objects.filter(rating=None, reason="").delete()


class Migration(migrations.Migration):

    dependencies = [
        ("assessments", "0020_forgotten"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="answer",
            name="answer_is_a_rating_or_a_reason",
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=Q(rating__isnull=False, rating__gte=1, reason="")
                | Q(rating=None, reason__in=REASONS)
                | Q(rating=None, reason="", given__gt=0),
                name="answer_is_a_rating_or_a_reason_or_cleared",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, let_cleared_go),
        migrations.AddField(
            model_name="sectionanswer",
            name="page_given",
            field=models.BigIntegerField(db_default=0, default=0, editable=False),
        ),
    ]
