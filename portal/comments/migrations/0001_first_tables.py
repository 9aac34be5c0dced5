"""The first tables, in the order they lean on each other; triggers last."""

import django.db.models.deletion
import pgtrigger.compiler
import portal.database.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('organisation', '0001_first_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('portal_database', '0001_text_functions'),
    ]

    operations = [
        portal.database.operations.Together(operations=[
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField()),
                ('audience', models.CharField(choices=[('internal', 'bara min egen förvaltning'), ('shared', 'alla som ser sidan')], max_length=8, verbose_name='vem ser kommentaren')),
                ('text', models.TextField(max_length=4000, verbose_name='kommentar')),
                ('written_at', models.DateTimeField(verbose_name='skriven')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to=settings.AUTH_USER_MODEL)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'kommentar',
                'verbose_name_plural': 'kommentarer',
                'indexes': [models.Index(fields=['content_type', 'object_id', 'written_at'], name='comments_co_content_60d8a7_idx')],
            },
        ),
        migrations.CreateModel(
            name='CommentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('object_id', models.PositiveBigIntegerField()),
                ('audience', models.CharField(choices=[('internal', 'bara min egen förvaltning'), ('shared', 'alla som ser sidan')], max_length=8, verbose_name='vem ser kommentaren')),
                ('text', models.TextField(max_length=4000, verbose_name='kommentar')),
                ('written_at', models.DateTimeField(verbose_name='skriven')),
                ('author', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('authority', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation')),
                ('content_type', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contenttypes.contenttype')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='comments.comment')),
            ],
            options={
                'abstract': False,
            },
        ),
        portal.database.operations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "comments_commentevent" ("audience", "author_id", "authority_id", "content_type_id", "id", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "written_at") SELECT new_values."audience", new_values."author_id", new_values."authority_id", new_values."content_type_id", new_values."id", new_values."object_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text", new_values."written_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='31824157454f3f0f013f64c25f886ab74beb5e98', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_18fd9', referencing='REFERENCING NEW TABLE AS new_values ', table='comments_comment', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "comments_commentevent" ("audience", "author_id", "authority_id", "content_type_id", "id", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "written_at") SELECT new_values."audience", new_values."author_id", new_values."authority_id", new_values."content_type_id", new_values."id", new_values."object_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text", new_values."written_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bced51826a47532e00c383e6758f44541e0b3904', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_230ec', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='comments_comment', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "comments_commentevent" ("audience", "author_id", "authority_id", "content_type_id", "id", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "written_at") SELECT old_values."audience", old_values."author_id", old_values."authority_id", old_values."content_type_id", old_values."id", old_values."object_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text", old_values."written_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c1d0af001e5136860606169fc905149b4b9cd65d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ff62f', referencing='REFERENCING OLD TABLE AS old_values ', table='comments_comment', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='commentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d875c138ca3ee9576745bd54f7929daa4a0690f1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_93460', table='comments_commentevent', when='BEFORE')),
        ),
            ])
    ]
