"""The text functions: Swedish order, forgiving search, natural numbers; Python and the database agree."""

import string

import pytest
from django.db import connection
from django.db.models import F, TextField, Value
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from portal.database import textkeys
from portal.database.functions import FoldText, NaturalKey, SwedishKey
from portal.organisation.models import Organisation
from tests.factories.portal import OrganisationFactory

pytestmark = [pytest.mark.database, pytest.mark.django_db]
# Latin letters with and without accents, composed and decomposed; digits; punctuation; a few others.
LETTERS = (
    string.printable + "åäöÅÄÖéÉüÜàÀçñøØæÆœßÿŸİıŁłŠšŽž" + "\u0301\u0308\u030a" + "\u00a0\u2013" + "абвΑΩ"
)
texts = st.lists(st.text(LETTERS, max_size=20), min_size=1, max_size=20)
both_sides = examples(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def in_database(function: str, values: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {function}(x) FROM unnest(%s::text[]) WITH ORDINALITY AS t(x, n) ORDER BY n", [values]
        )
        return [key for (key,) in cursor]


@pytest.mark.parametrize("name", ["swedish_key", "fold_text", "natural_key"])
@both_sides
@given(values=texts)
def test_python_and_database_agree(name, values):
    values = [value.replace("\0", "") for value in values]
    assert in_database(name, values) == [getattr(textkeys, name)(value) for value in values]


def order(key, names: list[str]) -> list[str]:
    for name in names:
        OrganisationFactory(short_name=name)
    return list(Organisation.objects.order_by(key("short_name")).values_list("short_name", flat=True))


def test_swedish_order_ends_with_the_three_letters():
    wanted = ["Bromma", "Enskede", "Skärholmen", "Zinkensdamm", "Årsta", "Älvsjö", "Östermalm"]
    assert order(SwedishKey, sorted(wanted, key=len)) == wanted
    assert sorted({*wanted}, key=textkeys.swedish_key) == wanted


def test_small_and_large_letters_sort_together():
    assert order(SwedishKey, ["beta", "Alfa", "alfa 2", "Beta 2"]) == ["Alfa", "alfa 2", "beta", "Beta 2"]


def test_numbers_sort_by_their_size():
    assert order(NaturalKey, ["2.1.10", "2.1.9", "10", "2.1.9 b", "002"]) == [
        "002",
        "2.1.9",
        "2.1.9 b",
        "2.1.10",
        "10",
    ]


def test_a_search_forgives_rings_and_accents():
    OrganisationFactory(short_name="Älvsjö")
    found = Organisation.objects.annotate(folded=FoldText("short_name"))
    assert found.filter(folded=textkeys.fold_text("ALVSJO")).count() == 1
    assert found.filter(folded=textkeys.fold_text("a\u0308lvsjo\u0308")).count() == 1
    assert found.filter(folded=textkeys.fold_text("elvsjo")).count() == 0


def test_the_expressions_can_stand_in_an_index():
    with connection.cursor() as cursor:
        cursor.execute(
            'CREATE TEMP TABLE named (name text); CREATE INDEX ON named ((swedish_key(name) COLLATE "C"))'
        )
        cursor.execute(
            "SELECT proname, provolatile::text, proisstrict, proparallel::text FROM pg_proc"
            " WHERE proname IN ('swedish_key', 'fold_text', 'natural_key') ORDER BY 1"
        )
        assert cursor.fetchall() == [
            (name, "i", True, "s") for name in ("fold_text", "natural_key", "swedish_key")
        ]


def test_nothing_gives_nothing():
    OrganisationFactory()
    keys = Organisation.objects.annotate(nothing=Value(None, output_field=TextField()))
    assert list(keys.values_list(SwedishKey(F("nothing")), FoldText(F("nothing")))) == [(None, None)]
