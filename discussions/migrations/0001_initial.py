import config.migrations
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assessments', '0001_initial'),
        ('partnerships', '0001_initial'),
    ]

    operations = [
        config.migrations.CreateTables(
            tables=[migrations.CreateModel(
                name='Action',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='assessments.review')),
                    ('consideration', models.CharField(choices=[('approach', 'The right approach'), ('clarity', 'Shared clarity'), ('leadership', 'Management and leadership'), ('performance', 'Meaningful performance information'), ('people', 'Supporting people'), ('decisions', 'Deciding together'), ('power', 'Power and transparency'), ('complexity', 'Working with complexity')], max_length=20, verbose_name='consideration')),
                    ('what', models.CharField(max_length=300, verbose_name='what')),
                    ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='actions', to='partnerships.member', verbose_name='who')),
                    ('due', models.DateField(verbose_name='by when')),
                    ('done_at', models.DateTimeField(editable=False, null=True)),
                    ('idempotency_key', models.UUIDField(editable=False, null=True, unique=True)),
                ],
                options={
                    'ordering': ['due', 'pk'],
                },
            ), migrations.CreateModel(
                name='Conclusion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conclusions', to='assessments.review')),
                    ('consideration', models.CharField(choices=[('approach', 'The right approach'), ('clarity', 'Shared clarity'), ('leadership', 'Management and leadership'), ('performance', 'Meaningful performance information'), ('people', 'Supporting people'), ('decisions', 'Deciding together'), ('power', 'Power and transparency'), ('complexity', 'Working with complexity')], max_length=20)),
                    ('said', models.TextField(blank=True, verbose_name='what was said')),
                    ('agreed_rating', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='agreed rating')),
                    ('we_differ_because', models.TextField(blank=True, verbose_name='we differ, and why')),
                    ('agreed', models.BooleanField(default=False, verbose_name='agreed')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('review', 'consideration'), name='conclusion_once'), models.CheckConstraint(condition=models.Q(('agreed_rating', None), ('we_differ_because', ''), _connector='OR'), name='conclusion_agrees_or_differs')],
                },
            )],
        ),
    ]
