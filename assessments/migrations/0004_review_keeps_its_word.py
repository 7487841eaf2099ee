"""Has the database refuse what would break a promise made to members before they answered."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("assessments", "0003_review_treatment"),
    ]

    operations = []
