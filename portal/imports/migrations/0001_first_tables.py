"""The first tables, in the order they lean on each other; triggers last."""

import django.db.models.deletion
import pgtrigger.compiler
import portal.database.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0001_first_tables'),
        ('organisation', '0001_first_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('portal_database', '0001_text_functions'),
    ]

    operations = [
        portal.database.operations.Together(operations=[
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='slag')),
                ('received_at', models.DateTimeField(verbose_name='mottagen')),
                ('detected', models.JSONField(default=dict, verbose_name='så lästes filen')),
                ('problem', models.TextField(blank=True, verbose_name='hinder')),
                ('dropped_columns', models.JSONField(default=list, verbose_name='kolumner som hoppas över')),
                ('state', models.CharField(choices=[('checked', 'granskad'), ('unreadable', 'går inte att läsa'), ('applied', 'inläst'), ('discarded', 'avbruten')], max_length=10, verbose_name='status')),
                ('scope', models.CharField(blank=True, choices=[('allt', 'alla rader'), ('goda', 'bara de rader som går att läsa')], max_length=5, verbose_name='omfattning')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='inläst')),
                ('new', models.PositiveIntegerField(default=0, verbose_name='nya')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='ändrade')),
                ('unchanged', models.PositiveIntegerField(default=0, verbose_name='oförändrade')),
                ('bad', models.PositiveIntegerField(default=0, verbose_name='att rätta')),
                ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation', verbose_name='förvaltning')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='files.storedfile', verbose_name='fil')),
                ('received_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
            ],
            options={
                'verbose_name': 'inläst fil',
                'verbose_name_plural': 'inlästa filer',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', False), ('state', 'applied')), models.Q(models.Q(('state', 'applied'), _negated=True), ('applied_at__isnull', True)), _connector='OR'), name='batch_applied_whole', violation_error_message='En inläst fil har en tidpunkt.')],
            },
        ),
        migrations.CreateModel(
            name='BatchEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=40, verbose_name='slag')),
                ('received_at', models.DateTimeField(verbose_name='mottagen')),
                ('detected', models.JSONField(default=dict, verbose_name='så lästes filen')),
                ('problem', models.TextField(blank=True, verbose_name='hinder')),
                ('dropped_columns', models.JSONField(default=list, verbose_name='kolumner som hoppas över')),
                ('state', models.CharField(choices=[('checked', 'granskad'), ('unreadable', 'går inte att läsa'), ('applied', 'inläst'), ('discarded', 'avbruten')], max_length=10, verbose_name='status')),
                ('scope', models.CharField(blank=True, choices=[('allt', 'alla rader'), ('goda', 'bara de rader som går att läsa')], max_length=5, verbose_name='omfattning')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='inläst')),
                ('new', models.PositiveIntegerField(default=0, verbose_name='nya')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='ändrade')),
                ('unchanged', models.PositiveIntegerField(default=0, verbose_name='oförändrade')),
                ('bad', models.PositiveIntegerField(default=0, verbose_name='att rätta')),
                ('applied_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('authority', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='förvaltning')),
                ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile', verbose_name='fil')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='imports.batch')),
                ('received_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RowOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField(verbose_name='rad')),
                ('status', models.CharField(choices=[('new', 'ny'), ('changed', 'ändrad'), ('unchanged', 'oförändrad'), ('bad', 'att rätta')], max_length=10, verbose_name='utfall')),
                ('label', models.CharField(blank=True, max_length=200, verbose_name='vad raden gäller')),
                ('href', models.CharField(blank=True, max_length=200)),
                ('details', models.JSONField(default=list, verbose_name='detaljer')),
                ('questions', models.JSONField(default=list, verbose_name='frågor')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='imports.batch')),
            ],
            options={
                'verbose_name': 'rad',
                'verbose_name_plural': 'rader',
                'constraints': [models.UniqueConstraint(fields=('batch', 'line'), name='row_outcome_once_per_line')],
            },
        ),
        portal.database.operations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "imports_batchevent" ("applied_at", "applied_by_id", "authority_id", "bad", "changed", "detected", "dropped_columns", "file_id", "id", "kind", "new", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "received_at", "received_by_id", "scope", "state", "unchanged") SELECT new_values."applied_at", new_values."applied_by_id", new_values."authority_id", new_values."bad", new_values."changed", new_values."detected", new_values."dropped_columns", new_values."file_id", new_values."id", new_values."kind", new_values."new", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."problem", new_values."received_at", new_values."received_by_id", new_values."scope", new_values."state", new_values."unchanged" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d7e1556d6cf200ff184528ee566f7f0674a3f1f3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_262f0', referencing='REFERENCING NEW TABLE AS new_values ', table='imports_batch', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "imports_batchevent" ("applied_at", "applied_by_id", "authority_id", "bad", "changed", "detected", "dropped_columns", "file_id", "id", "kind", "new", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "received_at", "received_by_id", "scope", "state", "unchanged") SELECT new_values."applied_at", new_values."applied_by_id", new_values."authority_id", new_values."bad", new_values."changed", new_values."detected", new_values."dropped_columns", new_values."file_id", new_values."id", new_values."kind", new_values."new", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."problem", new_values."received_at", new_values."received_by_id", new_values."scope", new_values."state", new_values."unchanged" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='102539f6ac8a32458bd49d4bd5f0d1639075e696', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ff84a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='imports_batch', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "imports_batchevent" ("applied_at", "applied_by_id", "authority_id", "bad", "changed", "detected", "dropped_columns", "file_id", "id", "kind", "new", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "received_at", "received_by_id", "scope", "state", "unchanged") SELECT old_values."applied_at", old_values."applied_by_id", old_values."authority_id", old_values."bad", old_values."changed", old_values."detected", old_values."dropped_columns", old_values."file_id", old_values."id", old_values."kind", old_values."new", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."problem", old_values."received_at", old_values."received_by_id", old_values."scope", old_values."state", old_values."unchanged" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d42d7e07cdb3a04474c5d36039dfc008fbeb403b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_acd36', referencing='REFERENCING OLD TABLE AS old_values ', table='imports_batch', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='batchevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4a7b6b74dec983d1fda0921960122b639aa60050', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_632cf', table='imports_batchevent', when='BEFORE')),
        ),
            ])
    ]
