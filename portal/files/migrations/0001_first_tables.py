"""The first tables, in the order they lean on each other; triggers last."""

import django.db.models.deletion
import pgtrigger.compiler
import portal.database.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_first_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('portal_database', '0001_text_functions'),
    ]

    operations = [
        portal.database.operations.Together(operations=[
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='namn')),
                ('content_type', models.CharField(max_length=100, verbose_name='typ')),
                ('size', models.PositiveBigIntegerField(verbose_name='storlek i byte')),
                ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='hash (SHA-256)')),
                ('stored_at', models.DateTimeField(auto_now_add=True, verbose_name='sparad')),
                ('stored_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
            ],
            options={
                'verbose_name': 'fil',
                'verbose_name_plural': 'filer',
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='stored_file_hash_whole', violation_error_message='Filens hash är inte hel.')],
            },
        ),
        migrations.CreateModel(
            name='StoredFileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='namn')),
                ('content_type', models.CharField(max_length=100, verbose_name='typ')),
                ('size', models.PositiveBigIntegerField(verbose_name='storlek i byte')),
                ('sha256', models.CharField(max_length=64, verbose_name='hash (SHA-256)')),
                ('stored_at', models.DateTimeField(auto_now_add=True, verbose_name='sparad')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='files.storedfile')),
                ('stored_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
            ],
            options={
                'abstract': False,
            },
        ),
        portal.database.operations.AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "files_storedfileevent" ("content_type", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "stored_at", "stored_by_id") SELECT new_values."content_type", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sha256", new_values."size", new_values."stored_at", new_values."stored_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9884532eb845f9de44c1f1199399662a553764a0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a0d7d', referencing='REFERENCING NEW TABLE AS new_values ', table='files_storedfile', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "files_storedfileevent" ("content_type", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "stored_at", "stored_by_id") SELECT new_values."content_type", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sha256", new_values."size", new_values."stored_at", new_values."stored_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='14898d5da837a6de7074455403da499c749aa1c2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8c2ef', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='files_storedfile', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "files_storedfileevent" ("content_type", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "stored_at", "stored_by_id") SELECT old_values."content_type", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sha256", old_values."size", old_values."stored_at", old_values."stored_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f0cf2ae2ad54b9604d666537e2c7dc0f445d2615', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ad157', referencing='REFERENCING OLD TABLE AS old_values ', table='files_storedfile', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='storedfileevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='87c00a10d7d7fa3c851b8d6ac1c82626e991377c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0014f', table='files_storedfileevent', when='BEFORE')),
        ),
            ])
    ]
