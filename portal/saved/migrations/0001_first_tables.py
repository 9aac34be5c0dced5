"""The first tables, in the order they lean on each other; triggers last."""

import django.db.models.deletion
import portal.database.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_first_tables'),
        ('portal_database', '0001_text_functions'),
    ]

    operations = [
        portal.database.operations.Together(operations=[
        migrations.CreateModel(
            name='SavedDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=200, verbose_name='sida')),
                ('fields', models.JSONField(verbose_name='innehåll')),
                ('saved_at', models.DateTimeField(verbose_name='sparat')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_drafts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'sparat utkast',
                'verbose_name_plural': 'sparade utkast',
                'constraints': [models.UniqueConstraint(fields=('user', 'path'), name='saved_draft_once_per_page')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=200, verbose_name='sida')),
                ('name', models.CharField(max_length=80, verbose_name='namn')),
                ('query', models.CharField(blank=True, max_length=2000, verbose_name='urval')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'sparad vy',
                'verbose_name_plural': 'sparade vyer',
                'constraints': [models.UniqueConstraint(fields=('user', 'path', 'name'), name='saved_view_name_once', violation_error_message='Du har redan en vy med det namnet. Välj ett annat namn.')],
            },
        ),
            ])
    ]
