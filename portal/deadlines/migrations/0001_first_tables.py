"""The first tables, in the order they lean on each other; triggers last."""

import django.db.models.deletion
import pgtrigger.compiler
import portal.database.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_first_tables'),
        ('organisation', '0001_first_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('portal_database', '0001_text_functions'),
    ]

    operations = [
        portal.database.operations.Together(operations=[
        migrations.CreateModel(
            name='ExpectedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period_kind', models.CharField(choices=[('tertial', 'tertial'), ('quarter', 'kvartal'), ('half_year', 'halvår'), ('year', 'år')], max_length=10, verbose_name='slags period')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('number', models.PositiveSmallIntegerField(verbose_name='nummer i året')),
                ('due_on', models.DateField(db_index=True, verbose_name='senast')),
                ('extended_to', models.DateField(blank=True, null=True, verbose_name='uppskov till')),
                ('state', models.CharField(choices=[('awaited', 'ej inlämnad'), ('submitted', 'inlämnad'), ('returned', 'återlämnad'), ('accepted', 'granskad och godtagen')], default='awaited', max_length=10, verbose_name='status')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='inlämnad')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='granskad')),
                ('return_reason', models.TextField(blank=True, verbose_name='skäl till återlämning')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expected_reports', to='cases.case', verbose_name='ärende')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expected_reports', to='organisation.organisation', verbose_name='ansvarig')),
            ],
            options={
                'verbose_name': 'väntad redovisning',
                'verbose_name_plural': 'väntade redovisningar',
                'constraints': [models.CheckConstraint(condition=models.Q(('extended_to__gt', models.F('due_on'))), name='expected_report_extension_later', violation_error_message='Uppskovet ska vara till en senare dag.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'awaited'), ('submitted_at__isnull', True)), models.Q(('state', 'submitted'), ('submitted_at__isnull', False)), models.Q(('decided_at__isnull', False), ('state', 'returned'), ('submitted_at__isnull', False)), models.Q(('decided_at__isnull', False), ('state', 'accepted'), ('submitted_at__isnull', False)), _connector='OR'), name='expected_report_state_agrees', violation_error_message='Status och tidpunkter stämmer inte med varandra.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('return_reason', ''), _negated=True), _connector='OR'), name='expected_report_returned_with_reason', violation_error_message='Skriv varför redovisningen lämnas tillbaka.')],
            },
        ),
        migrations.CreateModel(
            name='ExpectedReportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('period_kind', models.CharField(choices=[('tertial', 'tertial'), ('quarter', 'kvartal'), ('half_year', 'halvår'), ('year', 'år')], max_length=10, verbose_name='slags period')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('number', models.PositiveSmallIntegerField(verbose_name='nummer i året')),
                ('due_on', models.DateField(verbose_name='senast')),
                ('extended_to', models.DateField(blank=True, null=True, verbose_name='uppskov till')),
                ('state', models.CharField(choices=[('awaited', 'ej inlämnad'), ('submitted', 'inlämnad'), ('returned', 'återlämnad'), ('accepted', 'granskad och godtagen')], default='awaited', max_length=10, verbose_name='status')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='inlämnad')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='granskad')),
                ('return_reason', models.TextField(blank=True, verbose_name='skäl till återlämning')),
                ('case', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case', verbose_name='ärende')),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='ansvarig')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='deadlines.expectedreport')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(verbose_name='begärt')),
                ('asked_to', models.DateField(verbose_name='till')),
                ('reason', models.TextField(verbose_name='skäl')),
                ('granted', models.BooleanField(null=True, verbose_name='beviljat')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='besvarat')),
                ('answer', models.TextField(blank=True, verbose_name='svar')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('expected', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='deadlines.expectedreport')),
            ],
            options={
                'verbose_name': 'uppskov',
                'verbose_name_plural': 'uppskov',
                'constraints': [models.UniqueConstraint(condition=models.Q(('granted__isnull', True)), fields=('expected',), name='extension_one_question_at_a_time', violation_error_message='Ett uppskov är redan begärt och väntar på svar.'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('granted__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('granted__isnull', False)), _connector='OR'), name='extension_answered_whole', violation_error_message='Ett svar på uppskov har datum och namn.')],
            },
        ),
        migrations.CreateModel(
            name='ExtensionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('asked_at', models.DateTimeField(verbose_name='begärt')),
                ('asked_to', models.DateField(verbose_name='till')),
                ('reason', models.TextField(verbose_name='skäl')),
                ('granted', models.BooleanField(null=True, verbose_name='beviljat')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='besvarat')),
                ('answer', models.TextField(blank=True, verbose_name='svar')),
                ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('expected', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deadlines.expectedreport')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='deadlines.extension')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noted_on', models.DateField(verbose_name='antecknat')),
                ('promised_for', models.DateField(blank=True, null=True, verbose_name='utlovad till')),
                ('text', models.TextField(verbose_name='vad som sades')),
                ('expected', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='deadlines.expectedreport')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'löfte',
                'verbose_name_plural': 'löften',
            },
        ),
        migrations.CreateModel(
            name='PromiseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('noted_on', models.DateField(verbose_name='antecknat')),
                ('promised_for', models.DateField(blank=True, null=True, verbose_name='utlovad till')),
                ('text', models.TextField(verbose_name='vad som sades')),
                ('expected', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deadlines.expectedreport')),
                ('noted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='deadlines.promise')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.SmallIntegerField(verbose_name='dagar från sista dagen')),
                ('sent_at', models.DateTimeField(verbose_name='skickad')),
                ('recipients', models.PositiveSmallIntegerField(verbose_name='mottagare')),
                ('expected', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='deadlines.expectedreport')),
                ('counted_from', models.DateField(verbose_name='sista dagen när den skickades')),
            ],
            options={
                'verbose_name': 'påminnelse',
                'verbose_name_plural': 'påminnelser',
                'constraints': [models.UniqueConstraint(fields=('expected', 'counted_from', 'step'), name='reminder_once_per_step', violation_error_message='Påminnelsen är redan skickad.')],
            },
        ),
        migrations.CreateModel(
            name='ReminderEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('step', models.SmallIntegerField(verbose_name='dagar från sista dagen')),
                ('sent_at', models.DateTimeField(verbose_name='skickad')),
                ('recipients', models.PositiveSmallIntegerField(verbose_name='mottagare')),
                ('expected', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deadlines.expectedreport')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='deadlines.reminder')),
                ('counted_from', models.DateField(verbose_name='sista dagen när den skickades')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WheelEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('tertial', 'tertial'), ('quarter', 'kvartal'), ('half_year', 'halvår'), ('year', 'år')], max_length=10, verbose_name='slags period')),
                ('number', models.PositiveSmallIntegerField(verbose_name='nummer i året')),
                ('title', models.CharField(max_length=80, verbose_name='rubrik')),
                ('due_month', models.PositiveSmallIntegerField(verbose_name='förfaller, månad')),
                ('due_day', models.PositiveSmallIntegerField(verbose_name='förfaller, dag')),
                ('due_next_year', models.BooleanField(default=False, verbose_name='året efter')),
            ],
            options={
                'verbose_name': 'rad i årshjulet',
                'verbose_name_plural': 'årshjulet',
                'constraints': [models.UniqueConstraint(fields=('kind', 'number'), name='wheel_entry_once', violation_error_message='Perioden finns redan i årshjulet.'), models.CheckConstraint(condition=models.Q(('due_day__range', (1, 31)), ('due_month__range', (1, 12))), name='wheel_entry_due_is_a_day', violation_error_message='Skriv en månad 1–12 och en dag 1–31.')],
            },
        ),
        migrations.CreateModel(
            name='WheelEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('tertial', 'tertial'), ('quarter', 'kvartal'), ('half_year', 'halvår'), ('year', 'år')], max_length=10, verbose_name='slags period')),
                ('number', models.PositiveSmallIntegerField(verbose_name='nummer i året')),
                ('title', models.CharField(max_length=80, verbose_name='rubrik')),
                ('due_month', models.PositiveSmallIntegerField(verbose_name='förfaller, månad')),
                ('due_day', models.PositiveSmallIntegerField(verbose_name='förfaller, dag')),
                ('due_next_year', models.BooleanField(default=False, verbose_name='året efter')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='deadlines.wheelentry')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReminderStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.SmallIntegerField(help_text='Minus betyder dagar före.', unique=True, verbose_name='dagar från sista dagen')),
                ('tells_director', models.BooleanField(default=False, verbose_name='även stadsdelsdirektören')),
            ],
            options={
                'verbose_name': 'steg i påminnelserna',
                'verbose_name_plural': 'påminnelsernas steg',
            },
        ),
        migrations.CreateModel(
            name='ReminderStepEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('days', models.SmallIntegerField(help_text='Minus betyder dagar före.', verbose_name='dagar från sista dagen')),
                ('tells_director', models.BooleanField(default=False, verbose_name='även stadsdelsdirektören')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='deadlines.reminderstep')),
            ],
            options={
                'abstract': False,
            },
        ),
        portal.database.operations.AddTrigger(
            model_name='expectedreport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_expectedreportevent" ("case_id", "decided_at", "due_on", "extended_to", "id", "number", "organisation_id", "period_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_reason", "state", "submitted_at", "year") SELECT new_values."case_id", new_values."decided_at", new_values."due_on", new_values."extended_to", new_values."id", new_values."number", new_values."organisation_id", new_values."period_kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."return_reason", new_values."state", new_values."submitted_at", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b0ef4eced8ea24beb02797e35130378a66645263', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_630c6', referencing='REFERENCING NEW TABLE AS new_values ', table='deadlines_expectedreport', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='expectedreport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_expectedreportevent" ("case_id", "decided_at", "due_on", "extended_to", "id", "number", "organisation_id", "period_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_reason", "state", "submitted_at", "year") SELECT new_values."case_id", new_values."decided_at", new_values."due_on", new_values."extended_to", new_values."id", new_values."number", new_values."organisation_id", new_values."period_kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."return_reason", new_values."state", new_values."submitted_at", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e85537430c3dbe3d2eeb32b86f4eea6ec9ff570e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3000d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deadlines_expectedreport', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='expectedreport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_expectedreportevent" ("case_id", "decided_at", "due_on", "extended_to", "id", "number", "organisation_id", "period_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_reason", "state", "submitted_at", "year") SELECT old_values."case_id", old_values."decided_at", old_values."due_on", old_values."extended_to", old_values."id", old_values."number", old_values."organisation_id", old_values."period_kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."return_reason", old_values."state", old_values."submitted_at", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3335dd9f6d37c7d8d262ab5b13e7c29dbd9207be', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f2ab2', referencing='REFERENCING OLD TABLE AS old_values ', table='deadlines_expectedreport', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='expectedreportevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7aad130d9daf38d10e6997f458fa95aeea050fa2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_84acf', table='deadlines_expectedreportevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='extension',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_extensionevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "asked_to", "expected_id", "granted", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."asked_at", new_values."asked_by_id", new_values."asked_to", new_values."expected_id", new_values."granted", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='da317113d6570f00b63ce1f1ad82c1921445ba4c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2f6e8', referencing='REFERENCING NEW TABLE AS new_values ', table='deadlines_extension', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='extension',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_extensionevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "asked_to", "expected_id", "granted", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."asked_at", new_values."asked_by_id", new_values."asked_to", new_values."expected_id", new_values."granted", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bae4fcaa98053958184e627fc06aca48550f8dd2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4ee86', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deadlines_extension', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='extension',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_extensionevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "asked_to", "expected_id", "granted", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT old_values."answer", old_values."answered_at", old_values."answered_by_id", old_values."asked_at", old_values."asked_by_id", old_values."asked_to", old_values."expected_id", old_values."granted", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8039206dc07e67918002eccbebe49dab494d2aa7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_29abf', referencing='REFERENCING OLD TABLE AS old_values ', table='deadlines_extension', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='extensionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f52c91fda14a5df1c6dbb834e4ffe131666d77de', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e83f3', table='deadlines_extensionevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='promise',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_promiseevent" ("expected_id", "id", "noted_by_id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_for", "text") SELECT new_values."expected_id", new_values."id", new_values."noted_by_id", new_values."noted_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."promised_for", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='65b1e9adfdcdb6632f4ebf9433629d7c857ea03d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d7fd2', referencing='REFERENCING NEW TABLE AS new_values ', table='deadlines_promise', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='promise',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_promiseevent" ("expected_id", "id", "noted_by_id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_for", "text") SELECT new_values."expected_id", new_values."id", new_values."noted_by_id", new_values."noted_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."promised_for", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='66792d086bb08df87524e0a9a0b0549e6caa1046', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_70322', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deadlines_promise', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='promise',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_promiseevent" ("expected_id", "id", "noted_by_id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_for", "text") SELECT old_values."expected_id", old_values."id", old_values."noted_by_id", old_values."noted_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."promised_for", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f8503f74e8fa2bb63f2518ff6cc41620206582ed', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_35b11', referencing='REFERENCING OLD TABLE AS old_values ', table='deadlines_promise', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='promiseevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1dc3dfe4ced895ad39430d4fcaf94937ad6384a5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b56f9', table='deadlines_promiseevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminder',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_reminderevent" ("counted_from", "expected_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipients", "sent_at", "step") SELECT new_values."counted_from", new_values."expected_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recipients", new_values."sent_at", new_values."step" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ae5fccbbca2d572a0c0956a7dac99ca148a0a5fe', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b2b73', referencing='REFERENCING NEW TABLE AS new_values ', table='deadlines_reminder', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminder',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_reminderevent" ("counted_from", "expected_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipients", "sent_at", "step") SELECT new_values."counted_from", new_values."expected_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recipients", new_values."sent_at", new_values."step" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='eb1cbc7eaba730757594f795585f90eb79f002ae', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_189ce', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deadlines_reminder', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminder',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_reminderevent" ("counted_from", "expected_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipients", "sent_at", "step") SELECT old_values."counted_from", old_values."expected_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recipients", old_values."sent_at", old_values."step" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1d21c363ba29d08f3e7e832ca9917a28c93bc7a1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_474fa', referencing='REFERENCING OLD TABLE AS old_values ', table='deadlines_reminder', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminderevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8bd8eac1de103d112fb71a93c4ed81c1b8829321', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4da2c', table='deadlines_reminderevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='wheelentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_wheelentryevent" ("due_day", "due_month", "due_next_year", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT new_values."due_day", new_values."due_month", new_values."due_next_year", new_values."id", new_values."kind", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='00038d59da11b498a50487676bca3b6af4df5bfa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_946ae', referencing='REFERENCING NEW TABLE AS new_values ', table='deadlines_wheelentry', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='wheelentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_wheelentryevent" ("due_day", "due_month", "due_next_year", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT new_values."due_day", new_values."due_month", new_values."due_next_year", new_values."id", new_values."kind", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a6daef6db0c6d97ce707caba8be1f4429a87b782', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e6403', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deadlines_wheelentry', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='wheelentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_wheelentryevent" ("due_day", "due_month", "due_next_year", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT old_values."due_day", old_values."due_month", old_values."due_next_year", old_values."id", old_values."kind", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6390fe14d213fafc62b2b311378c11fa503e8147', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5cfac', referencing='REFERENCING OLD TABLE AS old_values ', table='deadlines_wheelentry', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='wheelentryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f93d20e15d5b17c99fedcc4b96de19bb4e6b6254', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a6136', table='deadlines_wheelentryevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminderstep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_reminderstepevent" ("days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tells_director") SELECT new_values."days", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."tells_director" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b8258b68977c3e78c345779623e8fd74b686226d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c272e', referencing='REFERENCING NEW TABLE AS new_values ', table='deadlines_reminderstep', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminderstep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_reminderstepevent" ("days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tells_director") SELECT new_values."days", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."tells_director" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='61aecc05fe5a3abcfa914fbedddfe77d890c08ab', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_157ad', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deadlines_reminderstep', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminderstep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_reminderstepevent" ("days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tells_director") SELECT old_values."days", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."tells_director" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9602e14aaaf7868672e28832195d75181b2931e0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_291f3', referencing='REFERENCING OLD TABLE AS old_values ', table='deadlines_reminderstep', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminderstepevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9642a0c8de98cc5b011e1a1e34266213e8977712', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d7c85', table='deadlines_reminderstepevent', when='BEFORE')),
        ),
            ])
    ]
