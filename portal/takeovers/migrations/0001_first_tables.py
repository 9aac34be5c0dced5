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
        ('deadlines', '0001_first_tables'),
        ('organisation', '0001_first_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('portal_database', '0001_text_functions'),
    ]

    operations = [
        portal.database.operations.Together(operations=[
        migrations.CreateModel(
            name='Takeover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='övertaget den')),
                ('taken_at', models.DateTimeField(verbose_name='registrerat')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='takeovers', to='cases.case', verbose_name='ärende')),
                ('from_body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation', verbose_name='från')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                ('to_body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation', verbose_name='till')),
                ('expected', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='takeovers', to='deadlines.expectedreport', verbose_name='väntad redovisning')),
            ],
            options={
                'verbose_name': 'övertagande',
                'verbose_name_plural': 'övertaganden',
                'constraints': [models.UniqueConstraint(fields=('case', 'from_body'), name='takeover_once', violation_error_message='Ärendet är redan övertaget.'), models.CheckConstraint(condition=models.Q(('from_body', models.F('to_body')), _negated=True), name='takeover_to_another', violation_error_message='Ärendet kan inte tas över av samma nämnd.'), models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('expected__isnull', True)), models.Q(('case__isnull', True), ('expected__isnull', False)), _connector='OR'), name='takeover_of_one_thing', violation_error_message='Ett övertagande gäller ett ärende eller en redovisning.'), models.UniqueConstraint(fields=('expected', 'from_body'), name='takeover_of_report_once', violation_error_message='Redovisningen är redan övertagen.')],
            },
        ),
        migrations.CreateModel(
            name='TakeoverEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('on', models.DateField(verbose_name='övertaget den')),
                ('taken_at', models.DateTimeField(verbose_name='registrerat')),
                ('case', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case', verbose_name='ärende')),
                ('from_body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='från')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='takeovers.takeover')),
                ('taken_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                ('to_body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='till')),
                ('expected', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deadlines.expectedreport', verbose_name='väntad redovisning')),
            ],
            options={
                'abstract': False,
            },
        ),
        portal.database.operations.AddTrigger(
            model_name='takeover',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "takeovers_takeoverevent" ("case_id", "expected_id", "from_body_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at", "taken_by_id", "to_body_id") SELECT new_values."case_id", new_values."expected_id", new_values."from_body_id", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."taken_at", new_values."taken_by_id", new_values."to_body_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b1ef68d37faae328d6624e9ed11c60b9efedea6a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_75721', referencing='REFERENCING NEW TABLE AS new_values ', table='takeovers_takeover', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='takeover',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "takeovers_takeoverevent" ("case_id", "expected_id", "from_body_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at", "taken_by_id", "to_body_id") SELECT new_values."case_id", new_values."expected_id", new_values."from_body_id", new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."taken_at", new_values."taken_by_id", new_values."to_body_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3db30ee6597bddd49c00c8e5f7031fbc2847b261', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ba562', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='takeovers_takeover', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='takeover',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "takeovers_takeoverevent" ("case_id", "expected_id", "from_body_id", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at", "taken_by_id", "to_body_id") SELECT old_values."case_id", old_values."expected_id", old_values."from_body_id", old_values."id", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."taken_at", old_values."taken_by_id", old_values."to_body_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a551ae87f7ceab895d67e0dd88aa08078647c8a2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a029d', referencing='REFERENCING OLD TABLE AS old_values ', table='takeovers_takeover', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='takeoverevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='52fe8adfb7df54ee5174eeabccc5dbd6f8ca099e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e3e66', table='takeovers_takeoverevent', when='BEFORE')),
        ),
            ])
    ]
