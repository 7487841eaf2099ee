"""Has the database refuse what would break a promise made to members before they answered."""

from django.db import migrations

from assessments.promises import keep, release


class Migration(migrations.Migration):

    dependencies = [
        ("assessments", "0003_review_treatment"),
    ]

    operations = [migrations.RunPython(keep, release)]
