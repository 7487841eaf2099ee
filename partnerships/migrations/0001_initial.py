import config.migrations
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import partnerships.models.ids
import partnerships.models.partnership
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        config.migrations.CreateTables(
            tables=[migrations.CreateModel(
                name='Partnership',
                fields=[
                    ('id', models.CharField(default=partnerships.models.ids.new_id, editable=False, max_length=10, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=150, verbose_name='name')),
                    ('purpose', models.TextField(verbose_name='purpose')),
                    ('kind', models.CharField(choices=[('community-planning', 'Community planning'), ('neighbourhood-planning', 'Neighbourhood planning'), ('childrens-services', 'Children’s services'), ('health-and-social-care', 'Health and social care'), ('employability', 'Employability'), ('regeneration', 'Regeneration'), ('community-justice', 'Community justice'), ('other', 'Something else')], max_length=30, verbose_name='kind')),
                    ('basis', models.CharField(choices=[('mandated', 'Required by law or policy'), ('chosen', 'Chosen by the partners')], max_length=10, verbose_name='basis')),
                    ('area', models.CharField(max_length=150, verbose_name='area')),
                    ('structural_context', models.TextField(blank=True, verbose_name='structural context')),
                    ('cultural_context', models.TextField(blank=True, verbose_name='cultural context')),
                    ('social_context', models.TextField(blank=True, verbose_name='social context')),
                    ('time_zone', models.CharField(choices=partnerships.models.partnership.time_zones, default='Europe/London', max_length=50, verbose_name='time zone')),
                    ('language', models.CharField(blank=True, max_length=15, verbose_name='language')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('registered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registered', to=settings.AUTH_USER_MODEL, verbose_name='registered by')),
                    ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='approved at')),
                ],
                options={
                    'verbose_name': 'partnership',
                    'ordering': ['name'],
                },
            ), migrations.CreateModel(
                name='OwnEvidence',
                fields=[
                    ('id', models.CharField(default=partnerships.models.ids.new_id, editable=False, max_length=10, primary_key=True, serialize=False)),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own_evidence', to='partnerships.partnership')),
                    ('about', models.CharField(choices=[('A stage of the journey', [('input', 'What partners put in'), ('activity', 'How partners work'), ('outcome', 'What difference it makes')]), ('A consideration', [('approach', 'The right approach'), ('clarity', 'Shared clarity'), ('leadership', 'Management and leadership'), ('performance', 'Meaningful performance information'), ('people', 'Supporting people'), ('decisions', 'Deciding together'), ('power', 'Power and transparency'), ('complexity', 'Working with complexity')])], max_length=20, verbose_name='about')),
                    ('title', models.CharField(max_length=150, verbose_name='title')),
                    ('says', models.TextField(blank=True, verbose_name='what it tells us')),
                    ('link', models.URLField(blank=True, max_length=500, verbose_name='link')),
                    ('confidence', models.CharField(choices=[('unsure', 'We are not sure of it yet'), ('fair', 'We are fairly sure'), ('sure', 'We are sure')], max_length=10, verbose_name='confidence')),
                    ('added_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'verbose_name': 'own evidence',
                    'ordering': ['-added_at', 'pk'],
                },
            ), migrations.CreateModel(
                name='EvidenceDocument',
                fields=[
                    ('evidence', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='document', serialize=False, to='partnerships.ownevidence')),
                    ('kind', models.CharField(max_length=10)),
                    ('size', models.PositiveIntegerField()),
                    ('content', models.BinaryField()),
                ],
            ), migrations.CreateModel(
                name='Organisation',
                fields=[
                    ('id', models.CharField(default=partnerships.models.ids.new_id, editable=False, max_length=10, primary_key=True, serialize=False)),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisations', to='partnerships.partnership')),
                    ('name', models.CharField(max_length=150, verbose_name='name')),
                    ('sector', models.CharField(choices=[('local-government', 'Council or local government'), ('health', 'Health'), ('third-sector', 'Third sector'), ('police-fire', 'Police, fire and rescue'), ('housing', 'Housing'), ('education', 'Education'), ('private', 'Business'), ('community', 'Community body'), ('national-agency', 'National agency'), ('other', 'Other')], max_length=20, verbose_name='sector')),
                    ('retired_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ],
                options={
                    'verbose_name': 'organisation',
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(models.F('partnership'), django.db.models.functions.text.Lower('name'), name='organisation_once_in_partnership', violation_error_message='There is already an organisation with this name.')],
                },
            ), migrations.CreateModel(
                name='Member',
                fields=[
                    ('id', models.CharField(default=partnerships.models.ids.new_id, editable=False, max_length=10, primary_key=True, serialize=False)),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='partnerships.partnership')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ('name', models.CharField(max_length=150, verbose_name='name')),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='members', to='partnerships.organisation', verbose_name='organisation')),
                    ('level', models.CharField(blank=True, choices=[('strategic', 'Strategic'), ('operational', 'Operational'), ('community', 'Community')], max_length=15, verbose_name='level')),
                    ('role', models.CharField(choices=[('coordinator', 'Coordinator'), ('facilitator', 'Facilitator'), ('member', 'Member'), ('observer', 'Observer')], default='member', max_length=15, verbose_name='role')),
                    ('status', models.CharField(choices=[('added', 'Not invited yet'), ('invited', 'Invited'), ('accepted', 'Accepted')], default='added', max_length=10)),
                    ('added_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'verbose_name': 'member',
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(fields=('partnership', 'person'), name='member_once_in_partnership'), models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['coordinator', 'member']), _negated=True), models.Q(('organisation__isnull', False), ('level__in', ['strategic', 'operational', 'community'])), _connector='OR'), name='member_who_is_asked_has_organisation_and_level')],
                },
            ), migrations.CreateModel(
                name='Declined',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declined', to='partnerships.partnership')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('declined_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'ordering': ['-declined_at'],
                    'constraints': [models.UniqueConstraint(fields=('partnership', 'person'), name='declined_once_in_partnership')],
                },
            ), migrations.CreateModel(
                name='AuditEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype', verbose_name='content type')),
                    ('object_pk', models.CharField(db_index=True, max_length=255, verbose_name='object pk')),
                    ('object_id', models.BigIntegerField(blank=True, db_index=True, null=True, verbose_name='object id')),
                    ('object_repr', models.TextField(verbose_name='object representation')),
                    ('serialized_data', models.JSONField(null=True)),
                    ('action', models.PositiveSmallIntegerField(choices=[(0, 'create'), (1, 'update'), (2, 'delete'), (3, 'access')], db_index=True, verbose_name='action')),
                    ('changes_text', models.TextField(blank=True, verbose_name='change message')),
                    ('changes', models.JSONField(null=True, verbose_name='change message')),
                    ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='actor')),
                    ('cid', models.CharField(blank=True, db_index=True, max_length=255, null=True, verbose_name='Correlation ID')),
                    ('remote_addr', models.GenericIPAddressField(blank=True, null=True, verbose_name='remote address')),
                    ('remote_port', models.PositiveIntegerField(blank=True, null=True, verbose_name='remote port')),
                    ('timestamp', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='timestamp')),
                    ('additional_data', models.JSONField(blank=True, null=True, verbose_name='additional data')),
                    ('actor_email', models.CharField(blank=True, max_length=254, null=True, verbose_name='actor email')),
                    ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='audit_log', to='partnerships.partnership')),
                    ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('is_automatic', models.BooleanField(default=False)),
                    ('event', models.CharField(blank=True, max_length=20)),
                ],
                options={
                    'verbose_name': 'log entry',
                    'verbose_name_plural': 'log entries',
                    'ordering': ['-timestamp', '-pk'],
                    'get_latest_by': 'timestamp',
                    'abstract': False,
                    'indexes': [models.Index(fields=['partnership', '-timestamp'], name='partnership_partner_e69f55_idx')],
                },
            ), migrations.CreateModel(
                name='UnapprovedEmail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('to', models.CharField(max_length=64)),
                    ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ],
            ), migrations.CreateModel(
                name='OutgoingEmail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=30)),
                    ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='outgoing_emails', to='partnerships.member')),
                    ('to', models.EmailField(max_length=254)),
                    ('about', models.CharField(blank=True, max_length=10)),
                    ('note', models.TextField(blank=True)),
                    ('written', models.JSONField(null=True)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('failed', 'Failed'), ('dropped', 'No longer needed')], default='waiting', max_length=10)),
                    ('trouble', models.CharField(blank=True, choices=[('address', 'The mail system does not accept this address. Check it with the person. If it is wrong, remove them and add them again with the right one.'), ('refused', 'The mail system rejected the email. Ask the person whether their organisation blocks it, then send it again.'), ('server', 'The mail server could not be reached for two days. Tell your host, then send it again.'), ('writing', 'The email could not be written. Tell your host.')], max_length=10)),
                    ('urgency', models.SmallIntegerField(choices=[(0, 'In Turn'), (25, 'Soon'), (50, 'Now')], default=0)),
                    ('held_by', models.CharField(blank=True, max_length=64)),
                    ('tries', models.PositiveSmallIntegerField(default=0)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('good_until', models.DateTimeField(null=True)),
                    ('settled_at', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['about', 'member'], name='partnership_about_a2da94_idx'), models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='outgoing_email_waiting')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', False), ('written', None)), models.Q(('member', None), ('written__isnull', False)), _connector='OR'), name='outgoing_email_to_a_member_keeps_no_words'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('trouble', ''), _negated=True), _connector='OR'), name='outgoing_email_failed_for_a_reason')],
                },
            )],
        ),
    ]
