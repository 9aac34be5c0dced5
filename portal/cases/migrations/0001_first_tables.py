"""The first tables, in the order they lean on each other; triggers last."""

import django.db.models.deletion
import django.db.models.functions.text
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
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='ärendemening')),
                ('kind', models.CharField(choices=[('programme', 'program'), ('project', 'projekt'), ('agreement', 'överenskommelse'), ('outreach', 'uppsökande arbete'), ('other', 'övrigt')], default='other', max_length=12, verbose_name='slag')),
                ('opened_on', models.DateField(verbose_name='öppnat')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='avslutat')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases_created', to='organisation.organisation', verbose_name='arkivbildare')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases_held', to='organisation.organisation', verbose_name='ansvarig nämnd')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to=settings.AUTH_USER_MODEL, verbose_name='handläggare')),
            ],
            options={
                'verbose_name': 'ärende',
                'verbose_name_plural': 'ärenden',
                'constraints': [models.CheckConstraint(condition=models.Q(('closed_on__gte', models.F('opened_on'))), name='case_dates_in_order', violation_error_message='Ärendet kan inte avslutas innan det öppnades.')],
            },
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=300, verbose_name='ärendemening')),
                ('kind', models.CharField(choices=[('programme', 'program'), ('project', 'projekt'), ('agreement', 'överenskommelse'), ('outreach', 'uppsökande arbete'), ('other', 'övrigt')], default='other', max_length=12, verbose_name='slag')),
                ('opened_on', models.DateField(verbose_name='öppnat')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='avslutat')),
                ('committee', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='arkivbildare')),
                ('holder', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='ansvarig nämnd')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='cases.case')),
                ('responsible', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handläggare')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60, verbose_name='diarienummer')),
                ('given_by_portal', models.BooleanField(default=False, editable=False, verbose_name='givet av portalen')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_numbers', to='organisation.organisation', verbose_name='diarieförd hos')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='numbers', to='cases.case', verbose_name='ärende')),
                ('bare', models.GeneratedField(db_index=True, db_persist=True, expression=models.Func(django.db.models.functions.text.Lower('number'), models.Value('^[^0-9]+|[^[:alnum:]]+'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.CharField()), output_field=models.CharField(max_length=60))),
                ('parts', models.GeneratedField(db_persist=True, expression=models.Func(models.Func(django.db.models.functions.text.Lower('number'), models.Value('[^[:alnum:]]+'), models.Value('-'), models.Value('g'), function='regexp_replace', output_field=models.CharField()), models.Value('-'), function='btrim', output_field=models.CharField()), output_field=models.CharField(max_length=60))),
                ('folded', models.GeneratedField(db_index=True, db_persist=True, expression=models.Func(django.db.models.functions.text.Lower('number'), models.Value('[^[:alnum:]]+'), models.Value(''), models.Value('g'), function='regexp_replace', output_field=models.CharField()), output_field=models.CharField(max_length=60))),
            ],
            options={
                'verbose_name': 'diarienummer',
                'verbose_name_plural': 'diarienummer',
                'constraints': [models.UniqueConstraint(fields=('body', 'parts'), name='case_number_once_per_body', violation_error_message='Nämnden har redan ett ärende med det diarienumret.'), models.CheckConstraint(condition=models.Q(('number__regex', '[0-9]')), name='case_number_has_a_digit', violation_error_message='Skriv diarienumret med siffror.')],
            },
        ),
        migrations.CreateModel(
            name='CaseNumberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.CharField(max_length=60, verbose_name='diarienummer')),
                ('given_by_portal', models.BooleanField(default=False, editable=False, verbose_name='givet av portalen')),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='diarieförd hos')),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case', verbose_name='ärende')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='cases.casenumber')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('last', models.PositiveIntegerField(default=0, verbose_name='senaste löpnummer')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation', verbose_name='nämnd')),
            ],
            options={
                'verbose_name': 'nummerserie',
                'verbose_name_plural': 'nummerserier',
                'constraints': [models.UniqueConstraint(fields=('body', 'year'), name='number_series_once')],
            },
        ),
        migrations.CreateModel(
            name='Registry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('city', 'stadens diarium'), ('portal', 'portalen')], default='city', max_length=6, verbose_name='numren kommer från')),
                ('prefix', models.CharField(blank=True, max_length=20, verbose_name='inledning')),
                ('body', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='organisation.organisation', verbose_name='nämnd')),
            ],
            options={
                'verbose_name': 'diarium',
                'verbose_name_plural': 'diarier',
            },
        ),
        migrations.CreateModel(
            name='RegistryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('source', models.CharField(choices=[('city', 'stadens diarium'), ('portal', 'portalen')], default='city', max_length=6, verbose_name='numren kommer från')),
                ('prefix', models.CharField(blank=True, max_length=20, verbose_name='inledning')),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='nämnd')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='cases.registry')),
            ],
            options={
                'abstract': False,
            },
        ),
        portal.database.operations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cases_caseevent" ("closed_on", "committee_id", "holder_id", "id", "kind", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_id", "title") SELECT new_values."closed_on", new_values."committee_id", new_values."holder_id", new_values."id", new_values."kind", new_values."opened_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."responsible_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d1e0999e43e45298daa5817f0d9e254520ab8222', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0b483', referencing='REFERENCING NEW TABLE AS new_values ', table='cases_case', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cases_caseevent" ("closed_on", "committee_id", "holder_id", "id", "kind", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_id", "title") SELECT new_values."closed_on", new_values."committee_id", new_values."holder_id", new_values."id", new_values."kind", new_values."opened_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."responsible_id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e2093a9041adec2296975dadf9c64439979d0cbb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f5146', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='cases_case', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cases_caseevent" ("closed_on", "committee_id", "holder_id", "id", "kind", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "responsible_id", "title") SELECT old_values."closed_on", old_values."committee_id", old_values."holder_id", old_values."id", old_values."kind", old_values."opened_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."responsible_id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='72e725b3a4d100d0e05ab0e5136016d12e4eb47e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8d49e', referencing='REFERENCING OLD TABLE AS old_values ', table='cases_case', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='caseevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='65b17c5dc231aae95e4a5d286bcd92a634f3ebd3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_320b9', table='cases_caseevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='casenumber',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cases_casenumberevent" ("body_id", "case_id", "given_by_portal", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."body_id", new_values."case_id", new_values."given_by_portal", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bba629275cce11aed026bc9a4813b1e077b5bf57', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_07735', referencing='REFERENCING NEW TABLE AS new_values ', table='cases_casenumber', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='casenumber',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cases_casenumberevent" ("body_id", "case_id", "given_by_portal", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."body_id", new_values."case_id", new_values."given_by_portal", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."body_id" IS DISTINCT FROM (new_values."body_id") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."given_by_portal" IS DISTINCT FROM (new_values."given_by_portal") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."number" IS DISTINCT FROM (new_values."number")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='32a0c666aaace69244c40604c350809f9c54de86', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4a967', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='cases_casenumber', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='casenumber',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cases_casenumberevent" ("body_id", "case_id", "given_by_portal", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."body_id", old_values."case_id", old_values."given_by_portal", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f16ce17096f0821ba5195a17dd3bdec6363fa7c9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_55653', referencing='REFERENCING OLD TABLE AS old_values ', table='cases_casenumber', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='casenumberevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8937341c2859b48aee41ff3511aea7a7fb93f320', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c6094', table='cases_casenumberevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='registry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cases_registryevent" ("body_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "source") SELECT new_values."body_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prefix", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='38280064c1ea4a1705d7b5a19d5d54cdd0d74797', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d4c5a', referencing='REFERENCING NEW TABLE AS new_values ', table='cases_registry', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='registry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cases_registryevent" ("body_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "source") SELECT new_values."body_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prefix", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cf448f0d953ad733e08f185a10f8c0bd3f130ca8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_74bca', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='cases_registry', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='registry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cases_registryevent" ("body_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "source") SELECT old_values."body_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prefix", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3379861906a370510ee1bffa01bdb222d339e767', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6d391', referencing='REFERENCING OLD TABLE AS old_values ', table='cases_registry', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='registryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='80808c75936ee09595c14283677ecd0287371140', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e73eb', table='cases_registryevent', when='BEFORE')),
        ),
            ])
    ]
