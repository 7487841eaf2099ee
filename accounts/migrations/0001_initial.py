import config.migrations
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        config.migrations.CreateTables(
            tables=[migrations.CreateModel(
                name='Counter',
                fields=[
                    ('cache_key', models.CharField(max_length=255, primary_key=True, serialize=False)),
                    ('value', models.TextField()),
                    ('expires', models.DateTimeField(db_index=True)),
                ],
            ), migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, verbose_name='host administrator')),
                    ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                    ('language', models.CharField(blank=True, max_length=15, verbose_name='language')),
                    ('may_register', models.BooleanField(default=False, verbose_name='invited to register partnerships')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': 'person',
                    'verbose_name_plural': 'people',
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='person_email_any_case')],
                },
            )],
        ),
    ]
