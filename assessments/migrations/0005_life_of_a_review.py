"""Lets a review be called off, or reopened while nobody has read its results."""

from django.db import migrations, models
from django.db.models import F


def take_as_read(apps, schema_editor):
    """Who has read the results of earlier reviews was not noted: they stay closed."""
    closed = apps.get_model("assessments", "Review").objects.filter(closed_at__isnull=False)
    closed.update(results_read_at=F("closed_at"))


def take_as_closed(apps, schema_editor):
    """What was called off has no results; before this it could only be closed."""
    cancelled = apps.get_model("assessments", "Review").objects.filter(state="cancelled")
    cancelled.update(state="closed", closed_at=F("cancelled_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0004_review_keeps_its_word'),
        ('partnerships', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='review',
            name='review_state_has_its_times_and_no_secret_once_closed',
        ),
        migrations.AddField(
            model_name='invitation',
            name='new_link_hash',
            field=models.CharField(editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='review',
            name='cancelled_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='reopened_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='results_read_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='review',
            name='state',
            field=models.CharField(choices=[('draft', 'Being set up'), ('open', 'Open for answers'), ('closed', 'Closed'), ('shared', 'Results shared'), ('cancelled', 'Called off')], default='draft', editable=False, max_length=10),
        ),
        migrations.RunPython(take_as_read, take_as_closed),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at', None), ('closed_at', None), ('opened_at', None), ('results_read_at', None), ('shared_at', None), ('state', 'draft')), models.Q(('cancelled_at', None), ('closed_at', None), ('opened_at__isnull', False), ('results_read_at', None), ('shared_at', None), ('state', 'open')), models.Q(('closed_at__isnull', False), ('secret', ''), ('shared_at', None), ('state', 'closed')), models.Q(('secret', ''), ('shared_at__isnull', False), ('state', 'shared')), models.Q(('cancelled_at__isnull', False), ('closed_at', None), ('results_read_at', None), ('secret', ''), ('shared_at', None), ('state', 'cancelled')), _connector='OR'), name='review_state_has_its_times_and_no_secret_once_closed'),
        ),
    ]
