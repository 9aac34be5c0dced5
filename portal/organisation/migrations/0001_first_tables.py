"""The first tables, in the order they lean on each other; triggers last."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import portal.database.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('portal_database', '0001_text_functions'),
    ]

    operations = [
        portal.database.operations.Together(operations=[
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True, verbose_name='nyckel')),
                ('kind', models.CharField(choices=[('district', 'stadsdelsförvaltning'), ('committee', 'nämnd'), ('administration', 'fackförvaltning'), ('unit', 'enhet'), ('joint', 'gemensam organisation'), ('agency', 'statlig myndighet'), ('region', 'region'), ('municipality', 'kommun'), ('voluntary', 'ideell organisation'), ('company', 'företag'), ('political', 'politiskt organ')], max_length=20, verbose_name='slag')),
                ('short_name', models.CharField(max_length=120, verbose_name='kort namn')),
                ('committee_name', models.CharField(blank=True, max_length=160, verbose_name='nämndens namn')),
                ('administration_name', models.CharField(blank=True, max_length=160, verbose_name='förvaltningens namn')),
                ('full_name', models.CharField(blank=True, max_length=200, verbose_name='fullständigt namn')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='från och med')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='till och med')),
                ('evidence', models.CharField(choices=[('source', 'enligt källan'), ('verified', 'verifierad'), ('partly', 'delvis verifierad'), ('unverified', 'overifierad')], default='verified', max_length=12, verbose_name='beläggets styrka')),
                ('evidence_text', models.CharField(blank=True, max_length=300, verbose_name='belägg')),
                ('note', models.TextField(blank=True, verbose_name='anteckning')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisation.organisation', verbose_name='lyder under')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisationer',
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='organisation_dates_in_order', violation_error_message='Slutdatum ligger före startdatum. Rätta ett av dem.'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('pk')), _negated=True), _connector='OR'), name='organisation_not_its_own_parent', violation_error_message='En organisation kan inte lyda under sig själv.')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisation.organisation', verbose_name='gemensam organisation')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joint_memberships', to='organisation.organisation', verbose_name='medlem')),
            ],
            options={
                'verbose_name': 'medlem',
                'verbose_name_plural': 'medlemmar',
                'constraints': [models.UniqueConstraint(fields=('joint', 'member'), name='membership_once', violation_error_message='Organisationen är redan medlem.'), models.CheckConstraint(condition=models.Q(('joint', models.F('member')), _negated=True), name='membership_not_of_itself', violation_error_message='En organisation kan inte vara medlem i sig själv.')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='titel')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telefon')),
                ('wants_digest', models.BooleanField(default=True, verbose_name='vill ha dagens sammandrag')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='övningsinloggning')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'personer',
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('samordnare', 'samordnare'), ('projektledare', 'projektledare'), ('avtalshandlaggare', 'handläggare, överenskommelser'), ('direktor', 'stadsdelsdirektör'), ('uppsokare', 'samhällsvägledare'), ('namndsekreterare', 'nämndsekreterare'), ('avdelningschef', 'avdelningschef'), ('forvaltningschef', 'förvaltningschef'), ('registrator', 'registrator'), ('ekonom', 'ekonom'), ('dataskyddsombud', 'dataskyddsombud'), ('revisor', 'revisor'), ('admin', 'systemförvaltare')], max_length=20, verbose_name='roll')),
                ('valid_from', models.DateField(verbose_name='från och med')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='till och med')),
                ('deputy_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deputies', to='organisation.assignment', verbose_name='ställföreträdare för')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='organisation.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'uppdrag',
                'verbose_name_plural': 'uppdrag',
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='assignment_dates_in_order', violation_error_message='Slutdatum ligger före startdatum. Rätta ett av dem.'), models.UniqueConstraint(fields=('user', 'role', 'organisation', 'valid_from'), name='assignment_once', violation_error_message='Personen har redan rollen från det datumet.'), models.CheckConstraint(condition=models.Q(('deputy_for__isnull', True), ('valid_to__isnull', False), _connector='OR'), name='assignment_deputy_until', violation_error_message='En ställföreträdare ska ha ett slutdatum.')],
            },
        ),
        migrations.CreateModel(
            name='MembershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisation.membership')),
                ('joint', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='gemensam organisation')),
                ('member', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='medlem')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AssignmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('samordnare', 'samordnare'), ('projektledare', 'projektledare'), ('avtalshandlaggare', 'handläggare, överenskommelser'), ('direktor', 'stadsdelsdirektör'), ('uppsokare', 'samhällsvägledare'), ('namndsekreterare', 'nämndsekreterare'), ('avdelningschef', 'avdelningschef'), ('forvaltningschef', 'förvaltningschef'), ('registrator', 'registrator'), ('ekonom', 'ekonom'), ('dataskyddsombud', 'dataskyddsombud'), ('revisor', 'revisor'), ('admin', 'systemförvaltare')], max_length=20, verbose_name='roll')),
                ('valid_from', models.DateField(verbose_name='från och med')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='till och med')),
                ('deputy_for', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.assignment', verbose_name='ställföreträdare för')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisation.assignment')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganisationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, max_length=80, verbose_name='nyckel')),
                ('kind', models.CharField(choices=[('district', 'stadsdelsförvaltning'), ('committee', 'nämnd'), ('administration', 'fackförvaltning'), ('unit', 'enhet'), ('joint', 'gemensam organisation'), ('agency', 'statlig myndighet'), ('region', 'region'), ('municipality', 'kommun'), ('voluntary', 'ideell organisation'), ('company', 'företag'), ('political', 'politiskt organ')], max_length=20, verbose_name='slag')),
                ('short_name', models.CharField(max_length=120, verbose_name='kort namn')),
                ('committee_name', models.CharField(blank=True, max_length=160, verbose_name='nämndens namn')),
                ('administration_name', models.CharField(blank=True, max_length=160, verbose_name='förvaltningens namn')),
                ('full_name', models.CharField(blank=True, max_length=200, verbose_name='fullständigt namn')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='från och med')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='till och med')),
                ('evidence', models.CharField(choices=[('source', 'enligt källan'), ('verified', 'verifierad'), ('partly', 'delvis verifierad'), ('unverified', 'overifierad')], default='verified', max_length=12, verbose_name='beläggets styrka')),
                ('evidence_text', models.CharField(blank=True, max_length=300, verbose_name='belägg')),
                ('note', models.TextField(blank=True, verbose_name='anteckning')),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='lyder under')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisation.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(blank=True, help_text='Tomt betyder att datum är okänt.', null=True, verbose_name='datum')),
                ('kind', models.CharField(choices=[('merge', 'sammanslagning'), ('split', 'delning'), ('rename', 'namnbyte')], max_length=10, verbose_name='slag')),
                ('takes_over', models.BooleanField(default=True, help_text='Vid en delning: kryssa för den som tar över. Portalen gissar aldrig.', verbose_name='tar över arbetet')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='organisation.organisation', verbose_name='föregångare')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='precessions', to='organisation.organisation', verbose_name='efterträdare')),
            ],
            options={
                'verbose_name': 'efterträdande',
                'verbose_name_plural': 'efterträdanden',
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor'), name='succession_once', violation_error_message='Efterträdandet finns redan.'), models.UniqueConstraint(condition=models.Q(('takes_over', True)), fields=('predecessor',), name='succession_one_heir', violation_error_message='Bara en organisation kan ta över arbetet.'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='succession_not_to_itself', violation_error_message='En organisation kan inte efterträda sig själv.')],
            },
        ),
        migrations.CreateModel(
            name='SuccessionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('on', models.DateField(blank=True, help_text='Tomt betyder att datum är okänt.', null=True, verbose_name='datum')),
                ('kind', models.CharField(choices=[('merge', 'sammanslagning'), ('split', 'delning'), ('rename', 'namnbyte')], max_length=10, verbose_name='slag')),
                ('takes_over', models.BooleanField(default=True, help_text='Vid en delning: kryssa för den som tar över. Portalen gissar aldrig.', verbose_name='tar över arbetet')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='organisation.succession')),
                ('predecessor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='föregångare')),
                ('successor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='efterträdare')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='titel')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telefon')),
                ('wants_digest', models.BooleanField(default=True, verbose_name='vill ha dagens sammandrag')),
                ('is_demo', models.BooleanField(default=False, editable=False, verbose_name='övningsinloggning')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        portal.database.operations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_organisationevent" ("administration_name", "committee_name", "evidence", "evidence_text", "full_name", "id", "key", "kind", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "valid_from", "valid_to") SELECT new_values."administration_name", new_values."committee_name", new_values."evidence", new_values."evidence_text", new_values."full_name", new_values."id", new_values."key", new_values."kind", new_values."note", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."short_name", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='43b630b4c7a248fd70c0d8d3bf6b98e20a1c47e8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e7f16', referencing='REFERENCING NEW TABLE AS new_values ', table='organisation_organisation', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_organisationevent" ("administration_name", "committee_name", "evidence", "evidence_text", "full_name", "id", "key", "kind", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "valid_from", "valid_to") SELECT new_values."administration_name", new_values."committee_name", new_values."evidence", new_values."evidence_text", new_values."full_name", new_values."id", new_values."key", new_values."kind", new_values."note", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."short_name", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e1d5c537fdf1f2476e9bfb3384e3c9e8403dc004', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_929e2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisation_organisation', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_organisationevent" ("administration_name", "committee_name", "evidence", "evidence_text", "full_name", "id", "key", "kind", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "valid_from", "valid_to") SELECT old_values."administration_name", old_values."committee_name", old_values."evidence", old_values."evidence_text", old_values."full_name", old_values."id", old_values."key", old_values."kind", old_values."note", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."short_name", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d4ada188a4e2cc02b4bc92bc02982c54254bda9e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c7a77', referencing='REFERENCING OLD TABLE AS old_values ', table='organisation_organisation', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_membershipevent" ("id", "joint_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."joint_id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7fd84d3df03cf801dd594efdced0c870bd6ee3e6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_01674', referencing='REFERENCING NEW TABLE AS new_values ', table='organisation_membership', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_membershipevent" ("id", "joint_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."joint_id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='78694e58fb57f0035674ae84d6e38e55ac9c113b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5f00d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisation_membership', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_membershipevent" ("id", "joint_id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."joint_id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='93d9ae74e0a91d5470a8fbd25fbc27fdbad2c03c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_31653', referencing='REFERENCING OLD TABLE AS old_values ', table='organisation_membership', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_demo", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "username", "wants_digest") SELECT new_values."date_joined", new_values."email", new_values."first_name", new_values."id", new_values."is_active", new_values."is_demo", new_values."is_staff", new_values."is_superuser", new_values."last_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."title", new_values."username", new_values."wants_digest" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1cfdb25a38dcf22eea276f50ec096d9bd918c4cf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8dce9', referencing='REFERENCING NEW TABLE AS new_values ', table='organisation_user', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_demo", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "username", "wants_digest") SELECT new_values."date_joined", new_values."email", new_values."first_name", new_values."id", new_values."is_active", new_values."is_demo", new_values."is_staff", new_values."is_superuser", new_values."last_name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."title", new_values."username", new_values."wants_digest" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."date_joined" IS DISTINCT FROM (new_values."date_joined") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."first_name" IS DISTINCT FROM (new_values."first_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_demo" IS DISTINCT FROM (new_values."is_demo") OR old_values."is_staff" IS DISTINCT FROM (new_values."is_staff") OR old_values."is_superuser" IS DISTINCT FROM (new_values."is_superuser") OR old_values."last_name" IS DISTINCT FROM (new_values."last_name") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."username" IS DISTINCT FROM (new_values."username") OR old_values."wants_digest" IS DISTINCT FROM (new_values."wants_digest")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a6b9978e2e08782fae0b24f8183fb8c334ec500b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d7eb0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisation_user', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_demo", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "username", "wants_digest") SELECT old_values."date_joined", old_values."email", old_values."first_name", old_values."id", old_values."is_active", old_values."is_demo", old_values."is_staff", old_values."is_superuser", old_values."last_name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."title", old_values."username", old_values."wants_digest" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='49c5642c9045820da6e2f7c81656881a6a76356a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b3007', referencing='REFERENCING OLD TABLE AS old_values ', table='organisation_user', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_assignmentevent" ("deputy_for_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") SELECT new_values."deputy_for_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."user_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2d4e0a658252b2f5f5bd50317f326136e5626a1f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_78878', referencing='REFERENCING NEW TABLE AS new_values ', table='organisation_assignment', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_assignmentevent" ("deputy_for_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") SELECT new_values."deputy_for_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."user_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='98e60447d1b675199d9e31c51edbe439d5ea2367', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_13dba', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisation_assignment', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_assignmentevent" ("deputy_for_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") SELECT old_values."deputy_for_id", old_values."id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."user_id", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6f44f5c03a8678de5da16fb433b87a8b79e56405', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d21d8', referencing='REFERENCING OLD TABLE AS old_values ', table='organisation_assignment', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='membershipevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e9cca67cd0638d1a2877b587f00e551b28032233', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e789f', table='organisation_membershipevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='assignmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5221a12c0d54d01057640b348b0be926abd6b51a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_52220', table='organisation_assignmentevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='organisationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a5102f941ace5d77d5b0acce0ae113925ea12c1e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b0ec7', table='organisation_organisationevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='succession',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_successionevent" ("id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "successor_id", "takes_over") SELECT new_values."id", new_values."kind", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."predecessor_id", new_values."successor_id", new_values."takes_over" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9bb5cb8caee2ea5f0bec453bcd874c13aee65522', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d0fb2', referencing='REFERENCING NEW TABLE AS new_values ', table='organisation_succession', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='succession',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_successionevent" ("id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "successor_id", "takes_over") SELECT new_values."id", new_values."kind", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."predecessor_id", new_values."successor_id", new_values."takes_over" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='91601bc76e95a38b71280b7de8df4e239a0a01c5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d0d92', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisation_succession', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='succession',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_successionevent" ("id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "successor_id", "takes_over") SELECT old_values."id", old_values."kind", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."predecessor_id", old_values."successor_id", old_values."takes_over" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='277fe005fc54960806b67f8a5245a2855a456189', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f599b', referencing='REFERENCING OLD TABLE AS old_values ', table='organisation_succession', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='successionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='58cf61cc5b54a8c1b467a0da060e39395a6b3a09', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_237ad', table='organisation_successionevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='userevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='879cf9bd59aa5e233987f12efde35cd26441c868', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1706f', table='organisation_userevent', when='BEFORE')),
        ),
            ])
    ]
