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
                name='BenchmarkOptIn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('partnership', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='benchmark_opt_in', to='partnerships.partnership')),
                    ('since', models.DateTimeField(auto_now_add=True)),
                ],
            ), migrations.CreateModel(
                name='BenchmarkRelease',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('community-planning', 'Community planning'), ('neighbourhood-planning', 'Neighbourhood planning'), ('childrens-services', 'Children’s services'), ('health-and-social-care', 'Health and social care'), ('employability', 'Employability'), ('regeneration', 'Regeneration'), ('community-justice', 'Community justice'), ('other', 'Something else')], max_length=30, unique=True)),
                    ('edition', models.DateField(null=True)),
                    ('partnerships', models.PositiveIntegerField(default=0)),
                    ('quartiles', models.JSONField(default=dict)),
                ],
            ), migrations.CreateModel(
                name='PublishedGroup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='published_groups', to='assessments.review')),
                    ('grouping', models.CharField(choices=[('everyone', 'Everyone'), ('organisation', 'Organisation'), ('partner-group', 'Partner group'), ('sector', 'Sector'), ('level', 'Level')], max_length=15)),
                    ('label', models.CharField(max_length=150)),
                    ('people', models.PositiveIntegerField()),
                    ('entered', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'ordering': ['label'],
                    'constraints': [models.UniqueConstraint(fields=('review', 'grouping', 'label'), name='published_group_once')],
                },
            ), migrations.CreateModel(
                name='Publication',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rung', models.CharField(choices=[('spreads', 'spreads'), ('steps', 'steps'), ('no-levels', 'no-levels'), ('no-sectors', 'no-sectors'), ('wide-ends', 'wide-ends'), ('thirds', 'thirds'), ('everyone', 'everyone')], max_length=15)),
                    ('everyone', models.CharField(choices=[('exact', 'exact'), ('classes', 'classes'), ('steps', 'steps')], max_length=15)),
                    ('asked', models.PositiveIntegerField(null=True)),
                    ('organisations', models.PositiveIntegerField(default=0)),
                    ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='publication', to='assessments.review')),
                ],
            ), migrations.CreateModel(
                name='Perception',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='perceptions', to='insights.publishedgroup')),
                    ('subject', models.CharField(choices=[('statement', 'Statement'), ('consideration', 'Consideration'), ('importance', 'Importance')], max_length=15)),
                    ('code', models.CharField(max_length=60)),
                    ('n', models.PositiveIntegerField()),
                    ('mean', models.FloatField()),
                    ('low', models.FloatField(null=True)),
                    ('high', models.FloatField(null=True)),
                    ('first', models.FloatField(null=True)),
                    ('last', models.FloatField(null=True)),
                    ('bound', models.CharField(blank=True, max_length=4)),
                    ('counts', models.JSONField(null=True)),
                    ('dont_know', models.PositiveIntegerField(default=0)),
                    ('not_applicable', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('group', 'subject', 'code'), name='perception_once_for_group')],
                },
            ), migrations.CreateModel(
                name='SuppressedGroup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suppressed_groups', to='assessments.review')),
                    ('grouping', models.CharField(choices=[('everyone', 'Everyone'), ('organisation', 'Organisation'), ('partner-group', 'Partner group'), ('sector', 'Sector'), ('level', 'Level')], max_length=15)),
                    ('label', models.CharField(max_length=150)),
                ],
                options={
                    'ordering': ['label'],
                    'constraints': [models.UniqueConstraint(fields=('review', 'grouping', 'label'), name='suppressed_group_once')],
                },
            ), migrations.CreateModel(
                name='ChanceRange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chance_ranges', to='assessments.review')),
                    ('code', models.CharField(max_length=60)),
                    ('grouping', models.CharField(choices=[('everyone', 'Everyone'), ('organisation', 'Organisation'), ('partner-group', 'Partner group'), ('sector', 'Sector'), ('level', 'Level')], max_length=15)),
                    ('low', models.FloatField()),
                    ('high', models.FloatField()),
                    ('wide_from', models.FloatField(null=True)),
                    ('share', models.FloatField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('review', 'code', 'grouping'), name='chance_range_once_for_grouping')],
                },
            ), migrations.CreateModel(
                name='PublishedComment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='published_comments', to='assessments.review')),
                    ('consideration', models.CharField(blank=True, choices=[('approach', 'The right approach'), ('clarity', 'Shared clarity'), ('leadership', 'Management and leadership'), ('performance', 'Meaningful performance information'), ('people', 'Supporting people'), ('decisions', 'Deciding together'), ('power', 'Power and transparency'), ('complexity', 'Working with complexity')], max_length=20)),
                    ('position', models.PositiveIntegerField()),
                    ('text', models.TextField()),
                    ('withheld', models.BooleanField(default=False)),
                ],
                options={
                    'ordering': ['position'],
                    'indexes': [models.Index(fields=['review', 'consideration', 'withheld', 'position'], name='comments_of_a_consideration'), models.Index(fields=['review', 'position'], name='comment_at_its_position')],
                },
            )],
        ),
    ]
