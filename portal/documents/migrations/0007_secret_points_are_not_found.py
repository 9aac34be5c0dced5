"""Decision points under a secrecy marking are left out of the search, as in the public variant."""

from django.db import migrations

# As 0002 has it, but that the points are words of the section they are printed in.
_SAID = r"""
CREATE OR REPLACE FUNCTION documents_said(wanted bigint) RETURNS text
LANGUAGE sql STABLE
RETURN (
    WITH shown AS (
        SELECT section.id, section."order", section.role, section.heading, section.text
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
                         AND other.level <= secret.level))
    )
    SELECT regexp_replace(
        concat_ws(E'\n', document.title, document.subtitle,
            (SELECT string_agg(point.text, E'\n' ORDER BY point."order", point.id)
               FROM documents_decisionpoint AS point WHERE point.document_id = wanted
                AND (EXISTS (SELECT FROM shown WHERE shown.role = 'proposal')
                     OR NOT EXISTS (SELECT FROM documents_section AS any_of
                                     WHERE any_of.document_id = wanted AND any_of.role = 'proposal'))),
            (SELECT string_agg(concat_ws(E'\n', shown.heading, shown.text), E'\n'
                               ORDER BY shown."order", shown.id)
               FROM shown)),
        '\[\[[^]]*\]\]|[*|#`]+', ' ', 'g')
    FROM documents_document AS document WHERE document.id = wanted
)
"""
_ANEW = """
UPDATE documents_words SET text = coalesce(documents_said(document_id), '')
 WHERE EXISTS (SELECT FROM documents_section AS section
                WHERE section.document_id = documents_words.document_id AND section.secrecy_provision <> '')
"""


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0006_signed_by_all'),
    ]

    operations = [
        migrations.RunSQL(_SAID, migrations.RunSQL.noop),
        migrations.RunSQL(_ANEW, migrations.RunSQL.noop),
    ]
