"""The one list shape, shown over organisations: paging, sorting, sums, filters, hostile addresses."""

from datetime import date
from io import BytesIO

import django_filters
import pytest
from django.db import connection
from django.db.models import IntegerField, Value
from django.db.models.functions import ExtractYear, Length
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from openpyxl import load_workbook

from portal.database.functions import SwedishKey
from portal.organisation.models import Organisation
from portal.ui.columns import COUNT, DAY, Column, words
from portal.ui.views import Action, ListPage
from tests.factories.portal import OrganisationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


class OrganisationFilter(django_filters.FilterSet):
    ord = django_filters.CharFilter("short_name", "icontains", label="Ord i namnet")
    slag = django_filters.ChoiceFilter(
        field_name="kind", choices=Organisation.Kind, label="Slag", empty_label="Alla"
    )
    flera = django_filters.MultipleChoiceFilter(
        field_name="kind", choices=Organisation.Kind, label="Flera slag"
    )


class OrganisationList(ListPage):
    title, noun, noun_one = "Organisationer", "organisationer", "organisation"
    filterset_class = OrganisationFilter
    page_size = 5
    default_sort = "name"
    extra = {"nyckel": "key"}
    columns = [
        Column(
            "name",
            "Namn",
            source="short_name",
            sort=SwedishKey("short_name"),
            nulls=False,
            head=True,
            link=lambda row: f"/organisation/{row.nyckel}/",
        ),
        Column("kind", "Slag", kind=words(dict(Organisation.Kind.choices)), sort=True),
        Column("valid_from", "Från", kind=DAY, sort=True),
        Column("year", "År", source=ExtractYear("valid_from"), kind=COUNT, sort=True, total=True),
        Column("same", "Samma", source=Value(1, IntegerField()), kind=COUNT, sort=True, nulls=False),
        Column("length", "Längd", source=Length("short_name"), kind=COUNT, total=True),
    ]

    def get_queryset(self):
        return Organisation.objects.filter(key__startswith="x-")

    def actions(self):
        return [Action("Ny organisation", "/ny/", icon="plus")]


class ClosedList(OrganisationList):
    def may(self):
        return False


urlpatterns = [
    path("lista/", OrganisationList.as_view(), name="list"),
    path("stangd/", ClosedList.as_view()),
    path("", include("portal.urls")),
]


@pytest.fixture
def reader(client):
    client.force_login(UserFactory())
    return client


@pytest.fixture
def organisations(db):
    """Twelve rows: equal names, equal dates, missing dates, Swedish letters."""
    names = [
        "Örby",
        "Ängby",
        "Åkeshov",
        "Alvik",
        "alvik",
        "Alvik",
        "Farsta",
        "Farsta",
        "Husby",
        "Kista",
        "Vantör",
        "Ö",
    ]
    days = [None, date(2007, 1, 1), None, date(1997, 1, 1), None, date(1997, 1, 1), date(1997, 1, 1)]
    days += [None, date(2020, 7, 1), None, date(2007, 1, 1), date(1997, 1, 1)]
    return [
        OrganisationFactory(key=f"x-{n:02}", short_name=name, valid_from=day)
        for n, (name, day) in enumerate(zip(names, days, strict=True))
    ]


def shown(response):
    return [row.nyckel for row in response.context["listing"].rows]


def walk(client, address, step):
    """Follow ``step`` (next or previous) from ``address`` to the end; return every row seen, page by page."""
    pages = []
    while address:
        response = client.get("/lista/" + address)
        assert response.status_code == 200
        pages.append(shown(response))
        address = response.context["listing"].links.get(step, "")
    return pages


SORTS = ["name", "kind", "valid_from", "year", "same"]


@pytest.mark.parametrize("sort", SORTS + [f"-{name}" for name in SORTS])
def test_list_forwards_and_backwards_visit_every_row_once(reader, organisations, sort):
    forwards = walk(reader, f"?sortera={sort}", "next")
    backwards = walk(reader, f"?sortera={sort}&fore=slut", "previous")
    flat = [key for page in forwards for key in page]

    assert sorted(flat) == [f"x-{n:02}" for n in range(12)]
    # From the end the pages are cut elsewhere and the first one is filled up; the order is the same.
    assert [key for page in backwards[:-1][::-1] for key in page] == flat[2:]
    assert backwards[-1] == flat[:5]


def test_list_numbers_its_rows_from_both_ends(reader, organisations):
    first = reader.get("/lista/?sortera=valid_from")
    second = reader.get("/lista/" + first.context["listing"].links["next"])
    last = reader.get("/lista/?sortera=valid_from&fore=slut")
    middle = reader.get("/lista/" + last.context["listing"].links["previous"])

    assert [r.context["extent"] for r in (first, second, last, middle)] == ["1–5", "6–10", "8–12", "3–7"]
    assert list(first.context["listing"].links) == ["next", "last"]
    assert list(second.context["listing"].links) == ["first", "previous", "next", "last"]
    assert list(last.context["listing"].links) == ["first", "previous"]


def test_list_sorts_names_in_swedish_and_says_so(reader, organisations):
    response = reader.get("/lista/?fore=slut")
    headings = {heading.column.key: heading for heading in response.context["listing"].headings}

    assert [row.name for row in response.context["listing"].rows] == [
        "Vantör",
        "Åkeshov",
        "Ängby",
        "Ö",
        "Örby",
    ]
    assert (headings["name"].sorted, headings["name"].href) == ("ascending", "?sortera=-name")
    assert (headings["kind"].sorted, headings["kind"].href) == ("", "?sortera=kind")
    assert headings["length"].href == ""
    assert response.content.decode().count("aria-sort=") == 1


def test_list_puts_rows_without_a_value_last_both_ways(reader, organisations):
    for sort in ("valid_from", "-valid_from"):
        days = [
            row.valid_from for row in reader.get(f"/lista/?sortera={sort}&fore=slut").context["listing"].rows
        ]
        assert days == [None] * 5


def test_list_goes_on_where_the_row_at_the_edge_is_gone(reader, organisations):
    first = reader.get("/lista/?sortera=valid_from")
    organisations[int(shown(first)[-1][2:])].delete()
    second = reader.get("/lista/" + first.context["listing"].links["next"])

    rest = {f"x-{n:02}" for n in range(12)} - set(shown(first))
    assert set(shown(second)) < rest


def test_list_shows_the_last_page_when_what_followed_is_gone(reader, organisations):
    first = reader.get("/lista/?sortera=kind")
    Organisation.objects.filter(key__startswith="x-").exclude(key__in=shown(first)).delete()

    assert shown(reader.get("/lista/" + first.context["listing"].links["next"])) == shown(first)


def test_list_sums_what_is_shown_and_what_matches(reader, organisations):
    listing = reader.get("/lista/").context["listing"]
    year, length = listing.totals

    assert (year.sum, year.missing) == (2 * 2007 + 4 * 1997 + 2020, 5)
    assert (length.sum, length.missing) == (sum(len(o.short_name) for o in organisations), 0)
    assert listing.shown_totals[1].sum == sum(len(row.name) for row in listing.rows)


def test_list_writes_sums_with_what_is_missing(reader, organisations):
    page = reader.get("/lista/?flera=district").content.decode()

    assert "Visade 5 organisationer" in page
    assert "Alla 12 organisationer som filtret träffar" in page
    assert '<td class="num" data-label="År">14\u00a0022<span class="sub">5 saknas</span></td>' in page


def test_list_on_one_page_has_one_sum_and_no_pages(reader, organisations):
    page = reader.get("/lista/?ord=Farsta").content.decode()

    assert "Totalt 2 organisationer" in page
    assert "Visade" not in page
    assert "pagination" not in page


def test_list_says_how_many_of_how_many(reader, organisations):
    captions = [
        reader.get(f"/lista/{query}").context["caption"] for query in ("", "?ord=kista", "?ord=alvik")
    ]
    assert captions == ["12 organisationer", "1 av 12 organisationer", "3 av 12 organisationer"]


def test_list_stops_counting_at_a_thousand(reader):
    rows = (Organisation(key=f"x-{n}", short_name="Alvik", kind="district") for n in range(1002))
    Organisation.objects.bulk_create(rows)
    response = reader.get("/lista/")

    assert response.context["caption"] == "Fler än 1\u00a0000 organisationer"
    assert response.context["listing"].totals == []
    assert "Alla, fler än 1\u00a0000 organisationer: summan står i exporten" in response.content.decode()


def test_list_shows_chosen_filters_as_chips_that_go_away(reader, organisations):
    query = "?ord=a&slag=district&flera=district&flera=unit&sortera=-kind&efter=x"
    chips = reader.get(f"/lista/{query}").context["chips"]

    assert [(chip.label, chip.href) for chip in chips] == [
        ("Ord i namnet: a", "?slag=district&flera=district&flera=unit&sortera=-kind"),
        ("Slag: stadsdelsförvaltning", "?ord=a&flera=district&flera=unit&sortera=-kind"),
        ("Flera slag: stadsdelsförvaltning", "?ord=a&slag=district&flera=unit&sortera=-kind"),
        ("Flera slag: enhet", "?ord=a&slag=district&flera=district&sortera=-kind"),
    ]


def test_list_passes_over_a_filter_it_cannot_read(reader, organisations):
    response = reader.get("/lista/?slag=slott&ord=farsta")

    assert shown(response) == ["x-06", "x-07"]
    assert [chip.label for chip in response.context["chips"]] == ["Ord i namnet: farsta"]
    assert 'id="id_slag_error"' in response.content.decode()


HOSTILE = [
    "'",
    "\x00",
    "-",
    "--",
    "slut",
    "\u202e",
    "10" * 40,
    "NaN",
    "[]",
    "{}",
    "..%2f",
    "<script>",
    "é" * 3000,
]


@pytest.mark.parametrize("name", ["sortera", "efter", "fore", "ord", "slag", "flera", "format", "okänd", ""])
@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_list_answers_whatever_stands_in_the_address(reader, organisations, name, value):
    response = reader.get("/lista/", {name: value})

    assert response.status_code == 200
    assert b"<script>" not in response.content


def test_list_takes_no_cursor_that_was_written_for_another_order(reader, organisations):
    link = reader.get("/lista/?sortera=kind").context["listing"].links["next"]
    other = link.replace("sortera=kind", "sortera=valid_from")

    assert shown(reader.get("/lista/" + other)) == shown(reader.get("/lista/?sortera=valid_from"))


def test_list_escapes_what_people_have_written(reader):
    OrganisationFactory(key="x-1", short_name="<b onclick=x>Alvik")
    page = reader.get("/lista/").content.decode()

    assert "&lt;b onclick=x&gt;Alvik" in page
    assert "<b onclick" not in page


def test_list_asks_as_much_of_three_rows_as_of_a_thousand(reader, django_assert_num_queries):
    for n in range(3):
        OrganisationFactory(key=f"x-{n}")
    reader.get("/lista/?sortera=valid_from")
    with CaptureQueriesContext(connection) as few:
        reader.get("/lista/?sortera=valid_from")
    Organisation.objects.bulk_create(
        Organisation(key=f"x-many-{n}", short_name="Alvik", kind="district") for n in range(900)
    )
    with django_assert_num_queries(len(few)):
        reader.get("/lista/?sortera=valid_from")


def test_list_that_is_empty_says_what_it_is_for(reader, organisations):
    filtered = reader.get("/lista/?ord=finns+inte").content.decode()
    Organisation.objects.filter(key__startswith="x-").delete()
    empty = reader.get("/lista/").content.decode()

    assert "Inget passar filtret" in filtered
    assert "Här finns inget än" in empty
    assert "Ny organisation" in empty
    assert "Exportera" not in empty


def test_list_is_closed_to_those_without_the_right(reader, client):
    assert reader.get("/stangd/").status_code == 403
    assert reader.post("/stangd/").status_code == 403
    assert reader.post("/lista/").status_code == 405
    client.logout()
    assert client.get("/lista/").headers["Location"] == "/logga-in/?next=/lista/"


def test_list_exports_every_row_in_the_order_shown_with_the_total_last(reader, organisations):
    response = reader.get("/lista/?sortera=-year&format=csv&ord=alvik")
    lines = b"".join(response.streaming_content).decode("utf-8").split("\r\n")

    assert lines == [
        "\ufeffNamn;Slag;Från;År;Samma;Längd",
        "Alvik;stadsdelsförvaltning;1997-01-01;1997;1;5",
        "Alvik;stadsdelsförvaltning;1997-01-01;1997;1;5",
        "alvik;stadsdelsförvaltning;;;1;5",
        "Totalt;;;3994;;15",
        "",
    ]
    assert response.headers["Content-Disposition"] == 'attachment; filename="organisationer.csv"'


def test_list_exports_more_than_the_page_and_the_cap(reader):
    rows = (Organisation(key=f"x-{n}", short_name="Alvik", kind="district") for n in range(1002))
    Organisation.objects.bulk_create(rows)
    response = reader.get("/lista/?format=csv")
    lines = b"".join(response.streaming_content).decode("utf-8").split("\r\n")

    assert len(lines) == 1 + 1002 + 1 + 1
    assert lines[-2] == "Totalt;;;;;5010"


def test_list_exports_to_a_workbook(reader, organisations):
    response = reader.get("/lista/?format=xlsx&ord=kista")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0]

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Namn", "Slag", "Från", "År", "Samma", "Längd"],
        ["Kista", "stadsdelsförvaltning", None, None, 1, 5],
        ["Totalt", None, None, None, None, 5],
    ]


def test_list_export_is_closed_to_those_without_the_right(reader):
    assert reader.get("/stangd/?format=csv").status_code == 403
