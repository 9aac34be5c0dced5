"""The standing tables of activities: exact figures, drill-down with the same total, masking, rights."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from outreach.summary import opening, tables
from outreach.summary.facts import Facts, Sums, periods
from outreach.summary.highlights import highlights
from portal.disclosures import trying
from portal.disclosures.models import DisclosureOpening
from portal.organisation.models import Role, Succession
from portal.workareas import Scope
from tests.factories.outreach import form, make_activity
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 15, 9, tzinfo=UTC)
TODAY = NOW.date()
ADDRESS = "/sammanstallningar/uppsokande-per-form/"


@pytest.fixture(autouse=True)
def march():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def jarva():
    return OrganisationFactory(short_name="Järva")


@pytest.fixture
def farsta():
    return OrganisationFactory(short_name="Farsta")


@pytest.fixture
def held(jarva, farsta):
    """Big numbers, so that nothing is masked, in two districts, two months, two forms."""
    common = {"state": "reported"}
    make_activity(jarva, women=20, men=10, unknown=0, children=30, groups=["ebo", "unga"], **common)
    make_activity(jarva, women=7, languages=["so"], day=date(2026, 1, 20), **common)
    make_activity(farsta, form=form("informationsbrev"), recipients=500, languages=["ar", "so"], **common)
    make_activity(jarva, day=date(2024, 6, 1), women=99, **common)
    make_activity(jarva, state="planned", day=date(2026, 4, 1))
    make_activity(jarva, state="cancelled")


def facts_of(user, **more) -> Facts:
    return Facts(Scope(user=user, today=TODAY, **more))


def values(table) -> list[tuple]:
    return [
        (row.label, *(getattr(cell, "value", cell) for cell in row.cells.values())) for row in table.all_rows
    ]


def built(user, slug, **more):
    (cut,) = (each for each in tables.CUTS if each.slug == slug)
    return tables.table_of(facts_of(user, **more), cut)


def opened(user, slug, line, column, **more):
    (cut,) = (each for each in tables.CUTS if each.slug == slug)
    return opening.rows_of(facts_of(user, **more), cut, line, column)


@pytest.fixture
def coordinator():
    return person(Role.COORDINATOR)


def test_per_district_what_was_held_in_twelve_months(held, coordinator):
    assert values(built(coordinator, tables.DISTRICTS)) == [
        ("Farsta", 1, 0, None, None, None, None, None, 500),
        ("Järva", 2, 2, 27, 10, 0, 37, 30, 0),
        ("Totalt", 3, 2, 27, 10, 0, 37, 30, 500),
    ]


def test_per_form_what_is_sent_has_recipients(held, coordinator):
    assert values(built(coordinator, tables.FORMS)) == [
        ("Gruppinformation", 2, 2, 27, 10, 0, 37, 30, ""),
        ("Informationsbrev", 1, "", "", "", "", "", "", 500),
        ("Totalt", 3, 2, 27, 10, 0, 37, 30, 500),
    ]


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        (tables.GROUPS, [("EBO", 3), ("Unga", 1)]),
        (tables.LANGUAGES, [("Arabiska", 2), ("Somaliska", 2)]),
    ],
)
def test_an_activity_with_two_groups_or_languages_stands_on_both_and_is_not_summed(
    held, coordinator, slug, expected
):
    table = built(coordinator, slug)
    assert [(row[0], row[1]) for row in values(table) if row[1]] == expected
    assert table.total is None
    assert "En aktivitet kan stå på flera rader. Därför finns ingen summa." in map(str, table.notes)


def test_per_period_the_months_and_their_sum(held, coordinator):
    rows = values(built(coordinator, tables.SPANS))
    assert len(rows) == 13
    assert [(row[0], row[1], row[3]) for row in rows if row[1]] == [
        ("januari 2026", 1, 7),
        ("februari 2026", 2, 20),
        ("Totalt", 3, 27),
    ]


def test_a_year_is_chosen_as_a_programme_is(held, coordinator):
    slugs = [period.slug for period in periods(coordinator)]
    assert (slugs[0], slugs[1], slugs[-1]) == ("senaste", "2026", "2024-t1")
    (year,) = (period for period in periods(coordinator) if period.slug == "2024")
    assert values(built(coordinator, tables.SPANS, programme=year))[-1][:4] == ("Totalt", 1, 1, 99)


@pytest.mark.parametrize(
    ("slug", "line"),
    [
        (tables.DISTRICTS, ""),
        (tables.FORMS, "gruppinformation"),
        (tables.GROUPS, "ebo"),
        (tables.LANGUAGES, "so"),
        (tables.SPANS, "2026-02"),
    ],
)
@pytest.mark.parametrize("column", tables.COUNTED)
def test_the_rows_behind_a_figure_sum_to_it(held, coordinator, slug, line, column):
    table = built(coordinator, slug)
    row = next(each for each in table.all_rows if each.key == line)
    behind = opened(coordinator, slug, line, column)
    assert behind.total.cells[column].value == getattr(row.cells[column], "value", 0)


def test_a_districts_figure_opens_its_months_by_form(held, coordinator, jarva):
    behind = opened(coordinator, tables.DISTRICTS, str(jarva.pk), "kvinnor")
    assert [(row[0], row[1], row[4]) for row in values(behind)] == [
        ("januari 2026", "Gruppinformation", 7),
        ("februari 2026", "Gruppinformation", 20),
        ("Totalt", "", 27),
    ]


@pytest.mark.parametrize(
    ("slug", "line", "column"),
    [
        (tables.DISTRICTS, "999999", "kvinnor"),
        (tables.DISTRICTS, "9" * 40, "kvinnor"),
        (tables.DISTRICTS, "²", "kvinnor"),
        (tables.FORMS, "finns-inte", "kvinnor"),
        (tables.FORMS, "gruppinformation", "finns-inte"),
        (tables.SPANS, "2024-01", "kvinnor"),
        (tables.GROUPS, "", "kvinnor"),
    ],
)
def test_there_is_nothing_behind_a_figure_that_is_not_there(held, coordinator, slug, line, column):
    assert opened(coordinator, slug, line, column) is None


def test_in_districts_of_now_a_merged_one_stands_under_its_successor(held, coordinator, jarva, farsta):
    heir = OrganisationFactory(short_name="Nya Järva", valid_from=date(2026, 3, 1))
    for old in (jarva, farsta):
        Succession.objects.create(predecessor=old, successor=heir, on=date(2026, 3, 1), kind="merge")
    then, now = (built(coordinator, tables.DISTRICTS, division=each) for each in ("da", "nu"))
    assert [row[:2] for row in values(then) if row[1]] == [("Farsta", 1), ("Järva", 2), ("Totalt", 3)]
    assert [row[:2] for row in values(now) if row[1]] == [("Nya Järva", 3), ("Totalt", 3)]
    assert values(now)[-1][2:] == values(then)[-1][2:]


def test_small_counts_are_masked_so_that_nothing_can_be_worked_out(jarva, farsta, coordinator):
    make_activity(jarva, women=3, men=12, unknown=0, state="reported")
    make_activity(farsta, women=20, men=15, unknown=0, state="reported")
    table = built(coordinator, tables.DISTRICTS, unmasked=True)
    shown = [[str(getattr(cell, "written", cell)) for cell in row.cells.values()] for row in table.all_rows]
    assert shown[1][2] == ".."
    hidden = [(y, x) for y, row in enumerate(shown) for x, cell in enumerate(row) if cell == ".."]
    assert len([place for place in hidden if place[1] == 2]) >= 2
    assert len([place for place in hidden if place[0] == 1]) >= 2


def test_the_own_district_sees_its_small_counts_when_it_asks_and_nobody_elses(jarva, farsta):
    make_activity(jarva, women=3, state="reported")
    make_activity(farsta, women=40, state="reported")
    officer = person(Role.OUTREACH_OFFICER, jarva)
    assert [row[:4] for row in values(built(officer, tables.DISTRICTS, unmasked=True))] == [
        ("Järva", 1, 1, 3),
        ("Totalt", 1, 1, 3),
    ]
    outside = built(officer, tables.DISTRICTS)
    assert [str(row.cells["kvinnor"].written) for row in outside.all_rows] == ["..", ".."]


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.OUTREACH_OFFICER, True),
        (Role.COORDINATOR, True),
        (Role.REGISTRAR, True),
        (Role.AUDITOR, True),
        (Role.CONTROLLER, False),
        (Role.AGREEMENT_OFFICER, False),
    ],
)
def test_who_is_offered_the_tables(client, held, role, offered):
    client.force_login(person(role))
    assert client.get(ADDRESS).status_code == (200 if offered else 404)
    assert client.get("/sammanstallningar/").content.decode().count("uppsokande-per-") == 5 * offered


def test_page_shows_print_and_file_hide(client, jarva):
    make_activity(jarva, women=3, men=40, state="reported")
    client.force_login(person(Role.OUTREACH_OFFICER, jarva))
    page = client.get(ADDRESS)
    assert [row.cells["kvinnor"].value for row in page.context["table"].rows] == [3]
    assert [str(row.cells["kvinnor"].written) for row in page.context["printed"].rows] == [".."]
    assert b'class="print-only"' in page.content
    assert b"Gruppinformation;1;1;..;" in b"".join(client.get(f"{ADDRESS}?format=csv"))
    assert b"Gruppinformation;1;1;3;40;" in b"".join(client.get(f"{ADDRESS}?format=csv&variant=intern"))
    internal = client.get(f"{ADDRESS}?variant=intern")
    assert (internal.context["printed"], internal.context["internal"]) == (None, True)


def test_variant_gives_nothing_to_who_has_no_right(client, jarva, coordinator):
    make_activity(jarva, women=3, men=40, state="reported")
    client.force_login(coordinator)
    for query in ("", "?variant=intern"):
        page = client.get(f"{ADDRESS}{query}")
        assert [str(row.cells["kvinnor"].written) for row in page.context["table"].rows] == [".."]
        assert page.context["internal"] is False
    assert b"Gruppinformation;1;1;..;" in b"".join(client.get(f"{ADDRESS}?format=csv&variant=intern"))


def test_under_a_masked_table_one_asks_and_what_is_disclosed_opens(client, jarva, coordinator):
    make_activity(jarva, women=3, men=40, state="reported")
    client.force_login(coordinator)
    link = f"/utlamnande/ny/?sida={ADDRESS.replace('/', '%2F')}&amp;tabell=Aktiviteter+per+arbetsform"
    assert link in client.get(ADDRESS).content.decode()
    asked = trying.ask(address=ADDRESS, title="Former", purpose="Till svaret.", by=coordinator, now=NOW)
    trying.grant(disclosure=asked, days=2, by=person(Role.REGISTRAR), now=NOW)
    page = client.get(f"{ADDRESS}?variant=intern")
    assert [row.cells["kvinnor"].value for row in page.context["table"].rows] == [3]
    assert b";3;40;" in b"".join(client.get(f"{ADDRESS}?variant=intern&format=csv"))
    assert [str(row.cells["kvinnor"].written) for row in client.get(ADDRESS).context["table"].rows] == [".."]
    assert list(DisclosureOpening.objects.order_by("pk").values_list("form", flat=True)) == ["page", "csv"]
    other = client.get("/sammanstallningar/uppsokande-per-sprak/?variant=intern")
    assert ".." in other.content.decode()


def test_the_auditor_reads_and_has_no_button_to_ask(client, jarva):
    make_activity(jarva, women=3, men=40, state="reported")
    client.force_login(person(Role.AUDITOR))
    page = client.get(ADDRESS).content.decode()
    assert "Begär ut" not in page
    assert "Fråga registratorn." in page


def test_nothing_held_is_said_in_words(client, coordinator):
    client.force_login(coordinator)
    assert "Ingen aktivitet är hållen under perioden" in client.get(ADDRESS).content.decode()
    assert client.get(f"{ADDRESS}?program=finns-inte").status_code == 404


def test_the_start_page_tells_of_the_year_and_hides_what_is_small(held, jarva, coordinator):
    said = highlights(Scope(user=coordinator, today=TODAY))
    assert [each.figure.value for each in said.figures] == [3, 27, 10, 30]
    assert {each.figure.href for each in said.figures} == {"/sammanstallningar/uppsokande-per-stadsdel/"}
    farsta_officer = person(Role.OUTREACH_OFFICER)
    assert highlights(Scope(user=farsta_officer, today=TODAY)) is None


def test_where_nothing_was_held_nobody_came_and_nothing_is_missing():
    nothing, silent = tables.cells_of(Sums()), tables.cells_of(Sums(activities=1))
    assert [nothing[name] for name in ("kvinnor", "man", "okant", "vuxna", "barn")] == [0, 0, 0, 0, 0]
    assert [silent[name] for name in ("kvinnor", "man", "okant", "vuxna", "barn")] == [None] * 5


def test_highlights_hide_small_counts_from_others_and_not_from_the_own(jarva, coordinator):
    make_activity(jarva, women=3, men=40, state="reported")
    masked = highlights(Scope(user=coordinator, today=TODAY))
    assert [str(each.figure.written) for each in masked.figures][1] == ".."
    own = highlights(Scope(user=person(Role.OUTREACH_OFFICER, jarva), today=TODAY))
    assert own.figures[1].figure.value == 3


def test_many_activities_take_as_many_queries_as_few(
    client, jarva, coordinator, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(coordinator)
    make_activity(jarva, women=30, state="reported")
    addresses = [f"/sammanstallningar/{cut.slug}/" for cut in tables.CUTS]
    addresses.append(f"{ADDRESS}rader/?rad=gruppinformation&kolumn=kvinnor")
    counts = []
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(25) as few:
            client.get(address)
        counts.append(len(few))
    for number in range(12):
        make_activity(
            OrganisationFactory(), women=number, day=date(2026, 1 + number % 3, 3), state="reported"
        )
    for address, count in zip(addresses, counts, strict=True):
        with django_assert_num_queries(count):
            client.get(address)
