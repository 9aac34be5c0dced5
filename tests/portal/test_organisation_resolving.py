"""A typed name is one organisation, of then or of today, or it is refused with what to write instead."""

from datetime import date

import pytest

from portal.organisation.models import Organisation
from portal.organisation.resolving import Names, Span, Unresolved
from tests.factories.portal import NeighbourhoodFactory, OrganisationFactory, SuccessionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
THEN = Span(date(2002, 1, 1), date(2003, 12, 31))


@pytest.fixture
def names():
    OrganisationFactory(key="skarpnack-1997", short_name="Skarpnäck", valid_to=date(1998, 12, 31))
    OrganisationFactory(
        key="skarpnack",
        short_name="Skarpnäck",
        committee_name="Skarpnäcks stadsdelsnämnd",
        administration_name="Skarpnäcks stadsdelsförvaltning",
        valid_from=date(1999, 1, 1),
    )
    rinkeby = OrganisationFactory(key="rinkeby", short_name="Rinkeby", valid_to=date(2006, 12, 31))
    jarva = OrganisationFactory(key="jarva", short_name="Järva", valid_from=date(2023, 7, 1))
    SuccessionFactory(predecessor=rinkeby, successor=jarva)
    OrganisationFactory(key="hornstull", short_name="Hornstull", valid_to=date(1998, 12, 31))
    OrganisationFactory(key="socialnamnden", short_name="Socialnämnden", committee=True)
    return Names.load(kinds=[Organisation.Kind.DISTRICT], today=TODAY)


@pytest.mark.parametrize(
    ("typed", "span", "key"),
    [
        ("Rinkeby", THEN, "rinkeby"),
        (" rinkeby  SDF", THEN, "rinkeby"),
        ("Skarpnäck", THEN, "skarpnack"),
        ("Skarpnäck", Span(None, date(1998, 6, 30)), "skarpnack-1997"),
        ("Skarpnäcks stadsdelsnämnd", THEN, "skarpnack"),
        ("Skarpnäcks Stadsdelsförvaltning", None, "skarpnack"),
        ("Järva", THEN, "jarva"),
        ("Järva stadsdelsförvaltning", None, "jarva"),
        ("Skarpnäck (–1998-12-31)", None, "skarpnack-1997"),
        ("skarpnäck (-1998-12-31)", THEN, "skarpnack-1997"),
        ("Skarpnäck (skarpnack-1997)", THEN, "skarpnack-1997"),
    ],
)
def test_name_of_then_else_of_today(names, typed, span, key):
    assert names.find(typed, span).key == key


@pytest.mark.parametrize(
    ("typed", "span", "message", "remedy", "suggestion"),
    [
        (
            "Rinkeby",
            None,
            "Rinkeby finns inte den tiden (–2006-12-31).",
            "Menade du Järva?",
            "Järva",
        ),
        (
            "Hornstull",
            THEN,
            "Hornstull finns inte den tiden (–1998-12-31).",
            "Skriv den som hade ansvaret då, eller har det i dag.",
            "",
        ),
        ("Jarva", None, "Ingen organisation heter så.", "Menade du Järva?", "Järva"),
        (
            "Socialnämnden",
            None,
            "Ingen organisation heter så.",
            "Skriv det korta namnet, till exempel Hornstull.",
            "",
        ),
        (
            "Skarpnäck",
            Span(date(1998, 1, 1), None),
            "Skarpnäck kan vara flera organisationer.",
            "Skriv ”Skarpnäck (–1998-12-31)” eller ”Skarpnäck (1999-01-01–)”.",
            "",
        ),
    ],
)
def test_name_that_means_none_or_several(names, typed, span, message, remedy, suggestion):
    with pytest.raises(Unresolved) as refused:
        names.find(typed, span)
    assert (refused.value.message, refused.value.remedy, refused.value.suggestion) == (
        message,
        remedy,
        suggestion,
    )


def test_what_is_written_is_read_back_as_the_same(names):
    written = [(names.write(each, THEN), each.key) for each in names.by_pk.values()]
    assert written == [
        ("Skarpnäck (–1998-12-31)", "skarpnack-1997"),
        ("Skarpnäck", "skarpnack"),
        ("Rinkeby", "rinkeby"),
        ("Järva", "jarva"),
        ("Hornstull (–1998-12-31)", "hornstull"),
    ]
    assert all(names.find(name, THEN).key == key for name, key in written)


def test_two_of_a_name_and_the_same_dates_are_told_apart_by_key():
    twins = [OrganisationFactory(short_name="Kista", key=f"kista-{number}") for number in (1, 2)]
    names = Names.load(kinds=[Organisation.Kind.DISTRICT], today=TODAY)
    for typed in ("Kista", "Kista (–)"):
        with pytest.raises(Unresolved) as refused:
            names.find(typed)
        assert refused.value.remedy == "Skriv ”Kista (kista-1)” eller ”Kista (kista-2)”."
    assert [names.find(names.write(each)) for each in twins] == twins


def test_two_queries_for_a_whole_file(names, django_assert_num_queries):
    with django_assert_num_queries(2):
        again = Names.load(kinds=[Organisation.Kind.DISTRICT], today=TODAY)
        for _row in range(100):
            again.find("Järva", THEN)


def test_a_neighbourhood_is_told_its_district_of_today(names):
    rinkeby = Organisation.objects.get(key="rinkeby")
    for name in ("Husby", "Rinkeby", "Skarpnäck"):
        NeighbourhoodFactory(name=name, district=rinkeby)
    NeighbourhoodFactory(name="Slakthusområdet", district=rinkeby, valid_to=date(2025, 12, 31))
    for typed in (" husby", "Rinkeby"):
        with pytest.raises(Unresolved) as refused:
            names.find(typed)
        said = refused.value
        assert (said.message, said.remedy, said.suggestion) == (
            f"{typed.strip()} är en stadsdel i Järva.",
            "Menade du Järva?",
            "Järva",
        )
    assert names.find("Rinkeby", THEN).key == "rinkeby"
    assert names.find("Skarpnäck").key == "skarpnack"
    with pytest.raises(Unresolved, match="Ingen organisation heter så"):
        names.find("Slakthusområdet")
