"""Rows that came in are told again in a newer export, as long as the review is open."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("assessments", "0021_cleared"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="rows",
            field=models.JSONField(default=list, editable=False),
        ),
    ]
