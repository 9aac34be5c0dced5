"""The one list shape, shown over organisations: paging, sorting, sums, filters, exports, hostile addresses."""

import re
from datetime import date

import django_filters
import pytest
from django.db.models import IntegerField, Value
from django.db.models.functions import ExtractYear, Length
from django.urls import include, path

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
    flera = django_filters.MultipleChoiceFilter(field_name="kind", choices=Organisation.Kind, label="Flera slag")


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
    path("", include("portal.home.urls")),
    path("logga-ut/", lambda request: None, name="account_logout"),
    path("konto/losenord/", lambda request: None, name="account_change_password"),
    path("konto/tvasteg/", lambda request: None, name="mfa_index"),
]


@pytest.fixture
def reader(client):
    client.force_login(UserFactory())
    return client


@pytest.fixture
def organisations(db):
    """Twelve rows: equal names, equal dates, missing dates, Swedish letters."""
    names = ["Örby", "Ängby", "Åkeshov", "Alvik", "alvik", "Alvik", "Farsta", "Farsta", "Husby", "Kista", "Vantör", "Ö"]
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
