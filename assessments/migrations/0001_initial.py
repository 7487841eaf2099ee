import assessments.models.response
import assessments.models.review
import config.migrations
import django.core.validators
import django.db.models.deletion
import partnerships.models.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('partnerships', '0001_initial'),
    ]

    operations = [
        config.migrations.CreateTables(
            tables=[migrations.CreateModel(
                name='CustomQuestionnaire',
                fields=[
                    ('id', models.CharField(default=partnerships.models.ids.new_id, editable=False, max_length=10, primary_key=True, serialize=False)),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='custom_questionnaires', to='partnerships.partnership')),
                    ('content', models.JSONField()),
                    ('changed_at', models.DateTimeField(auto_now=True)),
                ],
                options={
                    'verbose_name': 'own questionnaire',
                    'ordering': ['-changed_at'],
                },
            ), migrations.CreateModel(
                name='Questionnaire',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=60, verbose_name='code')),
                    ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                    ('language', models.CharField(default='en', max_length=15, verbose_name='language')),
                    ('title', models.CharField(max_length=150, verbose_name='title')),
                    ('description', models.TextField(verbose_name='description')),
                    ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes to answer')),
                    ('rating_question', models.CharField(max_length=200)),
                    ('rating_labels', models.JSONField()),
                    ('importance_question', models.CharField(max_length=200)),
                    ('importance_labels', models.JSONField()),
                    ('translations', models.JSONField(default=dict)),
                    ('is_locked', models.BooleanField(default=False, editable=False)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='questionnaire_version_once')],
                },
            ), migrations.CreateModel(
                name='Review',
                fields=[
                    ('id', models.CharField(default=partnerships.models.ids.new_id, editable=False, max_length=10, primary_key=True, serialize=False)),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='partnerships.partnership')),
                    ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='assessments.questionnaire', verbose_name='questionnaire')),
                    ('tailored_from', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.questionnaire')),
                    ('title', models.CharField(max_length=150, verbose_name='title')),
                    ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                    ('confidentiality', models.CharField(choices=[('confidential', 'Confidential'), ('open', 'Open'), ('one-voice', 'One voice each')], default='confidential', max_length=15, verbose_name='how answers are treated')),
                    ('k', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(10)], verbose_name='smallest group')),
                    ('results_for', models.CharField(choices=[('everybody', 'Everyone in the partnership, including observers'), ('members', 'Members, but not observers'), ('leaders', 'Coordinators and facilitators only')], db_default='everybody', default='everybody', max_length=10, verbose_name='who sees the results')),
                    ('partner_groups', models.JSONField(blank=True, default=dict, editable=False, verbose_name='partner groups')),
                    ('opens_on', models.DateField(blank=True, null=True, verbose_name='open automatically on')),
                    ('closes_on', models.DateField(verbose_name='last day for answers')),
                    ('closes_by_itself', models.BooleanField(default=False, verbose_name='close automatically after the last day')),
                    ('shares_on', models.DateField(blank=True, null=True, verbose_name='share results automatically on')),
                    ('remind_days', models.JSONField(blank=True, default=list, verbose_name='reminders')),
                    ('reminded_on', models.DateField(editable=False, null=True)),
                    ('paper_count', models.PositiveIntegerField(db_default=0, default=0, editable=False)),
                    ('state', models.CharField(choices=[('draft', 'Being set up'), ('open', 'Open for answers'), ('closing', 'Working out the results'), ('closed', 'Closed'), ('shared', 'Results shared'), ('cancelled', 'Cancelled')], default='draft', editable=False, max_length=10)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('opened_at', models.DateTimeField(editable=False, null=True)),
                    ('closed_at', models.DateTimeField(editable=False, null=True)),
                    ('results_read_at', models.DateTimeField(editable=False, null=True)),
                    ('reopened_at', models.DateTimeField(editable=False, null=True)),
                    ('shared_at', models.DateTimeField(editable=False, null=True)),
                    ('cancelled_at', models.DateTimeField(editable=False, null=True)),
                    ('answers_deleted_at', models.DateTimeField(editable=False, null=True)),
                ],
                options={
                    'verbose_name': 'review',
                    'ordering': ['-created_at'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('k__gte', 3), ('k__lte', 10)), name='review_k_within_bounds'), models.CheckConstraint(condition=models.Q(('confidentiality__in', ['confidential', 'open', 'one-voice'])), name='review_confidentiality_is_known'), models.CheckConstraint(condition=models.Q(('results_for__in', ['everybody', 'members', 'leaders'])), name='review_audience_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('answers_deleted_at', None), ('cancelled_at', None), ('closed_at', None), ('opened_at', None), ('results_read_at', None), ('shared_at', None), ('state', 'draft')), models.Q(('answers_deleted_at', None), ('cancelled_at', None), ('closed_at', None), ('opened_at__isnull', False), ('results_read_at', None), ('shared_at', None), ('state', 'open')), models.Q(('answers_deleted_at', None), ('closed_at__isnull', False), ('results_read_at', None), ('shared_at', None), ('state', 'closing')), models.Q(('closed_at__isnull', False), ('shared_at', None), ('state', 'closed')), models.Q(('shared_at__isnull', False), ('state', 'shared')), models.Q(('answers_deleted_at', None), ('cancelled_at__isnull', False), ('closed_at', None), ('results_read_at', None), ('shared_at', None), ('state', 'cancelled')), _connector='OR'), name='review_state_has_its_times'), models.UniqueConstraint(condition=models.Q(('state__in', ('open', 'closing'))), fields=('partnership',), name='review_open_once_in_partnership')],
                },
            ), migrations.CreateModel(
                name='Import',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='assessments.review')),
                    ('file_name', models.CharField(max_length=200, verbose_name='file')),
                    ('digest', models.CharField(editable=False, max_length=64)),
                    ('content', models.BinaryField(blank=True, default=b'')),
                    ('mapping', models.JSONField(null=True)),
                    ('rows', models.JSONField(default=list, editable=False)),
                    ('responses_added', models.PositiveIntegerField(editable=False, null=True)),
                    ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='imports', to='partnerships.member')),
                    ('added_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'ordering': ['-added_at'],
                    'constraints': [models.UniqueConstraint(fields=('review', 'digest'), name='import_file_once_in_review')],
                },
            ), migrations.CreateModel(
                name='Response',
                fields=[
                    ('id', models.BigIntegerField(default=assessments.models.response.random_number, editable=False, primary_key=True, serialize=False)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='assessments.review')),
                    ('key', models.CharField(editable=False, max_length=64, unique=True)),
                    ('escrow', models.BinaryField()),
                    ('submitted', models.BooleanField(default=False)),
                ],
                options={
                    'indexes': [models.Index(fields=['review', 'submitted'], name='assessments_review__2a8efa_idx')],
                },
            ), migrations.CreateModel(
                name='ClosingProgress',
                fields=[
                    ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='closing_progress', serialize=False, to='assessments.review')),
                    ('checked', models.PositiveIntegerField(default=0)),
                    ('questions', models.PositiveIntegerField(default=0)),
                    ('told_at', models.DateTimeField()),
                ],
            ), migrations.CreateModel(
                name='JoinRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to='assessments.review')),
                    ('name', models.CharField(max_length=150, verbose_name='name')),
                    ('email', models.EmailField(max_length=254, verbose_name='email address')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.organisation')),
                    ('level', models.CharField(choices=[('strategic', 'Strategic'), ('operational', 'Operational'), ('community', 'Community')], max_length=15, verbose_name='level')),
                    ('asked_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'ordering': ['asked_at'],
                    'constraints': [models.UniqueConstraint(fields=('review', 'email'), name='join_request_once_in_review')],
                },
            ), migrations.CreateModel(
                name='JoinLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='join_link', to='assessments.review')),
                    ('key', models.CharField(default=partnerships.models.ids.new_id, editable=False, max_length=10, unique=True)),
                    ('is_on', models.BooleanField(default=False)),
                    ('domains', models.JSONField(default=list)),
                ],
            ), migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='assessments.review')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='partnerships.member')),
                    ('link_hash', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                    ('renewed', models.PositiveSmallIntegerField(default=0, editable=False)),
                    ('no_reminders', models.BooleanField(default=False, editable=False)),
                    ('started', models.BooleanField(default=False, editable=False)),
                    ('submitted', models.BooleanField(default=False, editable=False)),
                    ('on_paper', models.BooleanField(db_default=False, default=False, editable=False)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('review', 'member'), name='invitation_once'), models.CheckConstraint(condition=models.Q(('submitted', False), ('started', True), _connector='OR'), name='invitation_submitted_was_started'), models.CheckConstraint(condition=models.Q(('submitted', False), ('on_paper', False), _connector='OR'), name='invitation_submitted_is_not_on_paper')],
                },
            ), migrations.CreateModel(
                name='AnsweredAndLeft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answered_and_left', to='assessments.review')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('review', 'person'), name='answered_and_left_once_in_review')],
                },
            ), migrations.CreateModel(
                name='Section',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='assessments.questionnaire')),
                    ('consideration', models.CharField(choices=[('approach', 'The right approach'), ('clarity', 'Shared clarity'), ('leadership', 'Management and leadership'), ('performance', 'Meaningful performance information'), ('people', 'Supporting people'), ('decisions', 'Deciding together'), ('power', 'Power and transparency'), ('complexity', 'Working with complexity')], max_length=20, verbose_name='consideration')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('introduction', models.TextField()),
                    ('comment_prompt', models.TextField()),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('questionnaire', 'consideration'), name='section_once_for_consideration'), models.UniqueConstraint(fields=('questionnaire', 'position'), name='section_once_at_position')],
                },
            ), migrations.CreateModel(
                name='SectionAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='section_answers', to='assessments.response')),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.section')),
                    ('importance', models.BinaryField()),
                    ('importance_answered_at_ms', models.BigIntegerField(db_default=0, default=0, editable=False)),
                    ('comment', models.BinaryField()),
                    ('comment_answered_at_ms', models.BigIntegerField(db_default=0, default=0, editable=False)),
                    ('page_sent_at_ms', models.BigIntegerField(db_default=0, default=0, editable=False)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('response', 'section'), name='section_answer_once')],
                },
            ), migrations.CreateModel(
                name='Statement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='assessments.section')),
                    ('code', models.SlugField(max_length=60, verbose_name='code')),
                    ('text', models.CharField(max_length=300, verbose_name='statement')),
                    ('heading', models.CharField(blank=True, max_length=100, verbose_name='heading')),
                    ('help', models.CharField(blank=True, max_length=300, verbose_name='help')),
                    ('stage', models.CharField(choices=[('input', 'What partners put in'), ('activity', 'How partners work'), ('outcome', 'What difference it makes')], max_length=10, verbose_name='stage')),
                    ('level', models.CharField(blank=True, choices=[('partners', 'Partners and staff'), ('services', 'Services'), ('people', 'People and communities')], max_length=10, verbose_name='level')),
                    ('factor', models.CharField(blank=True, choices=[('structural', 'Structural'), ('cultural', 'Cultural'), ('social', 'Social')], max_length=10, verbose_name='factor')),
                    ('position', models.PositiveSmallIntegerField()),
                ],
                options={
                    'ordering': ['section__position', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('section', 'code'), name='statement_once_in_section')],
                },
            ), migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='assessments.response')),
                    ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.statement')),
                    ('choice', models.BinaryField()),
                    ('answered_at_ms', models.BigIntegerField(db_default=0, default=0, editable=False)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('response', 'statement'), name='answer_once')],
                },
            ), migrations.CreateModel(
                name='MergedOrganisation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('gone', models.CharField(max_length=10, unique=True)),
                    ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partnerships.organisation')),
                ],
            ), migrations.CreateModel(
                name='WithdrawnLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='withdrawn_links', to='assessments.review')),
                    ('link_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ],
            )],
        ),
    ]
