"""Versions of questionnaires hold several languages and are kept; partnerships have their own."""

import django.db.models.deletion
import partnerships.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0006_letters_told_apart'),
        ('partnerships', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name="questionnaire",
            name="digest",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.RemoveField(
            model_name='questionnaire',
            name='digest',
        ),
        migrations.AddField(
            model_name='questionnaire',
            name='kept',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='questionnaire',
            name='language',
            field=models.CharField(default='en', max_length=15, verbose_name='language'),
        ),
        migrations.AddField(
            model_name='questionnaire',
            name='translations',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='statement',
            name='heading',
            field=models.CharField(blank=True, max_length=100, verbose_name='heading'),
        ),
        migrations.CreateModel(
            name='OwnQuestionnaire',
            fields=[
                ('id', models.CharField(default=partnerships.ids.new_id, editable=False, max_length=10, primary_key=True, serialize=False)),
                ('content', models.JSONField()),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own_questionnaires', to='partnerships.partnership')),
            ],
            options={
                'ordering': ['-changed_at'],
            },
        ),
        migrations.RunSQL("UPDATE assessments_questionnaire SET kept = true", "SELECT 1"),
    ]
