"""Adds how answers are treated; every review so far was confidential."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("assessments", "0002_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="review",
            name="treatment",
            field=models.CharField(
                choices=[
                    ("confidential", "Confidential"),
                    ("open", "Open"),
                    ("one-voice", "One voice each"),
                ],
                default="confidential",
                max_length=15,
                verbose_name="how answers are treated",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("treatment__in", ["confidential", "open", "one-voice"])),
                name="review_treatment_is_known",
            ),
        ),
    ]
