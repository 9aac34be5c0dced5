"""The words of a document for the search, written by triggers whenever the document is."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import portal.documents.models.words
from django.db import migrations, models

# References to live figures are no words, nor are the signs of emphasis, tables and links. What stands under
# a secrecy marking is left out, and so are the headings below it, as in the public variant.
_SAID = r"""
CREATE FUNCTION documents_said(wanted bigint) RETURNS text
LANGUAGE sql STABLE
RETURN (
    SELECT regexp_replace(
        concat_ws(E'\n', document.title, document.subtitle,
            (SELECT string_agg(point.text, E'\n' ORDER BY point."order", point.id)
               FROM documents_decisionpoint AS point WHERE point.document_id = wanted),
            (SELECT string_agg(concat_ws(E'\n', section.heading, section.text), E'\n'
                               ORDER BY section."order", section.id)
               FROM documents_section AS section
              WHERE section.document_id = wanted AND section.secrecy_provision = ''
                AND NOT EXISTS (
                    SELECT FROM documents_section AS secret
                     WHERE secret.document_id = wanted AND secret.secrecy_provision <> ''
                       AND secret."order" < section."order" AND secret.level < section.level
                       AND NOT EXISTS (
                           SELECT FROM documents_section AS other
                            WHERE other.document_id = wanted
                              AND other."order" > secret."order"
                              AND other."order" <= section."order"
                              AND other.level <= secret.level)))),
        '\[\[[^]]*\]\]|[*|#`]+', ' ', 'g')
    FROM documents_document AS document WHERE document.id = wanted
)
"""
_BEGIN = """
CREATE FUNCTION documents_begin_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO documents_words (document_id, text, frozen) VALUES (NEW.id, documents_said(NEW.id), '');
    RETURN NULL;
END $$
"""
_KEEP = """
CREATE FUNCTION documents_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted bigint;
BEGIN
    IF TG_TABLE_NAME = 'documents_document' THEN
        wanted := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN
        wanted := OLD.document_id;
    ELSE
        wanted := NEW.document_id;
    END IF;
    UPDATE documents_words SET text = coalesce(documents_said(wanted), '') WHERE document_id = wanted;
    RETURN NULL;
END $$
"""
_ALREADY = """
INSERT INTO documents_words (document_id, text, frozen)
SELECT id, documents_said(id), '' FROM documents_document
"""
_PARTS = ("documents_section", "documents_decisionpoint")


def _triggers():
    """Yield what makes each trigger, and what takes it away."""
    yield (
        "CREATE TRIGGER words_begin AFTER INSERT ON documents_document "
        "FOR EACH ROW EXECUTE FUNCTION documents_begin_words()",
        "DROP TRIGGER words_begin ON documents_document",
    )
    yield (
        "CREATE TRIGGER words_keep AFTER UPDATE OF title, subtitle ON documents_document "
        "FOR EACH ROW EXECUTE FUNCTION documents_keep_words()",
        "DROP TRIGGER words_keep ON documents_document",
    )
    for table in _PARTS:
        yield (
            f"CREATE TRIGGER words_keep AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION documents_keep_words()",
            f"DROP TRIGGER words_keep ON {table}",
        )


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_first_tables'),
        ('portal_database', '0001_text_functions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Words',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='documents.document', verbose_name='handling')),
                ('text', models.TextField(blank=True, default='', verbose_name='text')),
                ('frozen', models.TextField(blank=True, default='', verbose_name='fryst text')),
                ('stems', models.GeneratedField(db_persist=True, expression=portal.documents.models.words.Stems(models.F('text'), models.F('frozen')), output_field=django.contrib.postgres.search.SearchVectorField())),
            ],
            options={
                'verbose_name': 'sökbara ord',
                'verbose_name_plural': 'sökbara ord',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['stems'], name='words_stems')],
            },
        ),
        migrations.RunSQL(_SAID, "DROP FUNCTION documents_said(bigint)"),
        migrations.RunSQL(_BEGIN, "DROP FUNCTION documents_begin_words()"),
        migrations.RunSQL(_KEEP, "DROP FUNCTION documents_keep_words()"),
        migrations.RunSQL(_ALREADY, migrations.RunSQL.noop),
        *(migrations.RunSQL(make, unmake) for make, unmake in _triggers()),
    ]
