"""Where an organisation is reached when no person is, and the language of a person's letters."""

import pgtrigger.compiler
import pgtrigger.migrations
import portal.database.operations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0001_first_tables'),
    ]

    operations = [
        portal.database.operations.Together(operations=[
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='organisation',
            name='mailbox',
            field=models.EmailField(blank=True, help_text='Dit går påminnelser när ingen person kan nås.', max_length=254, verbose_name='funktionsbrevlåda'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='mailbox',
            field=models.EmailField(blank=True, help_text='Dit går påminnelser när ingen person kan nås.', max_length=254, verbose_name='funktionsbrevlåda'),
        ),
        migrations.AddField(
            model_name='user',
            name='language',
            field=models.CharField(choices=[('sv', 'svenska'), ('en', 'English')], default='sv', max_length=2, verbose_name='språk i brev'),
        ),
        migrations.AddField(
            model_name='userevent',
            name='language',
            field=models.CharField(choices=[('sv', 'svenska'), ('en', 'English')], default='sv', max_length=2, verbose_name='språk i brev'),
        ),
        portal.database.operations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_organisationevent" ("administration_name", "committee_name", "evidence", "evidence_text", "full_name", "id", "key", "kind", "mailbox", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "valid_from", "valid_to") SELECT new_values."administration_name", new_values."committee_name", new_values."evidence", new_values."evidence_text", new_values."full_name", new_values."id", new_values."key", new_values."kind", new_values."mailbox", new_values."note", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."short_name", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='385632a67de327d4dfc3df1c2a24dd8d40264bc6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e7f16', referencing='REFERENCING NEW TABLE AS new_values ', table='organisation_organisation', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_organisationevent" ("administration_name", "committee_name", "evidence", "evidence_text", "full_name", "id", "key", "kind", "mailbox", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "valid_from", "valid_to") SELECT new_values."administration_name", new_values."committee_name", new_values."evidence", new_values."evidence_text", new_values."full_name", new_values."id", new_values."key", new_values."kind", new_values."mailbox", new_values."note", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."short_name", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='831cf6d1e59123e002adab36a9c9af55441152c3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_929e2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisation_organisation', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_organisationevent" ("administration_name", "committee_name", "evidence", "evidence_text", "full_name", "id", "key", "kind", "mailbox", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "valid_from", "valid_to") SELECT old_values."administration_name", old_values."committee_name", old_values."evidence", old_values."evidence_text", old_values."full_name", old_values."id", old_values."key", old_values."kind", old_values."mailbox", old_values."note", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."short_name", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cf65c1b0dba8781d634bbaa9b722842e6e8406f0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c7a77', referencing='REFERENCING OLD TABLE AS old_values ', table='organisation_organisation', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_demo", "is_staff", "is_superuser", "language", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "username", "wants_digest") SELECT new_values."date_joined", new_values."email", new_values."first_name", new_values."id", new_values."is_active", new_values."is_demo", new_values."is_staff", new_values."is_superuser", new_values."language", new_values."last_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."title", new_values."username", new_values."wants_digest" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='abe02203d53463913f704e9f8aa7c8cc96803a95', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8dce9', referencing='REFERENCING NEW TABLE AS new_values ', table='organisation_user', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_demo", "is_staff", "is_superuser", "language", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "username", "wants_digest") SELECT new_values."date_joined", new_values."email", new_values."first_name", new_values."id", new_values."is_active", new_values."is_demo", new_values."is_staff", new_values."is_superuser", new_values."language", new_values."last_name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."title", new_values."username", new_values."wants_digest" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."date_joined" IS DISTINCT FROM (new_values."date_joined") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."first_name" IS DISTINCT FROM (new_values."first_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_demo" IS DISTINCT FROM (new_values."is_demo") OR old_values."is_staff" IS DISTINCT FROM (new_values."is_staff") OR old_values."is_superuser" IS DISTINCT FROM (new_values."is_superuser") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."last_name" IS DISTINCT FROM (new_values."last_name") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."username" IS DISTINCT FROM (new_values."username") OR old_values."wants_digest" IS DISTINCT FROM (new_values."wants_digest")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f3af78e544390cef79ae7218f770e94d47e64942', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d7eb0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisation_user', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_demo", "is_staff", "is_superuser", "language", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "username", "wants_digest") SELECT old_values."date_joined", old_values."email", old_values."first_name", old_values."id", old_values."is_active", old_values."is_demo", old_values."is_staff", old_values."is_superuser", old_values."language", old_values."last_name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."title", old_values."username", old_values."wants_digest" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='77cd09ee0880a90db2800be0ed431a9000315e94', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b3007', referencing='REFERENCING OLD TABLE AS old_values ', table='organisation_user', when='AFTER')),
        ),
            ])
    ]
