"""The pages of partners: who cooperates with whom, as far as the reader may know; agreements in words."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outreach.models import ActivityPartner, Cooperation
from portal.organisation.models import Role
from tests.factories.outreach import make_activity
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def district():
    return OrganisationFactory()


@pytest.fixture
def officer(client, district):
    user = person(Role.OUTREACH_OFFICER, district)
    client.force_login(user)
    return user


def to(name, *args):
    return reverse(f"outreach:{name}", args=args)


def association(name="Föreningen"):
    return OrganisationFactory(association=True, short_name=name)


def together(partner, organisation=None, **fields):
    activity = make_activity(organisation, **fields)
    ActivityPartner.objects.create(activity=activity, partner=partner)
    return activity


def listed(client):
    text = client.get(to("partner_list"), {"format": "csv"}).getvalue().decode("utf-8-sig")
    return [line.split(";") for line in text.splitlines()[1:]]


def test_the_list_counts_what_is_agreed_and_done_together(client):
    client.force_login(person(Role.COORDINATOR))
    one, other = association("Ettan"), association("Tvåan")
    Cooperation.objects.create(organisation=OrganisationFactory(), partner=one)
    Cooperation.objects.create(organisation=OrganisationFactory(), partner=one, ends_on=date(2026, 2, 28))
    together(one, day=date(2026, 2, 2))
    together(one, day=date(2025, 3, 2))
    together(one, day=date(2025, 3, 1))
    together(other, day=date(2020, 1, 1))

    assert listed(client) == [
        ["Ettan", "Ideell organisation", "1", "2", "2026-02-02"],
        ["Tvåan", "Ideell organisation", "0", "0", "2020-01-01"],
        ["Totalt", "", "", "2", ""],
    ]


def test_what_one_may_not_see_is_not_listed(client, officer, district):
    own, foreign = association("Egen"), association("Främmande")
    together(own, district, state="planned")
    together(foreign, state="planned")
    Cooperation.objects.create(organisation=OrganisationFactory(), partner=foreign, agreed="qhemligq")

    assert [row[0] for row in listed(client) if row[0] != "Totalt"] == ["Egen"]
    assert client.get(to("partner_detail", foreign.pk)).status_code == 404


def test_of_a_shared_partner_only_the_own_agreement_is_shown(client, officer, district):
    partner = association()
    own = Cooperation.objects.create(organisation=district, partner=partner)
    Cooperation.objects.create(organisation=OrganisationFactory(), partner=partner, agreed="qhemligq")

    page = client.get(to("partner_detail", partner.pk))

    assert [each for each, _may, _ended in page.context["cooperations"]] == [own]
    assert "qhemligq" not in page.content.decode()


def test_a_cooperation_is_written_and_changed(client, officer, district):
    partner = association()
    told = {
        "organisation": district.pk,
        "partner": partner.pk,
        "agreed": "Varje månad.",
        "contact": "Kansliet",
    }

    answer = client.post(to("cooperation_create"), told)
    kept = Cooperation.objects.get()
    edit = client.get(to("cooperation_edit", kept.pk)).context["form"]
    boxes = {bound.html_name: bound.value() or "" for bound in edit} | {"ends_on": "2026-12-31"}
    client.post(to("cooperation_edit", kept.pk), boxes | {"partner": association().pk})

    assert answer.url == to("partner_detail", partner.pk)
    kept.refresh_from_db()
    assert (kept.partner, kept.agreed, kept.ends_on) == (partner, "Varje månad.", date(2026, 12, 31))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"contact": "070-123 45 67"}, "contact"),
        ({"agreed": "Skriv till kontakt@forening.example"}, "agreed"),
        ({"partner": ""}, "partner"),
        ({"begins_on": "i fjol"}, "begins_on"),
        ({"organisation": "0"}, "organisation"),
    ],
)
def test_what_does_not_hold_is_said_at_its_box(client, officer, district, said, field):
    told = {"organisation": district.pk, "partner": association().pk} | said

    answer = client.post(to("cooperation_create"), told)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert not Cooperation.objects.exists()


def test_an_organisation_that_is_no_partner_is_not_offered(client, officer, district):
    other = OrganisationFactory()

    answer = client.post(to("cooperation_create"), {"organisation": district.pk, "partner": other.pk})

    assert list(answer.context["form"].errors) == ["partner"]


def test_another_districts_officer_sees_no_cooperation(client, district):
    kept = Cooperation.objects.create(organisation=district, partner=association())
    client.force_login(person(Role.OUTREACH_OFFICER))

    assert [client.get(to(f"cooperation_{what}", kept.pk)).status_code for what in ("edit", "history")] == [
        404,
        404,
    ]


@pytest.mark.parametrize("partner", ["x", "-1", "٣", "9" * 30, "1.0"])
def test_a_partner_that_is_none_begins_an_empty_form(client, officer, partner):
    assert client.get(to("cooperation_create"), {"partner": partner}).status_code == 200


def test_many_cost_no_more_queries_than_few(client, officer, district):
    counts = []
    partner = association("Först")
    for n in (1, 4):
        for _each in range(n):
            together(partner, district)
            together(association(), district)
        asked = []
        for page in (to("partner_list"), to("partner_detail", partner.pk)):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            asked.append(len(queries))
        counts.append(asked)

    assert counts[0] == counts[1]
