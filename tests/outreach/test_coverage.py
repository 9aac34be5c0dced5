"""Coverage: who was met where, what material there is, where nobody was met, and the needs beside it."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from funding.domain.basis import Count, record_counts
from outreach.domain import windows
from outreach.domain.coverage import AREAS, DISTRICTS, GROUPS, LANGUAGES, TOPICS, Coverage, Question
from outreach.domain.materialcover import There
from outreach.domain.needs import needs
from outreach.models import Language, Material, MaterialVersion
from outreach.views.covering import said_of_blanks
from outreach.views.needing import needs_table, shown_to
from portal.content.figures import MASKED
from portal.organisation.models import Role
from tests.factories.funding import party, sent_terms
from tests.factories.outreach import form, make_activity
from tests.factories.portal import NeighbourhoodFactory, OrganisationFactory, SuccessionFactory, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def coordinator():
    return person(Role.COORDINATOR)


def covered(user, division="nu", **asked) -> Coverage:
    return Coverage(user, windows.latest(TODAY), Question(**asked), division=division, today=TODAY)


def shown(coverage: Coverage) -> dict:
    """{row: {column: activities}}, without the blank ones."""
    return {
        line.label: {
            code: coverage.counts[line.key, code]
            for code, _name in coverage.columns
            if (line.key, code) in coverage.counts
        }
        for line in coverage.lines
    }


def material(
    language="ar", *, groups=(), topics=(), outdated_after=None, withdrawn_on=None, version=1, of=None
):
    form()  # the code lists
    owner = OrganisationFactory(committee=True)
    made = of or Material.objects.create(
        title="Brev",
        kind="letter",
        owner=owner,
        groups=[*groups],
        topics=[*topics],
        withdrawn_on=withdrawn_on,
    )
    MaterialVersion.objects.create(
        material=made,
        language=Language.objects.get(code=language),
        version=version,
        outdated_after=outdated_after,
    )
    return made


@pytest.fixture
def held():
    here, there = OrganisationFactory(short_name="Järva"), OrganisationFactory(short_name="Farsta")
    area = NeighbourhoodFactory(name="Husby", district=here)
    NeighbourhoodFactory(name="Kista", district=here)
    make_activity(here, groups=["ebo", "unga"], languages=["ar", "so"], topics=["bostad"], neighbourhood=area)
    make_activity(here, groups=["ebo"], languages=["ar"], topics=["halsa"])
    make_activity(there, groups=["unga"], languages=["ckb"], topics=["bostad", "halsa"])
    make_activity(there, groups=["unga"], languages=["ar"], day=date(2025, 11, 30))
    make_activity(there, groups=["unga"], languages=["ar"], day=date(2026, 12, 1), state="planned")
    return here


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"Farsta": {"ckb": 1}, "Järva": {"ar": 2, "so": 1}}),
        ({"group": "unga"}, {"Farsta": {"ckb": 1}, "Järva": {"ar": 1, "so": 1}}),
        ({"against": TOPICS}, {"Farsta": {"bostad": 1, "halsa": 1}, "Järva": {"bostad": 1, "halsa": 1}}),
        ({"against": TOPICS, "group": "ebo"}, {"Farsta": {}, "Järva": {"bostad": 1, "halsa": 1}}),
    ],
)
def test_districts_against_languages_and_topics(coordinator, held, asked, found):
    assert shown(covered(coordinator, **asked)) == found


def test_groups_against_languages_of_one_district(coordinator, held):
    told = shown(covered(coordinator, rows=GROUPS, district=held.pk))

    assert {group: cells for group, cells in told.items() if cells} == {
        "EBO": {"ar": 2, "so": 1},
        "Unga": {"ar": 1, "so": 1},
    }
    assert {"ABO", "KVOT", "Föräldrar"} <= told.keys()  # nobody met: rows of their own


def test_neighbourhoods_tell_of_what_names_them(coordinator, held):
    assert shown(covered(coordinator, rows=AREAS, district=held.pk)) == {
        "Husby, Järva": {"ar": 1, "so": 1},
        "Kista, Järva": {},
    }
    assert shown(covered(coordinator, rows=AREAS, district=held.pk, group="unga", against=TOPICS)) == {
        "Husby, Järva": {"bostad": 1},
        "Kista, Järva": {},
    }


def test_blank_cells_are_the_work_list(coordinator, held):
    found = covered(coordinator)
    common = Language.objects.filter(is_common=True).count()

    assert [code for code, _name in found.columns][-1] == "ckb"  # not common, but somebody speaks it
    assert len(found.blanks) == 2 * (common + 1) - 3
    assert ("Järva", "ckb") in [(line.label, code) for line, code, _name in found.blanks]
    assert ("Järva", "ar") not in [(line.label, code) for line, code, _name in found.blanks]


@pytest.mark.parametrize(
    ("division", "found", "single"),
    [
        ("nu", {"Järva": {"ar": 2}}, [False]),
        ("da", {"Järva": {"ar": 1}, "Rinkeby": {"ar": 1}}, [True, True]),
    ],
)
def test_districts_of_then_and_of_now(coordinator, division, found, single):
    before = OrganisationFactory(short_name="Rinkeby", valid_to=date(2026, 6, 30))
    heir = OrganisationFactory(short_name="Järva", valid_from=date(2026, 7, 1))
    SuccessionFactory(predecessor=before, successor=heir, on=date(2026, 7, 1))
    make_activity(before)
    make_activity(heir, day=date(2026, 9, 1))

    coverage = covered(coordinator, division=division)

    assert shown(coverage) == found
    assert [line.single for line in coverage.lines] == single


def test_an_officer_sees_the_own_district_only(held):
    assert shown(covered(person(Role.OUTREACH_OFFICER, held))) == {"Järva": {"ar": 2, "so": 1}}


@pytest.mark.parametrize(
    ("versions", "found"),
    [
        ([{}], There.CURRENT),
        ([{"groups": ["ebo"]}], There.CURRENT),
        ([{"groups": ["unga"]}], There.MISSING),
        ([{"language": "so"}], There.MISSING),
        ([{"outdated_after": date(2026, 11, 21)}], There.OUTDATED),
        ([{"outdated_after": TODAY}], There.CURRENT),
        ([{"outdated_after": date(2020, 1, 1)}, {}], There.CURRENT),
        ([{"withdrawn_on": date(2026, 11, 21)}], There.MISSING),
        ([], There.MISSING),
    ],
)
def test_the_material_for_a_group_in_a_language(coordinator, versions, found):
    form()
    for each in versions:
        material(**each)

    assert covered(coordinator).material("ebo", "ar") == found


def test_only_the_newest_version_counts_and_a_topic_is_of_any_language(coordinator):
    made = material(topics=["bostad"])
    material(of=made, version=2, outdated_after=date(2020, 1, 1))
    material("so", topics=["halsa"])

    found = covered(coordinator, against=TOPICS)

    assert found.material("ebo", "bostad") == There.OUTDATED
    assert found.material("", "halsa") == There.CURRENT
    assert found.material("", "arbete") == There.MISSING


def test_it_costs_as_many_questions_for_many_activities_as_for_few(coordinator, held):
    browser = Client()
    browser.force_login(coordinator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get("/uppsokande/tackning/?rader=omrade").status_code == 200
        return len(found)

    queries()
    few = queries()
    for number in range(12):
        district = OrganisationFactory()
        area = NeighbourhoodFactory(district=district)
        make_activity(district, day=date(2026, 1 + number % 9, 2), languages=["uk", "ru"], neighbourhood=area)
        material("uk")

    assert queries() == few


def counted(terms, name, persons, *, begins=date(2017, 1, 1), ends=date(2018, 1, 1)):
    row = Count(party(terms.agreement, name), begins, ends, persons, "listor", age_from=18, age_to=64)
    record_counts(agreement=terms.agreement, counts=[row], now=NOW)
    return party(terms.agreement, name).organisation


def test_what_others_have_counted_stands_beside_what_was_held(coordinator):
    terms = sent_terms()
    here, there = counted(terms, "Norrmalm", 198), counted(terms, "Kungsholmen", 53)
    make_activity(here, women=30, men=10)
    found = covered(coordinator)

    told = needs(coordinator, found.window, found.places, TODAY)

    assert [(each.district, each.number, each.activities, each.visits) for each in told] == [
        (there, 53, 0, 0),
        (here, 198, 1, 40),
    ]
    table = needs_table(told, found.window)
    assert [row.cells["state"] for row in table.rows] == ["räknade personer men ingen aktivitet", "mött"]


def test_those_counted_alike_are_added_under_the_heir(coordinator):
    terms = sent_terms()
    before = [counted(terms, name, 20) for name in ("Norrmalm", "Östermalm")]
    heir = OrganisationFactory(short_name="Norra innerstaden")
    for each in before:
        SuccessionFactory(predecessor=each, successor=heir)
    counted(terms, "Kungsholmen", 7, ends=date(2017, 6, 1))
    found = covered(coordinator)

    told = needs(coordinator, found.window, found.places, TODAY)

    assert {each.district.short_name: each.number for each in told} == {
        "Kungsholmen": 7,
        "Norra innerstaden": 40,
    }


@pytest.mark.parametrize(
    ("role", "published", "unmasked", "seen"),
    [
        (Role.COORDINATOR, False, True, MASKED),
        (Role.REGISTRAR, False, True, 3),
        (Role.REGISTRAR, False, False, MASKED),
        (Role.COORDINATOR, True, False, 3),
    ],
)
def test_small_needs_are_masked_unless_published_or_for_who_may_see_them(role, published, unmasked, seen):
    terms = sent_terms()
    counted(terms, "Norrmalm", 3)
    type(terms.agreement).objects.update(is_published=published)
    found = covered(reader := person(role))
    told = needs(reader, found.window, found.places, TODAY)

    table = shown_to(reader, told, needs_table(told, found.window), unmasked=unmasked)

    assert table.rows[0].cells["counted"].value == seen


def test_small_visits_are_shown_to_the_own_district_on_the_page_only():
    terms = sent_terms()
    here = counted(terms, "Norrmalm", 198)
    make_activity(here, women=2, men=1)
    reader = person(Role.DISTRICT_DIRECTOR, here)
    found = covered(reader)
    told = needs(reader, found.window, found.places, TODAY)
    table = needs_table(told, found.window)

    cells = [shown_to(reader, told, table, unmasked=each).rows[0].cells for each in (True, False)]

    assert [each["visits"].value for each in cells] == [3, MASKED]
    assert [each["counted"].value for each in cells] == [198, 198]


@pytest.mark.parametrize(
    "query", ["rader=x&mot=y&stadsdel=z&malgrupp='&indelning=q", "stadsdel=9" + "9" * 40]
)
def test_what_is_not_offered_is_passed_over(coordinator, held, query):
    browser = Client()
    browser.force_login(coordinator)

    assert shown_rows(browser, f"/uppsokande/tackning/?{query}") == shown_rows(
        browser, "/uppsokande/tackning/"
    )


def shown_rows(browser, path) -> list:
    context = browser.get(path).context
    asked = context["asked"]
    assert (asked.rows, asked.against, asked.district, asked.group) == (DISTRICTS, LANGUAGES, None, "")
    return [line.label for line, _cells in context["rows"]]


def test_a_blank_cell_opens_the_form_for_who_registers_there_and_a_number_its_list(held):
    browser = Client()
    browser.force_login(person(Role.OUTREACH_OFFICER, held))

    page = browser.get("/uppsokande/tackning/?malgrupp=unga")

    (_line, cells), *_rest = page.context["rows"]
    urls = {cell.column: (cell.activities, cell.url) for cell in cells}
    assert urls["Arabiska"] == (
        1,
        f"/uppsokande/?stadsdel={held.pk}&malgrupp=unga&sprak=ar&fran=2025-12-01&till=2026-11-30",
    )
    assert urls["Tigrinja"] == (0, f"/uppsokande/ny/?stadsdel={held.pk}&malgrupp=unga&sprak=ti")
    browser.force_login(person(Role.COORDINATOR))
    page = browser.get("/uppsokande/tackning/?malgrupp=unga")
    assert {cell.url for _line, cells in page.context["rows"] for cell in cells if not cell.activities} == {
        ""
    }


def test_the_file_has_a_row_for_each_cell_also_the_blank_ones(coordinator, held):
    browser = Client()
    browser.force_login(coordinator)

    answer = browser.get(f"/uppsokande/tackning/?stadsdel={held.pk}&format=csv")

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert "Järva;Arabiska;2;saknas;mött" in lines
    assert "Järva;Tigrinja;0;saknas;ingen mött" in lines


@pytest.mark.parametrize(
    ("blanks", "words"),
    [
        (0, "Alla 4 rutor har minst en aktivitet."),
        (1, "1 av 4 rutor är tom: där har ingen blivit mött."),
        (2, "2 av 4 rutor är tomma: där har ingen blivit mött."),
    ],
)
def test_the_blank_cells_are_said_in_words(blanks, words):
    assert said_of_blanks(blanks, 4) == words
