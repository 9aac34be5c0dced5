"""The first tables, in the order they lean on each other; triggers last."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import portal.database.functions
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
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='namn')),
            ],
            options={
                'verbose_name': 'område',
                'verbose_name_plural': 'områden',
            },
        ),
        migrations.CreateModel(
            name='AreaEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='namn')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.area')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, unique=True, verbose_name='namn')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='adress')),
                ('goal', models.TextField(blank=True, verbose_name='mål')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='börjar')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='slutar')),
                ('is_published', models.BooleanField(default=False, verbose_name='uppgifterna är publicerade')),
                ('published_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='publicerad år')),
                ('is_example', models.BooleanField(default=False, verbose_name='exempel')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='cases.case', verbose_name='ärende')),
            ],
            options={
                'verbose_name': 'program',
                'verbose_name_plural': 'program',
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='programme_dates_in_order', violation_error_message='Programmet kan inte sluta innan det börjar.')],
            },
        ),
        migrations.CreateModel(
            name='DecisionRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='nummer')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='datum')),
                ('directions', models.TextField(blank=True, verbose_name='inriktning')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='projects.programme', verbose_name='program')),
            ],
            options={
                'verbose_name': 'beslutstillfälle',
                'verbose_name_plural': 'beslutstillfällen',
                'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='decision_round_once', violation_error_message='Programmet har redan ett beslutstillfälle med det numret.')],
            },
        ),
        migrations.CreateModel(
            name='DecisionRoundEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(verbose_name='nummer')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='datum')),
                ('directions', models.TextField(blank=True, verbose_name='inriktning')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.decisionround')),
                ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.programme', verbose_name='program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='inlämnad')),
                ('number', models.CharField(max_length=20, verbose_name='projektnummer')),
                ('title', models.CharField(max_length=200, verbose_name='titel')),
                ('subgroup', models.CharField(blank=True, max_length=120, verbose_name='undergrupp')),
                ('operator', models.CharField(blank=True, max_length=160, verbose_name='utförare')),
                ('collaborators', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=160), blank=True, default=list, size=None, verbose_name='samverkanspartner')),
                ('target_group', models.TextField(blank=True, verbose_name='målgrupp')),
                ('goal', models.TextField(blank=True, verbose_name='mål')),
                ('target_value', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='målvärde')),
                ('target_unit', models.CharField(blank=True, max_length=80, verbose_name='målenhet')),
                ('target_text', models.TextField(blank=True, verbose_name='målet i ord')),
                ('years_stated', models.CharField(blank=True, max_length=40, verbose_name='år enligt källan')),
                ('report_status', models.CharField(choices=[('reported', 'slutredovisad'), ('not_reported', 'ej redovisad'), ('incomplete', 'ofullständig'), ('unclear', 'oklar'), ('running', 'pågår')], default='running', max_length=12, verbose_name='redovisning')),
                ('plan_in_table', models.CharField(blank=True, choices=[('yes', 'Ja'), ('no', 'Nej'), ('partly', 'Delvis'), ('unclear', 'Oklar'), ('not_apportioned', 'Ej fördelbar'), ('', 'Ej angivet')], max_length=16, verbose_name='plan för implementering enligt tabell')),
                ('plan_in_text', models.CharField(blank=True, choices=[('yes', 'Ja'), ('no', 'Nej'), ('partly', 'Delvis'), ('unclear', 'Oklar'), ('not_apportioned', 'Ej fördelbar'), ('', 'Ej angivet')], max_length=16, verbose_name='plan för implementering enligt text')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='projects.area', verbose_name='område')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='cases.case', verbose_name='ärende')),
                ('continues', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='continued_by', to='projects.project', verbose_name='fortsättning på')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects_led', to='organisation.organisation', verbose_name='ansvarig')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='projects.programme', verbose_name='program')),
                ('received_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation', verbose_name='mottagen av')),
                ('submitted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='inlämnad av')),
            ],
            options={
                'verbose_name': 'projekt',
                'verbose_name_plural': 'projekt',
                'abstract': False,
                'indexes': [models.Index(models.F('programme'), portal.database.functions.NaturalKey('number'), models.F('id'), name='project_by_number'), models.Index(portal.database.functions.SwedishKey('title'), models.F('id'), name='project_by_title')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('received_by__isnull', True), ('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('received_by__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='projects_project_submitted_whole', violation_error_message='Ett inlämnat underlag har en tidpunkt och en mottagande nämnd.'), models.UniqueConstraint(fields=('programme', 'number'), name='project_number_once', violation_error_message='Programmet har redan ett projekt med det numret.'), models.CheckConstraint(condition=models.Q(('continues__isnull', True), models.Q(('continues', models.F('pk')), _negated=True), _connector='OR'), name='project_does_not_continue_itself', violation_error_message='Ett projekt kan inte vara en fortsättning på sig självt.'), models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='project_number_given', violation_error_message='Skriv projektets nummer.'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='project_title_given', violation_error_message='Skriv projektets titel.'), models.CheckConstraint(condition=models.Q(('report_status__in', ['reported', 'not_reported', 'incomplete', 'unclear', 'running'])), name='project_report_status_known', violation_error_message='Redovisningen har en status som portalen inte känner.'), models.CheckConstraint(condition=models.Q(('plan_in_table__in', ['yes', 'no', 'partly', 'unclear', 'not_apportioned', '']), ('plan_in_text__in', ['yes', 'no', 'partly', 'unclear', 'not_apportioned', ''])), name='project_plan_answers_known', violation_error_message='Planen för implementering har ett svar som portalen inte känner.')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='nr')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='år')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='belopp, kronor')),
                ('kind', models.CharField(choices=[('initial', 'Första'), ('extension', 'Förlängning')], max_length=10, verbose_name='slag')),
                ('comment', models.TextField(blank=True, verbose_name='kommentar')),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='projects.decisionround', verbose_name='beslutstillfälle')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='projects.project', verbose_name='projekt')),
            ],
            options={
                'verbose_name': 'beviljade medel',
                'verbose_name_plural': 'beviljade medel',
                'constraints': [models.UniqueConstraint(fields=('project', 'number'), name='grant_number_once', violation_error_message='Projektet har redan ett beslut med det numret.'), models.UniqueConstraint(condition=models.Q(('kind', 'initial')), fields=('project',), name='grant_one_initial', violation_error_message='Projektet har redan ett första beslut. Välj Förlängning.'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='grant_positive', violation_error_message='Beloppet ska vara större än noll.'), models.CheckConstraint(condition=models.Q(('year__isnull', True), ('year__range', (1990, 2100)), _connector='OR'), name='grant_year_is_a_year', violation_error_message='Skriv året med fyra siffror, mellan 1990 och 2100.'), models.CheckConstraint(condition=models.Q(('kind__in', ['initial', 'extension'])), name='grant_kind_known', violation_error_message='Välj Första eller Förlängning.')],
            },
        ),
        migrations.CreateModel(
            name='GrantEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='nr')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='år')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='belopp, kronor')),
                ('kind', models.CharField(choices=[('initial', 'Första'), ('extension', 'Förlängning')], max_length=10, verbose_name='slag')),
                ('comment', models.TextField(blank=True, verbose_name='kommentar')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.grant')),
                ('round', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.decisionround', verbose_name='beslutstillfälle')),
                ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='projekt')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GrantShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='belopp, kronor')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation', verbose_name='nämnd')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='projects.grant')),
            ],
            options={
                'verbose_name': 'nämndens del',
                'verbose_name_plural': 'nämndernas delar',
                'constraints': [models.UniqueConstraint(fields=('grant', 'committee'), name='grant_share_once_per_committee', violation_error_message='Nämnden har redan en del av beloppet.'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='grant_share_not_negative', violation_error_message='Beloppet kan inte vara negativt.')],
            },
        ),
        migrations.CreateModel(
            name='GrantShareEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='belopp, kronor')),
                ('committee', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='nämnd')),
                ('grant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.grant')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.grantshare')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImplementationStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('yes', models.PositiveSmallIntegerField(verbose_name='ja')),
                ('no', models.PositiveSmallIntegerField(verbose_name='nej')),
                ('source', models.CharField(max_length=20, verbose_name='källa')),
                ('text', models.TextField(blank=True, verbose_name='så stod det')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='projects.programme')),
            ],
            options={
                'verbose_name': 'samlat svar om implementering',
                'verbose_name_plural': 'samlade svar om implementering',
                'constraints': [models.UniqueConstraint(fields=('programme', 'lead'), name='implementation_statement_once', violation_error_message='Det finns redan ett samlat svar för den ansvariga.')],
            },
        ),
        migrations.CreateModel(
            name='ImplementationStatementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('yes', models.PositiveSmallIntegerField(verbose_name='ja')),
                ('no', models.PositiveSmallIntegerField(verbose_name='nej')),
                ('source', models.CharField(max_length=20, verbose_name='källa')),
                ('text', models.TextField(blank=True, verbose_name='så stod det')),
                ('lead', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.implementationstatement')),
                ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.programme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation', verbose_name='medverkande')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partnerships', to='projects.project')),
            ],
            options={
                'verbose_name': 'medverkande',
                'verbose_name_plural': 'medverkande',
                'constraints': [models.UniqueConstraint(fields=('project', 'organisation'), name='partnership_once', violation_error_message='Organisationen medverkar redan.')],
            },
        ),
        migrations.CreateModel(
            name='PartnershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='medverkande')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.partnership')),
                ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProgrammeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=160, verbose_name='namn')),
                ('slug', models.SlugField(db_index=False, max_length=80, verbose_name='adress')),
                ('goal', models.TextField(blank=True, verbose_name='mål')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='börjar')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='slutar')),
                ('is_published', models.BooleanField(default=False, verbose_name='uppgifterna är publicerade')),
                ('published_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='publicerad år')),
                ('is_example', models.BooleanField(default=False, verbose_name='exempel')),
                ('case', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case', verbose_name='ärende')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.programme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProjectEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='inlämnad')),
                ('number', models.CharField(max_length=20, verbose_name='projektnummer')),
                ('title', models.CharField(max_length=200, verbose_name='titel')),
                ('subgroup', models.CharField(blank=True, max_length=120, verbose_name='undergrupp')),
                ('operator', models.CharField(blank=True, max_length=160, verbose_name='utförare')),
                ('collaborators', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=160), blank=True, default=list, size=None, verbose_name='samverkanspartner')),
                ('target_group', models.TextField(blank=True, verbose_name='målgrupp')),
                ('goal', models.TextField(blank=True, verbose_name='mål')),
                ('target_value', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='målvärde')),
                ('target_unit', models.CharField(blank=True, max_length=80, verbose_name='målenhet')),
                ('target_text', models.TextField(blank=True, verbose_name='målet i ord')),
                ('years_stated', models.CharField(blank=True, max_length=40, verbose_name='år enligt källan')),
                ('report_status', models.CharField(choices=[('reported', 'slutredovisad'), ('not_reported', 'ej redovisad'), ('incomplete', 'ofullständig'), ('unclear', 'oklar'), ('running', 'pågår')], default='running', max_length=12, verbose_name='redovisning')),
                ('plan_in_table', models.CharField(blank=True, choices=[('yes', 'Ja'), ('no', 'Nej'), ('partly', 'Delvis'), ('unclear', 'Oklar'), ('not_apportioned', 'Ej fördelbar'), ('', 'Ej angivet')], max_length=16, verbose_name='plan för implementering enligt tabell')),
                ('plan_in_text', models.CharField(blank=True, choices=[('yes', 'Ja'), ('no', 'Nej'), ('partly', 'Delvis'), ('unclear', 'Oklar'), ('not_apportioned', 'Ej fördelbar'), ('', 'Ej angivet')], max_length=16, verbose_name='plan för implementering enligt text')),
                ('area', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.area', verbose_name='område')),
                ('case', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case', verbose_name='ärende')),
                ('continues', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='fortsättning på')),
                ('lead', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='ansvarig')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.project')),
                ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.programme', verbose_name='program')),
                ('received_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='mottagen av')),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='inlämnad av')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PublishedAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('experience', models.TextField(blank=True, verbose_name='stadsdelens erfarenhet')),
                ('implementation', models.TextField(blank=True, verbose_name='implementering')),
                ('further_work', models.TextField(blank=True, verbose_name='förslag till fortsatt arbete')),
                ('status_evidence', models.TextField(blank=True, verbose_name='så vet vi redovisningens status')),
                ('reminders', models.CharField(blank=True, max_length=120, verbose_name='påminnelser')),
                ('coordinator_comment', models.TextField(blank=True, verbose_name='samordnarens kommentar')),
                ('repayment', models.TextField(blank=True, verbose_name='återföring')),
                ('continuation_basis', models.TextField(blank=True, verbose_name='så vet vi att det är en fortsättning')),
                ('source', models.CharField(max_length=20, verbose_name='källa')),
                ('project', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='published_account', to='projects.project')),
            ],
            options={
                'verbose_name': 'tryckt redovisning',
                'verbose_name_plural': 'tryckta redovisningar',
            },
        ),
        migrations.CreateModel(
            name='PublishedAccountEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('experience', models.TextField(blank=True, verbose_name='stadsdelens erfarenhet')),
                ('implementation', models.TextField(blank=True, verbose_name='implementering')),
                ('further_work', models.TextField(blank=True, verbose_name='förslag till fortsatt arbete')),
                ('status_evidence', models.TextField(blank=True, verbose_name='så vet vi redovisningens status')),
                ('reminders', models.CharField(blank=True, max_length=120, verbose_name='påminnelser')),
                ('coordinator_comment', models.TextField(blank=True, verbose_name='samordnarens kommentar')),
                ('repayment', models.TextField(blank=True, verbose_name='återföring')),
                ('continuation_basis', models.TextField(blank=True, verbose_name='så vet vi att det är en fortsättning')),
                ('source', models.CharField(max_length=20, verbose_name='källa')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.publishedaccount')),
                ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('expected', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='project_duty', to='deadlines.expectedreport', verbose_name='väntad redovisning')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='projects.project', verbose_name='projekt')),
            ],
            options={
                'verbose_name': 'redovisningsskyldighet',
                'verbose_name_plural': 'redovisningsskyldigheter',
            },
        ),
        migrations.CreateModel(
            name='ReportDutyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('expected', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deadlines.expectedreport', verbose_name='väntad redovisning')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.reportduty')),
                ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='projekt')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Appropriation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('budget', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='budget, kronor')),
                ('used', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='förbrukat, kronor')),
                ('purpose', models.CharField(blank=True, max_length=300, verbose_name='ändamål')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appropriations', to='organisation.organisation', verbose_name='nämnd')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appropriations', to='projects.programme', verbose_name='program')),
            ],
            options={
                'verbose_name': 'medel',
                'verbose_name_plural': 'medel',
                'constraints': [models.UniqueConstraint(fields=('programme', 'committee', 'year'), name='appropriation_once_a_year', violation_error_message='Nämnden har redan medel för programmet det året.'), models.CheckConstraint(condition=models.Q(('budget__gte', 0), models.Q(('used__isnull', True), ('used__gte', 0), _connector='OR')), name='appropriation_not_negative', violation_error_message='Beloppet kan inte vara negativt.')],
            },
        ),
        migrations.CreateModel(
            name='AppropriationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('budget', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='budget, kronor')),
                ('used', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='förbrukat, kronor')),
                ('purpose', models.CharField(blank=True, max_length=300, verbose_name='ändamål')),
                ('committee', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisation.organisation', verbose_name='nämnd')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.appropriation')),
                ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.programme', verbose_name='program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='Project',
            name='partners',
            field=models.ManyToManyField(blank=True, related_name='projects_joined', through='projects.Partnership', to='organisation.organisation', verbose_name='medverkande'),
        ),
        portal.database.operations.AddTrigger(
            model_name='area',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_areaevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='78d84e23403e8849771d85d3322051d1326e720a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ed473', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_area', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='area',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_areaevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ce3efff6c23febe4b12c1180d12fd37addfe5f28', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7a705', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_area', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='area',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_areaevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='eba220fe0ab416828f52deed1535705f73c561b0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_28fb7', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_area', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='areaevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37e8679cb41b87b03ff1baf7797d2f4893683e39', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e5ef1', table='projects_areaevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='programme',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_programmeevent" ("case_id", "ends_on", "goal", "id", "is_example", "is_published", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_year", "slug", "starts_on") SELECT new_values."case_id", new_values."ends_on", new_values."goal", new_values."id", new_values."is_example", new_values."is_published", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_year", new_values."slug", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d88b08c8627038fe38f0dfa70a52e4d2618da091', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e4da0', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_programme', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='programme',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_programmeevent" ("case_id", "ends_on", "goal", "id", "is_example", "is_published", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_year", "slug", "starts_on") SELECT new_values."case_id", new_values."ends_on", new_values."goal", new_values."id", new_values."is_example", new_values."is_published", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published_year", new_values."slug", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ef729830098c5939df35b93823d5d390f38d92fb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_6c4d5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_programme', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='programme',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_programmeevent" ("case_id", "ends_on", "goal", "id", "is_example", "is_published", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_year", "slug", "starts_on") SELECT old_values."case_id", old_values."ends_on", old_values."goal", old_values."id", old_values."is_example", old_values."is_published", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published_year", old_values."slug", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fd1e22aab321879553bc03b7fc07a1bd87d5849d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_12dcf', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_programme', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='decisionround',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_decisionroundevent" ("decided_on", "directions", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") SELECT new_values."decided_on", new_values."directions", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='029f48b40b59adc05405e01f576633a29e365057', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_257e1', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_decisionround', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='decisionround',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_decisionroundevent" ("decided_on", "directions", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") SELECT new_values."decided_on", new_values."directions", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8a56eae75c392fcf5bb41594f12a8bb17bb69b1f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cd4f8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_decisionround', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='decisionround',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_decisionroundevent" ("decided_on", "directions", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") SELECT old_values."decided_on", old_values."directions", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e0b3e43422446302a66a9607bd4b9fbb70ab04aa', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5680a', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_decisionround', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='decisionroundevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='aa227716d09603a2b808a94b76d92d15e894ba2a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_40635', table='projects_decisionroundevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectevent" ("area_id", "case_id", "collaborators", "continues_id", "goal", "id", "lead_id", "number", "operator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_in_table", "plan_in_text", "programme_id", "received_by_id", "report_status", "subgroup", "submitted_at", "submitted_by_id", "target_group", "target_text", "target_unit", "target_value", "title", "years_stated") SELECT new_values."area_id", new_values."case_id", new_values."collaborators", new_values."continues_id", new_values."goal", new_values."id", new_values."lead_id", new_values."number", new_values."operator", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_in_table", new_values."plan_in_text", new_values."programme_id", new_values."received_by_id", new_values."report_status", new_values."subgroup", new_values."submitted_at", new_values."submitted_by_id", new_values."target_group", new_values."target_text", new_values."target_unit", new_values."target_value", new_values."title", new_values."years_stated" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b42eadee5b2ff40ef9ad70ad662e6bb70656c43c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2e147', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_project', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectevent" ("area_id", "case_id", "collaborators", "continues_id", "goal", "id", "lead_id", "number", "operator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_in_table", "plan_in_text", "programme_id", "received_by_id", "report_status", "subgroup", "submitted_at", "submitted_by_id", "target_group", "target_text", "target_unit", "target_value", "title", "years_stated") SELECT new_values."area_id", new_values."case_id", new_values."collaborators", new_values."continues_id", new_values."goal", new_values."id", new_values."lead_id", new_values."number", new_values."operator", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_in_table", new_values."plan_in_text", new_values."programme_id", new_values."received_by_id", new_values."report_status", new_values."subgroup", new_values."submitted_at", new_values."submitted_by_id", new_values."target_group", new_values."target_text", new_values."target_unit", new_values."target_value", new_values."title", new_values."years_stated" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b69534fb6925011d2552ff18e9ea9c1934c0b50e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_804c3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_project', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectevent" ("area_id", "case_id", "collaborators", "continues_id", "goal", "id", "lead_id", "number", "operator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_in_table", "plan_in_text", "programme_id", "received_by_id", "report_status", "subgroup", "submitted_at", "submitted_by_id", "target_group", "target_text", "target_unit", "target_value", "title", "years_stated") SELECT old_values."area_id", old_values."case_id", old_values."collaborators", old_values."continues_id", old_values."goal", old_values."id", old_values."lead_id", old_values."number", old_values."operator", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_in_table", old_values."plan_in_text", old_values."programme_id", old_values."received_by_id", old_values."report_status", old_values."subgroup", old_values."submitted_at", old_values."submitted_by_id", old_values."target_group", old_values."target_text", old_values."target_unit", old_values."target_value", old_values."title", old_values."years_stated" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5b82a5c25322579f60d4484a85fc8b406826cfeb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2192f', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_project', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='continuation_has_no_ring', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM projects_project p\n        WHERE (p.id = NEW.continues_id OR p.continues_id = NEW.id) AND p.programme_id <> NEW.programme_id\n    ) THEN\n        RAISE EXCEPTION 'project continues a project of another programme'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'project_continues_in_programme';\n    END IF;\n    IF NEW.continues_id IS NOT NULL AND NEW.id IN (\n        WITH RECURSIVE earlier(id, continues_id) AS (\n            SELECT id, continues_id FROM projects_project WHERE id = NEW.continues_id\n            UNION\n            SELECT p.id, p.continues_id FROM projects_project p JOIN earlier e ON p.id = e.continues_id\n        ) SELECT id FROM earlier\n    ) THEN\n        RAISE EXCEPTION 'project continues itself in a ring'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'project_continuation_no_ring';\n    END IF;\n    RETURN NEW;\n", hash='881d9fc74cbb113cef471f8466df9c378706e2ae', operation='INSERT OR UPDATE OF "continues_id", "programme_id"', pgid='pgtrigger_continuation_has_no_ring_7b85c', table='projects_project', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='project',
            trigger=pgtrigger.compiler.Trigger(name='lead_is_no_partner', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM projects_project p JOIN projects_partnership o ON o.project_id = p.id\n        WHERE p.id = NEW.id AND o.organisation_id = p.lead_id\n    ) THEN\n        RAISE EXCEPTION 'the lead of project % is also its partner', NEW.id\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_not_the_lead';\n    END IF;\n    RETURN NULL;\n", hash='89d0dc5db0e3a88390dc1f17117edae968ad4659', operation='UPDATE OF "lead_id"', pgid='pgtrigger_lead_is_no_partner_f2839', table='projects_project', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='grant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_grantevent" ("amount", "comment", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "round_id", "year") SELECT new_values."amount", new_values."comment", new_values."id", new_values."kind", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."round_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6988d2179746cde5541940e5265bea3f7ade00f0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_dbb9d', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_grant', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='grant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_grantevent" ("amount", "comment", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "round_id", "year") SELECT new_values."amount", new_values."comment", new_values."id", new_values."kind", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."round_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2f8cd1608d2805a22fdbed67934fbf504189b6a2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f1fc0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_grant', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='grant',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_grantevent" ("amount", "comment", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "round_id", "year") SELECT old_values."amount", old_values."comment", old_values."id", old_values."kind", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."round_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6b715490565ea25c64021d9648b61c2068e9677c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_618da', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_grant', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='grant',
            trigger=pgtrigger.compiler.Trigger(name='initial_comes_first', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM projects_grant g\n        WHERE g.project_id IN (NEW.project_id, OLD.project_id) AND g.kind = 'extension' AND NOT EXISTS (\n            SELECT 1 FROM projects_grant i\n            WHERE i.project_id = g.project_id AND i.kind = 'initial' AND coalesce(i.year <= g.year, true))\n    ) THEN\n        RAISE EXCEPTION 'an extension has no earlier initial grant'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_extends_an_initial';\n    END IF;\n    RETURN NULL;\n", hash='bcbb01cc73fb1fe8f8fab566c29a6b314bed5edc', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_initial_comes_first_73dfb', table='projects_grant', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='grant',
            trigger=pgtrigger.compiler.Trigger(name='amount_is_sum_of_shares', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM projects_grant g\n        WHERE g.id IN (NEW.id, OLD.id) AND g.amount <> (\n            SELECT coalesce(sum(s.amount), g.amount) FROM projects_grantshare s WHERE s.grant_id = g.id)\n    ) THEN\n        RAISE EXCEPTION 'shares of grant % do not sum to its amount', NEW.id\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_shares_sum_to_amount';\n    END IF;\n    RETURN NULL;\n", hash='5c1054195beae467ea0f694a410fd468dbae1536', operation='UPDATE OF "amount"', pgid='pgtrigger_amount_is_sum_of_shares_b3192', table='projects_grant', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='grantevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='64e5b21ca4530911441c49c844e9b618149c18c7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_397ab', table='projects_grantevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='grantshare',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_grantshareevent" ("amount", "committee_id", "grant_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."committee_id", new_values."grant_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5c36179899cbe28e54057647bce0fa12d0df2b75', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_91fc9', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_grantshare', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='grantshare',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_grantshareevent" ("amount", "committee_id", "grant_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."committee_id", new_values."grant_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ec60237327739493e570c48cf47801bfd5b55825', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_10bf9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_grantshare', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='grantshare',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_grantshareevent" ("amount", "committee_id", "grant_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."amount", old_values."committee_id", old_values."grant_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9c5bfdad5cf7c528c721c3f88f28b3b21f55f4ad', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_035a7', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_grantshare', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='grantshare',
            trigger=pgtrigger.compiler.Trigger(name='shares_sum_to_grant', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM projects_grant g\n        WHERE g.id IN (NEW.grant_id, OLD.grant_id) AND g.amount <> (\n            SELECT coalesce(sum(s.amount), g.amount) FROM projects_grantshare s WHERE s.grant_id = g.id)\n    ) THEN\n        RAISE EXCEPTION 'shares of grant % do not sum to its amount', NEW.grant_id\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_shares_sum_to_amount';\n    END IF;\n    RETURN NULL;\n", hash='eb14ae175da472fb9633d069d787de655f1a8d6d', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_shares_sum_to_grant_e3d9d', table='projects_grantshare', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='grantshareevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ff13bd54ec9eb21c6139b799155c9333c96c3c6e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cecbd', table='projects_grantshareevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='implementationstatement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_implementationstatementevent" ("id", "lead_id", "no", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source", "text", "yes") SELECT new_values."id", new_values."lead_id", new_values."no", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."source", new_values."text", new_values."yes" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f83247a7ef8f85f3ade148155784147e2c3e6678', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_18f58', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_implementationstatement', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='implementationstatement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_implementationstatementevent" ("id", "lead_id", "no", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source", "text", "yes") SELECT new_values."id", new_values."lead_id", new_values."no", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."source", new_values."text", new_values."yes" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cf346c5e35ae84c42860a560ea71049fcc250a74', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_907a3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_implementationstatement', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='implementationstatement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_implementationstatementevent" ("id", "lead_id", "no", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source", "text", "yes") SELECT old_values."id", old_values."lead_id", old_values."no", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."source", old_values."text", old_values."yes" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7a20a4ce43bd92cff2070f41bbdd8558e8182574', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_43fc7', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_implementationstatement', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='implementationstatementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8d1c9aaf4c6567b067347e5aaa887b24b79f9629', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ce839', table='projects_implementationstatementevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_partnershipevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='06e8ed0b1e68182305a346fde25d55d5d68e2cce', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_33146', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_partnership', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_partnershipevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='00f64c05577f614aeb7df16f0b34c745bc2797a8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c9fe9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_partnership', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_partnershipevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT old_values."id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c90fbdd372e8c3d770239b7e21010009eace3167', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_431be', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_partnership', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='partner_is_not_the_lead', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM projects_project p JOIN projects_partnership o ON o.project_id = p.id\n        WHERE p.id = NEW.project_id AND o.organisation_id = p.lead_id\n    ) THEN\n        RAISE EXCEPTION 'the lead of project % is also its partner', NEW.project_id\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'partnership_not_the_lead';\n    END IF;\n    RETURN NULL;\n", hash='62cd2d550670d29fdd192c1a3d6e462071b8c9b6', operation='INSERT OR UPDATE', pgid='pgtrigger_partner_is_not_the_lead_12968', table='projects_partnership', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='partnershipevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fcfe15b2be901c42aeb9146e87a2143ff3bd7842', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3f10b', table='projects_partnershipevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='programmeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='34a45c93c6a4af27fa38d5730cdf9e90502bd13c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_73b9d', table='projects_programmeevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='projectevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1e539f9fdce38ce92bafc8b1e4a452e7eeeec59d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bce67', table='projects_projectevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='publishedaccount',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_publishedaccountevent" ("continuation_basis", "coordinator_comment", "experience", "further_work", "id", "implementation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "reminders", "repayment", "source", "status_evidence") SELECT new_values."continuation_basis", new_values."coordinator_comment", new_values."experience", new_values."further_work", new_values."id", new_values."implementation", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."reminders", new_values."repayment", new_values."source", new_values."status_evidence" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='727f1332ccb82f59b2286bcd6fb0ca5fcadb4c03', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0a4bf', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_publishedaccount', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='publishedaccount',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_publishedaccountevent" ("continuation_basis", "coordinator_comment", "experience", "further_work", "id", "implementation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "reminders", "repayment", "source", "status_evidence") SELECT new_values."continuation_basis", new_values."coordinator_comment", new_values."experience", new_values."further_work", new_values."id", new_values."implementation", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."reminders", new_values."repayment", new_values."source", new_values."status_evidence" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cc9143f1789d4fda4f6341ffc3521417f5d949de', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fb3e5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_publishedaccount', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='publishedaccount',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_publishedaccountevent" ("continuation_basis", "coordinator_comment", "experience", "further_work", "id", "implementation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "reminders", "repayment", "source", "status_evidence") SELECT old_values."continuation_basis", old_values."coordinator_comment", old_values."experience", old_values."further_work", old_values."id", old_values."implementation", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."reminders", old_values."repayment", old_values."source", old_values."status_evidence" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='45e6741e5ee9a262673a2b77b6b755cf9e285af9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7ccf2', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_publishedaccount', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='publishedaccountevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dd8b319e8487ef7a0ba450050750b9383c1aa526', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7edb8', table='projects_publishedaccountevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reportduty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_reportdutyevent" ("expected_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT new_values."expected_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8a1c143b810b638de6c15d4b359cc4098202f0d9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_dc8fc', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_reportduty', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reportduty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_reportdutyevent" ("expected_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT new_values."expected_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='febf791299020073d7b9d9fc19824765951bf2dc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2b488', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_reportduty', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reportduty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_reportdutyevent" ("expected_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id") SELECT old_values."expected_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='017ad60ec976d3e512959a933f4607bf2f5c1ffd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_dd060', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_reportduty', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='reportdutyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='920dd447934c78d469c04217201f52c067d0eeca', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e77e5', table='projects_reportdutyevent', when='BEFORE')),
        ),
        portal.database.operations.AddTrigger(
            model_name='appropriation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_appropriationevent" ("budget", "committee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "purpose", "used", "year") SELECT new_values."budget", new_values."committee_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."purpose", new_values."used", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6fd14384a0df3772a0dc4e8abdbedc6c067110c9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_58959', referencing='REFERENCING NEW TABLE AS new_values ', table='projects_appropriation', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='appropriation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_appropriationevent" ("budget", "committee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "purpose", "used", "year") SELECT new_values."budget", new_values."committee_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."purpose", new_values."used", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b32660da56fa3f5dd6742a2ed62b9514590f0c06', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ba1d9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='projects_appropriation', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='appropriation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_appropriationevent" ("budget", "committee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "purpose", "used", "year") SELECT old_values."budget", old_values."committee_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."purpose", old_values."used", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6920de7c2303b8e0582e78c1851002c6fca671f1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e4890', referencing='REFERENCING OLD TABLE AS old_values ', table='projects_appropriation', when='AFTER')),
        ),
        portal.database.operations.AddTrigger(
            model_name='appropriationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='471d93bb3a03a218e6587ee0d868224146bc935d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_892ea', table='projects_appropriationevent', when='BEFORE')),
        ),
    ]
