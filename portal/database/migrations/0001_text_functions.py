"""Makes swedish_key, fold_text and natural_key (portal/database/textkeys.py says what they do)."""

from django.db import migrations

_MAKE = """
CREATE FUNCTION {name}(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN {body}
"""
# "C.UTF-8" and most locales lower Å to å; the plain "C" locale does not, so the letters are named here.
_LOWER = "lower(translate(normalize(value, NFC), 'ÅÄÖÉÜ', 'åäöéü'))"
_BODIES = {
    "swedish_key": f"translate({_LOWER}, 'åäöéü', '{{|}}ey')",
    "fold_text": f"translate({_LOWER}, 'åäáàâãæçéèêëíìîïñóòôöõøœúùûüýÿ', 'aaaaaaaceeeeiiiinooooooouuuuyy')",
    "natural_key": (
        r"regexp_replace(regexp_replace(value, '([0-9]+)', '0000000000\1', 'g'), '0*([0-9]{10,})', '\1', 'g')"
    ),
}


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            _MAKE.format(name=name, body=body),
            f"DROP FUNCTION {name}(text)",
        )
        for name, body in _BODIES.items()
    ]
