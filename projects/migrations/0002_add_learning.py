"""Lärande: networks, activities, surveys and their replies, methods, suggestions."""

import django.db.models.deletion
import pgtrigger.compiler
import portal.database.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0001_first_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('projects', '0001_first_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='namn')),
            ],
            options={
                'verbose_name': 'slag av aktivitet',
                'verbose_name_plural': 'slag av aktiviteter',
            },
        ),
        migrations.CreateModel(
            name='ActivityKindEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='namn')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Method',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='namn')),
                ('description', models.TextField(blank=True, verbose_name='beskrivning')),
            ],
            options={
                'verbose_name': 'metod',
                'verbose_name_plural': 'metoder',
            },
        ),
        migrations.CreateModel(
            name='MethodEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=160, verbose_name='namn')),
                ('description', models.TextField(blank=True, verbose_name='beskrivning')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MethodSpread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('offered', 'erbjuden'), ('taken_up', 'har tagit upp metoden'), ('declined', 'har avstått')], default='offered', max_length=10, verbose_name='läge')),
                ('offered_on', models.DateField(blank=True, null=True, verbose_name='erbjuden den')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='svarade den')),
                ('note', models.TextField(blank=True, verbose_name='anteckning')),
            ],
            options={
                'verbose_name': 'spridning',
                'verbose_name_plural': 'spridning',
            },
        ),
        migrations.CreateModel(
            name='MethodSpreadEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('status', models.CharField(choices=[('offered', 'erbjuden'), ('taken_up', 'har tagit upp metoden'), ('declined', 'har avstått')], default='offered', max_length=10, verbose_name='läge')),
                ('offered_on', models.DateField(blank=True, null=True, verbose_name='erbjuden den')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='svarade den')),
                ('note', models.TextField(blank=True, verbose_name='anteckning')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Network',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='namn')),
                ('status', models.CharField(choices=[('wished', 'önskat'), ('starting', 'startar'), ('running', 'pågår'), ('ended', 'avslutat')], default='running', max_length=10, verbose_name='läge')),
                ('status_text', models.CharField(blank=True, max_length=120, verbose_name='läget enligt källan')),
                ('note', models.TextField(blank=True, verbose_name='anteckning')),
            ],
            options={
                'verbose_name': 'nätverk',
                'verbose_name_plural': 'nätverk',
            },
        ),
        migrations.CreateModel(
            name='NetworkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=160, verbose_name='namn')),
                ('status', models.CharField(choices=[('wished', 'önskat'), ('starting', 'startar'), ('running', 'pågår'), ('ended', 'avslutat')], default='running', max_length=10, verbose_name='läge')),
                ('status_text', models.CharField(blank=True, max_length=120, verbose_name='läget enligt källan')),
                ('note', models.TextField(blank=True, verbose_name='anteckning')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NetworkKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='namn')),
            ],
            options={
                'verbose_name': 'slag av nätverk',
                'verbose_name_plural': 'slag av nätverk',
            },
        ),
        migrations.CreateModel(
            name='NetworkKindEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='namn')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NetworkMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='namn')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='ordning')),
            ],
            options={
                'verbose_name': 'medlem',
                'verbose_name_plural': 'medlemmar',
            },
        ),
        migrations.CreateModel(
            name='NetworkMemberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='namn')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='ordning')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('workshop', 'workshop'), ('network', 'nätverk'), ('spread', 'sprida en metod'), ('other', 'annat')], max_length=10, verbose_name='slag')),
                ('text', models.TextField(verbose_name='förslag')),
                ('made_on', models.DateField(blank=True, null=True, verbose_name='föreslaget den')),
                ('outcome', models.CharField(choices=[('waiting', 'väntar'), ('held', 'genomfört'), ('not_held', 'inte genomfört')], default='waiting', max_length=10, verbose_name='hur det gick')),
                ('outcome_on', models.DateField(blank=True, null=True, verbose_name='följdes upp den')),
                ('outcome_note', models.TextField(blank=True, verbose_name='vad som hände')),
            ],
            options={
                'verbose_name': 'förslag',
                'verbose_name_plural': 'förslag',
            },
        ),
        migrations.CreateModel(
            name='SuggestionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('workshop', 'workshop'), ('network', 'nätverk'), ('spread', 'sprida en metod'), ('other', 'annat')], max_length=10, verbose_name='slag')),
                ('text', models.TextField(verbose_name='förslag')),
                ('made_on', models.DateField(blank=True, null=True, verbose_name='föreslaget den')),
                ('outcome', models.CharField(choices=[('waiting', 'väntar'), ('held', 'genomfört'), ('not_held', 'inte genomfört')], default='waiting', max_length=10, verbose_name='hur det gick')),
                ('outcome_on', models.DateField(blank=True, null=True, verbose_name='följdes upp den')),
                ('outcome_note', models.TextField(blank=True, verbose_name='vad som hände')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('respondents', models.CharField(blank=True, max_length=200, verbose_name='vilka som tillfrågas')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='skickad')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='svar senast')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='stängd')),
                ('result_document', models.CharField(blank=True, max_length=200, verbose_name='redovisas i')),
                ('source', models.CharField(blank=True, max_length=20, verbose_name='källa')),
                ('note', models.TextField(blank=True, verbose_name='anteckning')),
            ],
            options={
                'verbose_name': 'enkät',
                'verbose_name_plural': 'enkäter',
            },
        ),
        migrations.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='svar')),
            ],
            options={
                'verbose_name': 'svar på fråga',
                'verbose_name_plural': 'svar på frågor',
            },
        ),
        migrations.CreateModel(
            name='SurveyAnswerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(verbose_name='svar')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SurveyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('respondents', models.CharField(blank=True, max_length=200, verbose_name='vilka som tillfrågas')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='skickad')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='svar senast')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='stängd')),
                ('result_document', models.CharField(blank=True, max_length=200, verbose_name='redovisas i')),
                ('source', models.CharField(blank=True, max_length=20, verbose_name='källa')),
                ('note', models.TextField(blank=True, verbose_name='anteckning')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SurveyQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='nr')),
                ('text', models.CharField(max_length=500, verbose_name='fråga')),
                ('answer_type', models.CharField(choices=[('text', 'fritext'), ('yes_no', 'ja eller nej'), ('count', 'antal')], default='text', max_length=8, verbose_name='svaras med')),
            ],
            options={
                'verbose_name': 'fråga i enkät',
                'verbose_name_plural': 'frågor i enkäter',
            },
        ),
        migrations.CreateModel(
            name='SurveyQuestionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(verbose_name='nr')),
                ('text', models.CharField(max_length=500, verbose_name='fråga')),
                ('answer_type', models.CharField(choices=[('text', 'fritext'), ('yes_no', 'ja eller nej'), ('count', 'antal')], default='text', max_length=8, verbose_name='svaras med')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SurveyReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='inlämnad')),
            ],
            options={
                'verbose_name': 'svar på enkät',
                'verbose_name_plural': 'svar på enkäter',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SurveyReplyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='inlämnad')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='nr')),
                ('title', models.CharField(max_length=200, verbose_name='titel')),
                ('status', models.CharField(choices=[('planned', 'planerad'), ('held', 'genomförd'), ('cancelled', 'inställd')], default='planned', max_length=10, verbose_name='läge')),
                ('dates', models.CharField(blank=True, max_length=300, verbose_name='datum')),
                ('begins', models.DateField(blank=True, editable=False, null=True, verbose_name='första dagen')),
                ('ends', models.DateField(blank=True, editable=False, null=True, verbose_name='dagen efter den sista')),
                ('days', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='antal dagar')),
                ('audience', models.CharField(blank=True, max_length=300, verbose_name='för vem')),
                ('invited', models.PositiveIntegerField(blank=True, null=True, verbose_name='inbjudna')),
                ('participants', models.PositiveIntegerField(blank=True, null=True, verbose_name='deltagare')),
                ('over_demand', models.BooleanField(default=False, verbose_name='fler ville delta än som fick plats')),
                ('in_competence_programme', models.BooleanField(default=False, verbose_name='ingår i kompetensprogrammet')),
                ('organiser', models.CharField(blank=True, max_length=160, verbose_name='arrangör')),
                ('note', models.TextField(blank=True, verbose_name='anteckning')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='projects.programme', verbose_name='program')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='projects.activitykind', verbose_name='slag av aktivitet')),
            ],
            options={
                'verbose_name': 'aktivitet',
                'verbose_name_plural': 'aktiviteter',
            },
        ),
        migrations.CreateModel(
            name='ActivityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='nr')),
                ('title', models.CharField(max_length=200, verbose_name='titel')),
                ('status', models.CharField(choices=[('planned', 'planerad'), ('held', 'genomförd'), ('cancelled', 'inställd')], default='planned', max_length=10, verbose_name='läge')),
                ('dates', models.CharField(blank=True, max_length=300, verbose_name='datum')),
                ('begins', models.DateField(blank=True, editable=False, null=True, verbose_name='första dagen')),
                ('ends', models.DateField(blank=True, editable=False, null=True, verbose_name='dagen efter den sista')),
                ('days', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='antal dagar')),
                ('audience', models.CharField(blank=True, max_length=300, verbose_name='för vem')),
                ('invited', models.PositiveIntegerField(blank=True, null=True, verbose_name='inbjudna')),
                ('participants', models.PositiveIntegerField(blank=True, null=True, verbose_name='deltagare')),
                ('over_demand', models.BooleanField(default=False, verbose_name='fler ville delta än som fick plats')),
                ('in_competence_programme', models.BooleanField(default=False, verbose_name='ingår i kompetensprogrammet')),
                ('organiser', models.CharField(blank=True, max_length=160, verbose_name='arrangör')),
                ('note', models.TextField(blank=True, verbose_name='anteckning')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.activity')),
                ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.programme', verbose_name='program')),
                ('kind', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.activitykind', verbose_name='slag av aktivitet')),
            ],
            options={
                'abstract': False,
            },
        ),
        portal.database.operations.AddTrigger(
            model_name='activitykind',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_activitykindevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0d0dace6a2493e455bfa701b20890cb2e3a2327b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_79377', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_activitykind', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='activitykind',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_activitykindevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ce92e928b27dfaec78f461f25076fca60a7b3b0d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_853c5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_activitykind', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='activitykind',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_activitykindevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='eb3d3238587521a4ca8c6df7a5d0d5d48898ee9e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2c598', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_activitykind', when='AFTER')),
        ),
        migrations.AddField(
            model_name='activitykindevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='activitykindevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.activitykind'),
        ),
        migrations.AddField(
            model_name='method',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='methods', to='projects.programme', verbose_name='program'),
        ),
        migrations.AddField(
            model_name='method',
            name='project',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='methods', to='projects.project', verbose_name='utvecklad i projektet'),
        ),
        migrations.AddField(
            model_name='methodevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='methodevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.method'),
        ),
        migrations.AddField(
            model_name='methodevent',
            name='programme',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.programme', verbose_name='program'),
        ),
        migrations.AddField(
            model_name='methodevent',
            name='project',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='utvecklad i projektet'),
        ),
        migrations.AddField(
            model_name='methodspread',
            name='method',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spread', to='projects.method', verbose_name='metod'),
        ),
        migrations.AddField(
            model_name='methodspread',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='methodspread',
            name='project',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='methods_taken_up', to='projects.project', verbose_name='i projektet'),
        ),
        migrations.AddField(
            model_name='methodspreadevent',
            name='method',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.method', verbose_name='metod'),
        ),
        migrations.AddField(
            model_name='methodspreadevent',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='methodspreadevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='methodspreadevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.methodspread'),
        ),
        migrations.AddField(
            model_name='methodspreadevent',
            name='project',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='i projektet'),
        ),
        migrations.AddField(
            model_name='network',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='networks', to='projects.programme', verbose_name='program'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='network',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.network', verbose_name='nätverk'),
        ),
        migrations.AddField(
            model_name='activity',
            name='network',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='projects.network', verbose_name='nätverk'),
        ),
        migrations.AddField(
            model_name='networkevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='networkevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.network'),
        ),
        migrations.AddField(
            model_name='networkevent',
            name='programme',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.programme', verbose_name='program'),
        ),
        migrations.AddField(
            model_name='networkevent',
            name='kind',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.networkkind', verbose_name='slag av nätverk'),
        ),
        migrations.AddField(
            model_name='network',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='networks', to='projects.networkkind', verbose_name='slag av nätverk'),
        ),
        portal.database.operations.AddTrigger(
            model_name='networkkind',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_networkkindevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4561b3e4aa2a5ce679adb0e149b5b6d2b33a0d95', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5ed6b', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_networkkind', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='networkkind',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_networkkindevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='de59f1017649c39454b8d2a2a998f699c5d999b2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c76d6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_networkkind', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='networkkind',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_networkkindevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5502bfda88e3883246951745466b3d4274414b6c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d9a00', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_networkkind', when='AFTER')),
        ),
        migrations.AddField(
            model_name='networkkindevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='networkkindevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.networkkind'),
        ),
        migrations.AddField(
            model_name='networkmember',
            name='network',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='projects.network', verbose_name='nätverk'),
        ),
        migrations.AddField(
            model_name='networkmember',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='networkmemberevent',
            name='network',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.network', verbose_name='nätverk'),
        ),
        migrations.AddField(
            model_name='networkmemberevent',
            name='organisation',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='networkmemberevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='networkmemberevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.networkmember'),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='activity',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='projects.activity', verbose_name='genom aktiviteten'),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='method',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='projects.method', verbose_name='metod'),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='network',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='projects.network', verbose_name='genom nätverket'),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='projects.programme', verbose_name='program'),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='project',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='projects.project', verbose_name='om projektet'),
        ),
        migrations.AddField(
            model_name='suggestionevent',
            name='activity',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.activity', verbose_name='genom aktiviteten'),
        ),
        migrations.AddField(
            model_name='suggestionevent',
            name='method',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.method', verbose_name='metod'),
        ),
        migrations.AddField(
            model_name='suggestionevent',
            name='network',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.network', verbose_name='genom nätverket'),
        ),
        migrations.AddField(
            model_name='suggestionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='suggestionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.suggestion'),
        ),
        migrations.AddField(
            model_name='suggestionevent',
            name='programme',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.programme', verbose_name='program'),
        ),
        migrations.AddField(
            model_name='suggestionevent',
            name='project',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='om projektet'),
        ),
        migrations.AddField(
            model_name='survey',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='projects.programme', verbose_name='program'),
        ),
        migrations.AddField(
            model_name='surveyanswerevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='surveyanswerevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.surveyanswer'),
        ),
        migrations.AddField(
            model_name='surveyevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='surveyevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.survey'),
        ),
        migrations.AddField(
            model_name='surveyevent',
            name='programme',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.programme', verbose_name='program'),
        ),
        migrations.AddField(
            model_name='surveyquestion',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='projects.survey', verbose_name='enkät'),
        ),
        migrations.AddField(
            model_name='surveyanswerevent',
            name='question',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.surveyquestion', verbose_name='fråga'),
        ),
        migrations.AddField(
            model_name='surveyanswer',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='projects.surveyquestion', verbose_name='fråga'),
        ),
        migrations.AddField(
            model_name='surveyquestionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='surveyquestionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.surveyquestion'),
        ),
        migrations.AddField(
            model_name='surveyquestionevent',
            name='survey',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.survey', verbose_name='enkät'),
        ),
        migrations.AddField(
            model_name='surveyreply',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation', verbose_name='stadsdelsförvaltning'),
        ),
        migrations.AddField(
            model_name='surveyreply',
            name='received_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation', verbose_name='mottagen av'),
        ),
        migrations.AddField(
            model_name='surveyreply',
            name='submitted_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='inlämnad av'),
        ),
        migrations.AddField(
            model_name='surveyreply',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='projects.survey', verbose_name='enkät'),
        ),
        migrations.AddField(
            model_name='surveyanswerevent',
            name='reply',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.surveyreply', verbose_name='svar'),
        ),
        migrations.AddField(
            model_name='surveyanswer',
            name='reply',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='projects.surveyreply', verbose_name='svar'),
        ),
        migrations.AddField(
            model_name='surveyreplyevent',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='stadsdelsförvaltning'),
        ),
        migrations.AddField(
            model_name='surveyreplyevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='surveyreplyevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.surveyreply'),
        ),
        migrations.AddField(
            model_name='surveyreplyevent',
            name='received_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='mottagen av'),
        ),
        migrations.AddField(
            model_name='surveyreplyevent',
            name='submitted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='inlämnad av'),
        ),
        migrations.AddField(
            model_name='surveyreplyevent',
            name='survey',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.survey', verbose_name='enkät'),
        ),
        portal.database.operations.AddTrigger(
            model_name='activitykindevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='42a8b43d4333d0ffe9b673adc747a36d2e1c536b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e4c51', table='projects_activitykindevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='method',
            constraint=models.UniqueConstraint(fields=('programme', 'name'), name='method_name_once', violation_error_message='Programmet har redan en metod med det namnet.'),
        ),
        migrations.AddConstraint(
            model_name='method',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='method_name_given', violation_error_message='Skriv vad metoden heter.'),
        ),
        portal.database.operations.AddTrigger(
            model_name='method',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_methodevent" ("description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id") SELECT new_values."description", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."project_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='420b7db72b2f2cb55b94850640dfed6c25f9adaf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bffd8', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_method', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='method',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_methodevent" ("description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id") SELECT new_values."description", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."project_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3a13f167375b270dba44538a81b896b1520f1efc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_04208', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_method', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='method',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_methodevent" ("description", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id") SELECT old_values."description", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."project_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1b494119ceb3e46d96a00ccc111ab9295d4230a3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f371f', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_method', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='methodevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e70edd55e082e951a6b06620f922843339827f28', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_53f3b', table='projects_methodevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='methodspread',
            constraint=models.UniqueConstraint(fields=('method', 'organisation', 'project'), name='method_spread_once', nulls_distinct=False, violation_error_message='Metoden är redan erbjuden dit. Ändra den raden i stället.'),
        ),
        migrations.AddConstraint(
            model_name='methodspread',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['offered', 'taken_up', 'declined'])), name='method_spread_status_known', violation_error_message='Spridningen har ett läge som portalen inte känner.'),
        ),
        migrations.AddConstraint(
            model_name='methodspread',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'offered'), _negated=True), ('answered_on__isnull', True), _connector='OR'), name='method_spread_answered_when_answered', violation_error_message='Välj vad svaret blev, eller ta bort dagen för svaret.'),
        ),
        migrations.AddConstraint(
            model_name='methodspread',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on__gte', models.F('offered_on'))), name='method_spread_dates_in_order', violation_error_message='Svaret kan inte komma innan metoden erbjöds.'),
        ),
        portal.database.operations.AddTrigger(
            model_name='methodspread',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_methodspreadevent" ("answered_on", "id", "method_id", "note", "offered_on", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "status") SELECT new_values."answered_on", new_values."id", new_values."method_id", new_values."note", new_values."offered_on", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='270686532ef512ddac8014cb9cbb765c04c8125b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_76b0f', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_methodspread', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='methodspread',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_methodspreadevent" ("answered_on", "id", "method_id", "note", "offered_on", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "status") SELECT new_values."answered_on", new_values."id", new_values."method_id", new_values."note", new_values."offered_on", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d87eba69970ef43f0ac20ddb901a653dad630fa9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d26f4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_methodspread', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='methodspread',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_methodspreadevent" ("answered_on", "id", "method_id", "note", "offered_on", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "status") SELECT old_values."answered_on", old_values."id", old_values."method_id", old_values."note", old_values."offered_on", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6257fc6c6d29eac168c63754c608bc31482e8855', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_0246a', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_methodspread', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='methodspreadevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8de72d8da79ded0727909efeac87298e709fa04f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b7477', table='projects_methodspreadevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='activityevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bbf8dfd3af22ff0f2ab7834f8a9813f495ca74ac', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c9489', table='projects_activityevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(models.F('programme'), models.F('begins'), models.F('id'), name='activity_by_day'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('programme', 'number'), name='activity_number_once', violation_error_message='Programmet har redan en aktivitet med det numret.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='activity_title_given', violation_error_message='Skriv vad aktiviteten heter.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['planned', 'held', 'cancelled'])), name='activity_status_known', violation_error_message='Aktiviteten har ett läge som portalen inte känner.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('dates__regex', '^(\\d{4}(-(\\d{2}(-\\d{2})?|våren|hösten))?(/\\d{4}(-(\\d{2}(-\\d{2})?|våren|hösten))?)?(\\|\\d{4}(-(\\d{2}(-\\d{2})?|våren|hösten))?(/\\d{4}(-(\\d{2}(-\\d{2})?|våren|hösten))?)?)*)?$')), name='activity_dates_written', violation_error_message='Skriv datum som 2026-10-27, 2026-10, 2026-hösten eller 2026.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('begins__isnull', True), ('dates', ''), ('ends__isnull', True)), models.Q(models.Q(('dates', ''), _negated=True), ('begins__isnull', False), ('ends__gt', models.F('begins'))), _connector='OR'), name='activity_dates_whole', violation_error_message='Datumen hänger inte ihop. Skriv dem igen.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'held'), ('participants__isnull', True), _connector='OR'), name='activity_heads_when_held', violation_error_message='Bara en genomförd aktivitet har deltagare.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('days__isnull', True), ('days__gt', 0), _connector='OR'), name='activity_days_positive', violation_error_message='Antalet dagar ska vara större än noll.'),
        ),
        portal.database.operations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_activityevent" ("audience", "begins", "dates", "days", "ends", "id", "in_competence_programme", "invited", "kind_id", "network_id", "note", "number", "organiser", "over_demand", "participants", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "status", "title") SELECT new_values."audience", new_values."begins", new_values."dates", new_values."days", new_values."ends", new_values."id", new_values."in_competence_programme", new_values."invited", new_values."kind_id", new_values."network_id", new_values."note", new_values."number", new_values."organiser", new_values."over_demand", new_values."participants", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."status", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a6768a3d5433ed92b35c6ff8d375715c6f7ebebf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_da5ed', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_activity', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_activityevent" ("audience", "begins", "dates", "days", "ends", "id", "in_competence_programme", "invited", "kind_id", "network_id", "note", "number", "organiser", "over_demand", "participants", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "status", "title") SELECT new_values."audience", new_values."begins", new_values."dates", new_values."days", new_values."ends", new_values."id", new_values."in_competence_programme", new_values."invited", new_values."kind_id", new_values."network_id", new_values."note", new_values."number", new_values."organiser", new_values."over_demand", new_values."participants", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."status", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='896b63368960e3079172d446412c6905768982d4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_88e16', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_activity', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_activityevent" ("audience", "begins", "dates", "days", "ends", "id", "in_competence_programme", "invited", "kind_id", "network_id", "note", "number", "organiser", "over_demand", "participants", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "status", "title") SELECT old_values."audience", old_values."begins", old_values."dates", old_values."days", old_values."ends", old_values."id", old_values."in_competence_programme", old_values."invited", old_values."kind_id", old_values."network_id", old_values."note", old_values."number", old_values."organiser", old_values."over_demand", old_values."participants", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."status", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='56b420d5d047fd91b2b99feeb4836bc4798a1fbb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3e606', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_activity', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='networkevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='39e446a98444fd39f022f7041d22f598faf9b8d2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e70ce', table='projects_networkevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='network',
            constraint=models.UniqueConstraint(fields=('programme', 'name'), name='network_name_once', violation_error_message='Programmet har redan ett nätverk med det namnet.'),
        ),
        migrations.AddConstraint(
            model_name='network',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='network_name_given', violation_error_message='Skriv nätverkets namn.'),
        ),
        migrations.AddConstraint(
            model_name='network',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['wished', 'starting', 'running', 'ended'])), name='network_status_known', violation_error_message='Nätverket har ett läge som portalen inte känner.'),
        ),
        portal.database.operations.AddTrigger(
            model_name='network',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_networkevent" ("id", "kind_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "status", "status_text") SELECT new_values."id", new_values."kind_id", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."status", new_values."status_text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='14ebd86ec3889932bc8ae62c69f351bbdd4ccfc3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_751c0', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_network', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='network',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_networkevent" ("id", "kind_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "status", "status_text") SELECT new_values."id", new_values."kind_id", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."status", new_values."status_text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='57f4f52a20b3d9472056009e56c1c757e7162bcb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d2ec6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_network', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='network',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_networkevent" ("id", "kind_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "status", "status_text") SELECT old_values."id", old_values."kind_id", old_values."name", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."status", old_values."status_text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4be2334ab29e215f4d49e2f7a579b3404cf1b105', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cba45', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_network', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='networkkindevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='be1ff3fbf3a821b47615703d681a79490e1faa87', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_02a2f', table='projects_networkkindevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='networkmember',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('organisation__isnull', False)), models.Q(('organisation__isnull', True), models.Q(('name', ''), _negated=True)), _connector='OR'), name='network_member_is_somebody', violation_error_message='En medlem är en organisation eller ett namn, inte båda.'),
        ),
        migrations.AddConstraint(
            model_name='networkmember',
            constraint=models.UniqueConstraint(fields=('network', 'organisation'), name='network_organisation_once', violation_error_message='Organisationen är redan medlem i nätverket.'),
        ),
        migrations.AddConstraint(
            model_name='networkmember',
            constraint=models.UniqueConstraint(condition=models.Q(('name', ''), _negated=True), fields=('network', 'name'), name='network_member_name_once', violation_error_message='Namnet står redan bland medlemmarna.'),
        ),
        portal.database.operations.AddTrigger(
            model_name='networkmember',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_networkmemberevent" ("id", "name", "network_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."id", new_values."name", new_values."network_id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='602bff1a38b9fe19296470a26e6fb109569650f2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5a98e', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_networkmember', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='networkmember',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_networkmemberevent" ("id", "name", "network_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."id", new_values."name", new_values."network_id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='68477e84cb6f537c12e1b20455ecfc71269d0f49', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4fd3d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_networkmember', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='networkmember',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_networkmemberevent" ("id", "name", "network_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."id", old_values."name", old_values."network_id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4d0682b1994ee16854f28ff56f3f46cd10736643', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d2276', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_networkmember', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='networkmemberevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1d1c15ea4a02e8829ff4826b023598e3f65ace1a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a364f', table='projects_networkmemberevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='suggestion_text_given', violation_error_message='Skriv vad du föreslår.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['workshop', 'network', 'spread', 'other'])), name='suggestion_kind_known', violation_error_message='Förslaget är av ett slag som portalen inte känner.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['waiting', 'held', 'not_held'])), name='suggestion_outcome_known', violation_error_message='Uppföljningen har ett läge som portalen inte känner.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'waiting'), _negated=True), models.Q(('outcome_note', ''), ('outcome_on__isnull', True)), _connector='OR'), name='suggestion_waiting_has_no_outcome', violation_error_message='Ett förslag som väntar har ingen uppföljning. Välj hur det gick.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'held'), models.Q(('activity__isnull', True), ('network__isnull', True)), _connector='OR'), name='suggestion_held_by_something', violation_error_message='Bara det som genomfördes har en aktivitet eller ett nätverk.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('outcome_on__gte', models.F('made_on'))), name='suggestion_dates_in_order', violation_error_message='Uppföljningen kan inte ligga före förslaget.'),
        ),
        portal.database.operations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_suggestionevent" ("activity_id", "id", "kind", "made_on", "method_id", "network_id", "outcome", "outcome_note", "outcome_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "text") SELECT new_values."activity_id", new_values."id", new_values."kind", new_values."made_on", new_values."method_id", new_values."network_id", new_values."outcome", new_values."outcome_note", new_values."outcome_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."project_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ab21e855ebd4899150e0b7d52a321e07b6f4955d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bff02', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_suggestion', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_suggestionevent" ("activity_id", "id", "kind", "made_on", "method_id", "network_id", "outcome", "outcome_note", "outcome_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "text") SELECT new_values."activity_id", new_values."id", new_values."kind", new_values."made_on", new_values."method_id", new_values."network_id", new_values."outcome", new_values."outcome_note", new_values."outcome_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."project_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6bd426adf6732cea910ddcd1eb6fac31f23bdc6a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_bd748', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_suggestion', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_suggestionevent" ("activity_id", "id", "kind", "made_on", "method_id", "network_id", "outcome", "outcome_note", "outcome_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "text") SELECT old_values."activity_id", old_values."id", old_values."kind", old_values."made_on", old_values."method_id", old_values."network_id", old_values."outcome", old_values."outcome_note", old_values."outcome_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."project_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1661c16c95b88ec39ec70a6c2d9068dc1847d72a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_42260', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_suggestion', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='suggestionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='46f133faf6646b255b44ddbc5ab50cc2a65c7527', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8f9e6', table='projects_suggestionevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.UniqueConstraint(fields=('programme', 'title'), name='survey_title_once', violation_error_message='Programmet har redan en enkät med den titeln.'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='survey_title_given', violation_error_message='Skriv vad enkäten heter.'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('sent_on'))), name='survey_due_after_sent', violation_error_message='Sista svarsdagen ligger före dagen då enkäten skickas.'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__gte', models.F('sent_on'))), name='survey_closed_after_sent', violation_error_message='Enkäten kan inte stängas innan den skickas.'),
        ),
        portal.database.operations.AddTrigger(
            model_name='survey',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_surveyevent" ("closed_on", "due_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "respondents", "result_document", "sent_on", "source", "title") SELECT new_values."closed_on", new_values."due_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."respondents", new_values."result_document", new_values."sent_on", new_values."source", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fd9b06e2959690865b6b23a2cdf86fa3b75d477b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6d4a8', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_survey', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='survey',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_surveyevent" ("closed_on", "due_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "respondents", "result_document", "sent_on", "source", "title") SELECT new_values."closed_on", new_values."due_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."respondents", new_values."result_document", new_values."sent_on", new_values."source", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='551cf6558710800d45d55148288f6991f37db580', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ed802', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_survey', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='survey',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_surveyevent" ("closed_on", "due_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "respondents", "result_document", "sent_on", "source", "title") SELECT old_values."closed_on", old_values."due_on", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."respondents", old_values."result_document", old_values."sent_on", old_values."source", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='870f8142532a4a8ae56a60757ea34505047ccc35', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bbad8', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_survey', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='841acedcdba5fb5176348572a8d929f76104d5be', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bda38', table='projects_surveyevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='surveyquestion',
            constraint=models.UniqueConstraint(fields=('survey', 'number'), name='survey_question_once', violation_error_message='Enkäten har redan en fråga med det numret.'),
        ),
        migrations.AddConstraint(
            model_name='surveyquestion',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='survey_question_asked', violation_error_message='Skriv frågan.'),
        ),
        migrations.AddConstraint(
            model_name='surveyquestion',
            constraint=models.CheckConstraint(condition=models.Q(('answer_type__in', ['text', 'yes_no', 'count'])), name='survey_answer_type_known', violation_error_message='Frågan besvaras på ett sätt som portalen inte känner.'),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyquestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_surveyquestionevent" ("answer_type", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "survey_id", "text") SELECT new_values."answer_type", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."survey_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aaee9c662e1d9380f5d860fbcf70d36600f258bc', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_77982', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_surveyquestion', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyquestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_surveyquestionevent" ("answer_type", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "survey_id", "text") SELECT new_values."answer_type", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."survey_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d87206b0b93fcc6a7336f6e735c9b3085990cefd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8a9be', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_surveyquestion', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyquestion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_surveyquestionevent" ("answer_type", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "survey_id", "text") SELECT old_values."answer_type", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."survey_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6ffbbe92973d0062da7ee465416813c396908744', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_44691', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_surveyquestion', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyquestionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='edf94d83743b6e89e1a7cb6e978fddcbd89d7b2f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_36b61', table='projects_surveyquestionevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='surveyreply',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('received_by__isnull', True), ('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('received_by__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='projects_surveyreply_submitted_whole', violation_error_message='Ett inlämnat underlag har en tidpunkt och en mottagande nämnd.'),
        ),
        migrations.AddConstraint(
            model_name='surveyreply',
            constraint=models.UniqueConstraint(fields=('survey', 'organisation'), name='survey_reply_once', violation_error_message='Stadsdelsförvaltningen är redan tillfrågad.'),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyreply',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_surveyreplyevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_by_id", "submitted_at", "submitted_by_id", "survey_id") SELECT new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_by_id", new_values."submitted_at", new_values."submitted_by_id", new_values."survey_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4a00a2aa441d4c1912abbf89212a62ae9dd88307', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_60f3b', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_surveyreply', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyreply',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_surveyreplyevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_by_id", "submitted_at", "submitted_by_id", "survey_id") SELECT new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_by_id", new_values."submitted_at", new_values."submitted_by_id", new_values."survey_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f486fb218b42cedae7bd6f91c28376e9e1f911f0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ff0f9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_surveyreply', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyreply',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_surveyreplyevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_by_id", "submitted_at", "submitted_by_id", "survey_id") SELECT old_values."id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_by_id", old_values."submitted_at", old_values."submitted_by_id", old_values."survey_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='449f2dfa232fad2044894f5366c8ac6e5dda856b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c4194', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_surveyreply', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyanswerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='81444a66a5afa9e5bce022459ca7ab3005050c19', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_56204', table='projects_surveyanswerevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.UniqueConstraint(fields=('reply', 'question'), name='survey_answer_once', violation_error_message='Frågan är redan besvarad.'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='survey_answer_given', violation_error_message='Skriv ett svar, eller låt frågan vara obesvarad.'),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyanswer',
            trigger=pgtrigger.compiler.Trigger(name='answer_of_its_survey', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM projects_surveyreply r JOIN projects_surveyquestion q ON q.survey_id = r.survey_id\n        WHERE r.id = NEW.reply_id AND q.id = NEW.question_id\n    ) THEN\n        RAISE EXCEPTION 'the question is of another survey'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_answer_of_its_survey';\n    END IF;\n    RETURN NEW;\n", hash='49878b504d02e075f75d5e2a6068b897c24b096b', operation='INSERT OR UPDATE', pgid='pgtrigger_answer_of_its_survey_01347', table='projects_surveyanswer', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyanswer',
            trigger=pgtrigger.compiler.Trigger(name='answer_before_hand_in', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM projects_surveyreply r\n        WHERE r.id IN (NEW.reply_id) AND r.submitted_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'the reply is handed in'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_answer_before_hand_in';\n    END IF;\n    RETURN NEW;\n", hash='3be6ce17a15301498b9ed103e656f38e4441535d', operation='INSERT OR UPDATE OF "reply_id", "question_id"', pgid='pgtrigger_answer_before_hand_in_c9169', table='projects_surveyanswer', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyanswer',
            trigger=pgtrigger.compiler.Trigger(name='answer_stays_handed_in', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM projects_surveyreply r\n        WHERE r.id IN (OLD.reply_id) AND r.submitted_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'the reply is handed in'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_answer_before_hand_in';\n    END IF;\n    RETURN OLD;\n", hash='4ea142127cf1af2b61ceee2261455ba0a6fadd31', operation='DELETE', pgid='pgtrigger_answer_stays_handed_in_efbe0', table='projects_surveyanswer', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyanswer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_surveyanswerevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reply_id", "text") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."question_id", new_values."reply_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8a17e640e3d7f7152a621dc8fe773b258380c890', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_77ca0', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_surveyanswer', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_surveyanswerevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reply_id", "text") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."question_id", new_values."reply_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='41beb3dfb6d7fe9e23bd3816cb9cdef09f7b8ba2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d6040', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_surveyanswer', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyanswer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_surveyanswerevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "reply_id", "text") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."question_id", old_values."reply_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ef765dc8f64d74027dede251829dc6e83ed2649c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ae28d', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_surveyanswer', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='surveyreplyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='43af4262eda4d5e816cc524fdea64fe6b14cfb68', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5c51e', table='projects_surveyreplyevent', when='BEFORE')),
        ),
    ]
