"""The chase: reminders by hand, words and escalations, the letters of the plan, the day's letter."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import portal.database.operations
import portal.deadlines.placeholders
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deadlines', '0001_first_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DayLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='dag')),
                ('sent_at', models.DateTimeField(verbose_name='skickat')),
            ],
            options={
                'verbose_name': 'dagens brev',
                'verbose_name_plural': 'dagens brev',
            },
        ),
        migrations.CreateModel(
            name='DayLetterEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('day', models.DateField(verbose_name='dag')),
                ('sent_at', models.DateTimeField(verbose_name='skickat')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='promise',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='promise',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='promise',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reminder',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reminder',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reminder',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reminderstep',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reminderstep',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reminderstep',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='promise',
            name='chief',
            field=models.CharField(blank=True, choices=[('director', 'stadsdelsdirektören'), ('head', 'förvaltningschefen')], max_length=8, verbose_name='lyft till'),
        ),
        migrations.AddField(
            model_name='promise',
            name='kind',
            field=models.CharField(choices=[('promise', 'löfte'), ('excuse', 'förklaring'), ('escalation', 'lyft till chef')], default='promise', max_length=10, verbose_name='slag'),
        ),
        migrations.AddField(
            model_name='promise',
            name='when_text',
            field=models.CharField(blank=True, max_length=60, verbose_name='när, i ord'),
        ),
        migrations.AddField(
            model_name='promise',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True, verbose_name='löftet återtaget'),
        ),
        migrations.AddField(
            model_name='promiseevent',
            name='chief',
            field=models.CharField(blank=True, choices=[('director', 'stadsdelsdirektören'), ('head', 'förvaltningschefen')], max_length=8, verbose_name='lyft till'),
        ),
        migrations.AddField(
            model_name='promiseevent',
            name='kind',
            field=models.CharField(choices=[('promise', 'löfte'), ('excuse', 'förklaring'), ('escalation', 'lyft till chef')], default='promise', max_length=10, verbose_name='slag'),
        ),
        migrations.AddField(
            model_name='promiseevent',
            name='when_text',
            field=models.CharField(blank=True, max_length=60, verbose_name='när, i ord'),
        ),
        migrations.AddField(
            model_name='promiseevent',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True, verbose_name='löftet återtaget'),
        ),
        migrations.AddField(
            model_name='reminder',
            name='channel',
            field=models.CharField(choices=[('automatic', 'portalens e-post'), ('letter', 'brev'), ('telephone', 'telefon'), ('meeting', 'möte'), ('email', 'e-post')], default='automatic', max_length=9, verbose_name='hur'),
        ),
        migrations.AddField(
            model_name='reminder',
            name='noted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reminder',
            name='text',
            field=models.TextField(blank=True, verbose_name='anteckning'),
        ),
        migrations.AddField(
            model_name='reminder',
            name='when_text',
            field=models.CharField(blank=True, max_length=60, verbose_name='när, i ord'),
        ),
        migrations.AddField(
            model_name='reminderevent',
            name='channel',
            field=models.CharField(choices=[('automatic', 'portalens e-post'), ('letter', 'brev'), ('telephone', 'telefon'), ('meeting', 'möte'), ('email', 'e-post')], default='automatic', max_length=9, verbose_name='hur'),
        ),
        migrations.AddField(
            model_name='reminderevent',
            name='noted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reminderevent',
            name='text',
            field=models.TextField(blank=True, verbose_name='anteckning'),
        ),
        migrations.AddField(
            model_name='reminderevent',
            name='when_text',
            field=models.CharField(blank=True, max_length=60, verbose_name='när, i ord'),
        ),
        migrations.AddField(
            model_name='reminderstep',
            name='subject',
            field=models.CharField(blank=True, help_text='Tomt: portalens egna ord.', max_length=200, validators=[portal.deadlines.placeholders.one_line, portal.deadlines.placeholders.check_placeholders], verbose_name='ämnesrad'),
        ),
        migrations.AddField(
            model_name='reminderstep',
            name='subject_en',
            field=models.CharField(blank=True, help_text='Tomt: portalens egna ord.', max_length=200, validators=[portal.deadlines.placeholders.one_line, portal.deadlines.placeholders.check_placeholders], verbose_name='ämnesrad på engelska'),
        ),
        migrations.AddField(
            model_name='reminderstep',
            name='text',
            field=models.TextField(blank=True, validators=[portal.deadlines.placeholders.check_placeholders], verbose_name='brevets text'),
        ),
        migrations.AddField(
            model_name='reminderstep',
            name='text_en',
            field=models.TextField(blank=True, validators=[portal.deadlines.placeholders.check_placeholders], verbose_name='brevets text på engelska'),
        ),
        migrations.AddField(
            model_name='reminderstep',
            name='tone',
            field=models.CharField(choices=[('friendly', 'vänlig'), ('plain', 'saklig'), ('firm', 'bestämd')], default='plain', max_length=8, verbose_name='ton'),
        ),
        migrations.AddField(
            model_name='reminderstepevent',
            name='subject',
            field=models.CharField(blank=True, help_text='Tomt: portalens egna ord.', max_length=200, validators=[portal.deadlines.placeholders.one_line, portal.deadlines.placeholders.check_placeholders], verbose_name='ämnesrad'),
        ),
        migrations.AddField(
            model_name='reminderstepevent',
            name='subject_en',
            field=models.CharField(blank=True, help_text='Tomt: portalens egna ord.', max_length=200, validators=[portal.deadlines.placeholders.one_line, portal.deadlines.placeholders.check_placeholders], verbose_name='ämnesrad på engelska'),
        ),
        migrations.AddField(
            model_name='reminderstepevent',
            name='text',
            field=models.TextField(blank=True, validators=[portal.deadlines.placeholders.check_placeholders], verbose_name='brevets text'),
        ),
        migrations.AddField(
            model_name='reminderstepevent',
            name='text_en',
            field=models.TextField(blank=True, validators=[portal.deadlines.placeholders.check_placeholders], verbose_name='brevets text på engelska'),
        ),
        migrations.AddField(
            model_name='reminderstepevent',
            name='tone',
            field=models.CharField(choices=[('friendly', 'vänlig'), ('plain', 'saklig'), ('firm', 'bestämd')], default='plain', max_length=8, verbose_name='ton'),
        ),
        migrations.AlterField(
            model_name='promise',
            name='noted_on',
            field=models.DateField(verbose_name='dag'),
        ),
        migrations.AlterField(
            model_name='promiseevent',
            name='noted_on',
            field=models.DateField(verbose_name='dag'),
        ),
        migrations.AlterField(
            model_name='reminder',
            name='counted_from',
            field=models.DateField(blank=True, null=True, verbose_name='sista dagen när den skickades'),
        ),
        migrations.AlterField(
            model_name='reminder',
            name='recipients',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='mottagare'),
        ),
        migrations.AlterField(
            model_name='reminder',
            name='step',
            field=models.SmallIntegerField(blank=True, null=True, verbose_name='dagar från sista dagen'),
        ),
        migrations.AlterField(
            model_name='reminderevent',
            name='counted_from',
            field=models.DateField(blank=True, null=True, verbose_name='sista dagen när den skickades'),
        ),
        migrations.AlterField(
            model_name='reminderevent',
            name='recipients',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='mottagare'),
        ),
        migrations.AlterField(
            model_name='reminderevent',
            name='step',
            field=models.SmallIntegerField(blank=True, null=True, verbose_name='dagar från sista dagen'),
        ),
        portal.database.operations.AddTrigger(
            model_name='promise',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_promiseevent" ("chief", "expected_id", "id", "kind", "noted_by_id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_for", "text", "when_text", "withdrawn_on") SELECT new_values."chief", new_values."expected_id", new_values."id", new_values."kind", new_values."noted_by_id", new_values."noted_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."promised_for", new_values."text", new_values."when_text", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='89fb30e80d6f7feb26452d99054b5368adfefc8d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d7fd2', referencing='REFERENCING NEW TABLE AS new_values ', table='deadlines_promise', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='promise',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_promiseevent" ("chief", "expected_id", "id", "kind", "noted_by_id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_for", "text", "when_text", "withdrawn_on") SELECT new_values."chief", new_values."expected_id", new_values."id", new_values."kind", new_values."noted_by_id", new_values."noted_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."promised_for", new_values."text", new_values."when_text", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0298e2ff081b66785199e804eb6f1dd1607f7a77', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_70322', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deadlines_promise', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='promise',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_promiseevent" ("chief", "expected_id", "id", "kind", "noted_by_id", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_for", "text", "when_text", "withdrawn_on") SELECT old_values."chief", old_values."expected_id", old_values."id", old_values."kind", old_values."noted_by_id", old_values."noted_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."promised_for", old_values."text", old_values."when_text", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6ea79bf57399dc9dd1f43187354478829036df3a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_35b11', referencing='REFERENCING OLD TABLE AS old_values ', table='deadlines_promise', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminder',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_reminderevent" ("channel", "counted_from", "expected_id", "id", "noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipients", "sent_at", "step", "text", "when_text") SELECT new_values."channel", new_values."counted_from", new_values."expected_id", new_values."id", new_values."noted_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recipients", new_values."sent_at", new_values."step", new_values."text", new_values."when_text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='019596453380f59d5e1dbac73d47d4cd8b6e9bd6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b2b73', referencing='REFERENCING NEW TABLE AS new_values ', table='deadlines_reminder', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminder',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_reminderevent" ("channel", "counted_from", "expected_id", "id", "noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipients", "sent_at", "step", "text", "when_text") SELECT new_values."channel", new_values."counted_from", new_values."expected_id", new_values."id", new_values."noted_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recipients", new_values."sent_at", new_values."step", new_values."text", new_values."when_text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2dbcba6d330e25e339cc7a7c5825edeb9c3fdf99', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_189ce', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deadlines_reminder', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminder',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_reminderevent" ("channel", "counted_from", "expected_id", "id", "noted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipients", "sent_at", "step", "text", "when_text") SELECT old_values."channel", old_values."counted_from", old_values."expected_id", old_values."id", old_values."noted_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recipients", old_values."sent_at", old_values."step", old_values."text", old_values."when_text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2e64f0be946afc9797519c08bcbb260e5bea954d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_474fa', referencing='REFERENCING OLD TABLE AS old_values ', table='deadlines_reminder', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminderstep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_reminderstepevent" ("days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "subject_en", "tells_director", "text", "text_en", "tone") SELECT new_values."days", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."subject", new_values."subject_en", new_values."tells_director", new_values."text", new_values."text_en", new_values."tone" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9709854ee05803005331085c930c5525330a19bf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c272e', referencing='REFERENCING NEW TABLE AS new_values ', table='deadlines_reminderstep', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminderstep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_reminderstepevent" ("days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "subject_en", "tells_director", "text", "text_en", "tone") SELECT new_values."days", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."subject", new_values."subject_en", new_values."tells_director", new_values."text", new_values."text_en", new_values."tone" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='58d9aca1b8cf1e049a19f00b40905a9f9c45cfee', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_157ad', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deadlines_reminderstep', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reminderstep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_reminderstepevent" ("days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "subject_en", "tells_director", "text", "text_en", "tone") SELECT old_values."days", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."subject", old_values."subject_en", old_values."tells_director", old_values."text", old_values."text_en", old_values."tone" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d8e5bb35f825b43efc9e609a2a915f7a8fdbf4dd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_291f3', referencing='REFERENCING OLD TABLE AS old_values ', table='deadlines_reminderstep', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['promise', 'excuse', 'escalation'])), name='promise_kind_known', violation_error_message='Välj löfte, förklaring eller lyft till chef.'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'promise'), models.Q(('promised_for__isnull', True), ('withdrawn_on__isnull', True)), _connector='OR'), name='promise_day_of_a_promise', violation_error_message='Bara ett löfte har en utlovad dag och kan tas tillbaka.'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'escalation'), models.Q(('chief', ''), _negated=True)), models.Q(models.Q(('kind', 'escalation'), _negated=True), ('chief', '')), _connector='OR'), name='promise_escalated_to_somebody', violation_error_message='Välj vem frågan lyfts till.'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on__gte', models.F('noted_on'))), name='promise_withdrawn_after', violation_error_message='Löftet kan inte tas tillbaka innan det gavs.'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('channel', 'automatic'), ('counted_from__isnull', False), ('recipients__isnull', False), ('step__isnull', False)), models.Q(('channel__in', ['letter', 'telephone', 'meeting', 'email']), ('counted_from__isnull', True), ('step__isnull', True)), _connector='OR'), name='reminder_by_plan_or_by_hand', violation_error_message='Välj hur påminnelsen gavs: brev, telefon, möte eller e-post.'),
        ),
        migrations.AddConstraint(
            model_name='reminderstep',
            constraint=models.CheckConstraint(condition=models.Q(('days__range', (-365, 365))), name='reminder_step_days_sensible', violation_error_message='Skriv dagarna mellan −365 och 365.'),
        ),
        migrations.AddConstraint(
            model_name='reminderstep',
            constraint=models.CheckConstraint(condition=models.Q(('tone__in', ['friendly', 'plain', 'firm'])), name='reminder_step_tone_known', violation_error_message='Välj vänlig, saklig eller bestämd.'),
        ),
        migrations.AddField(
            model_name='dayletter',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='day_letters', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='dayletterevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='dayletterevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='deadlines.dayletter'),
        ),
        migrations.AddField(
            model_name='dayletterevent',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddConstraint(
            model_name='dayletter',
            constraint=models.UniqueConstraint(fields=('user', 'day'), name='day_letter_once', violation_error_message='Personen har redan fått dagens brev.'),
        ),
        portal.database.operations.AddTrigger(
            model_name='dayletter',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_dayletterevent" ("day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "user_id") SELECT new_values."day", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sent_at", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b2a364b57fe84a8d2bdf196adba86117fbe9b86d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_71b57', referencing='REFERENCING NEW TABLE AS new_values ', table='deadlines_dayletter', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='dayletter',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_dayletterevent" ("day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "user_id") SELECT new_values."day", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sent_at", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d3d79d855060ce0debaad02b31aec5a6501d3894', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_59a56', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='deadlines_dayletter', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='dayletter',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "deadlines_dayletterevent" ("day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "user_id") SELECT old_values."day", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sent_at", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='297a7cdb967ec0560a64c7c17d99cb71f54cf066', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_94cbe', referencing='REFERENCING OLD TABLE AS old_values ', table='deadlines_dayletter', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='dayletterevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6388c0083f05fe19c06f3db5e8d059971873e844', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_07ccf', table='deadlines_dayletterevent', when='BEFORE')),
        ),
    ]
