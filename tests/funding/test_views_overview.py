"""The list of expected reports of all agreements: who has reported and who is late, in few queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from funding.models import PartyDuty
from portal.organisation.models import Role
from tests.factories.funding import NOW, make_agreement, party
from tests.factories.portal import ExpectedReportFactory, person

pytestmark = pytest.mark.django_db
PAGE = "funding:report_overview"


def owed(of, *, year=2019, number=1, due=date(2019, 5, 8), **more) -> PartyDuty:
    expected = ExpectedReportFactory(
        organisation=of.organisation, year=year, number=number, due_on=due, **more
    )
    return PartyDuty.objects.create(party=of, expected=expected)


@pytest.fixture
def agreement():
    """Three parties: one late, one in, one reviewed; and a report of the next year that nobody awaits yet."""
    found = make_agreement()
    owed(party(found, "Kungsholmen"))
    owed(party(found, "Norrmalm"), state="submitted", submitted_at=NOW)
    owed(party(found, "Östermalm"), state="accepted", submitted_at=NOW, decided_at=NOW)
    owed(party(found, "Östermalm"), year=timezone.localdate().year + 1, due=date(2099, 5, 8))
    return found


def rows(client, query: str = "") -> list[tuple[str, str, str]]:
    """Party, period and state of each row, read in the file: the columns are the page's."""
    answer = client.get(reverse(PAGE) + f"?format=csv&{query}")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Överenskommelse;Part;Period;Senast;Inlämnad;Läge"
    found = [line.split(";") for line in lines[1:] if line]
    return [(cells[1], cells[2], cells[5]) for cells in found]


def test_the_late_stand_first_and_what_is_to_come_is_not_listed(client, agreement):
    client.force_login(person(Role.AGREEMENT_OFFICER))
    days = (timezone.localdate() - date(2019, 5, 8)).days
    late = ("Kungsholmen", "Tertial 1 2019", f"{days} dagar sen")
    told = ("Norrmalm", "Tertial 1 2019", "Inlämnad")
    accepted = ("Östermalm", "Tertial 1 2019", "Granskad och godtagen")
    assert rows(client) == [late, told, accepted]
    assert rows(client, "lage=late") == [late]
    assert rows(client, "lage=submitted") == [told]
    assert rows(client, "period=2019-1&sortera=-party") == [accepted, told, late]
    assert rows(client, "period=2018-3") == [late, told, accepted]  # no such period: passed over
    ours = party(agreement, "Östermalm").organisation_id
    assert rows(client, f"part={ours}") == [accepted]


def test_an_extension_counts_and_one_sent_back_is_late_again(client):
    found = make_agreement()
    tomorrow = timezone.localdate() + timedelta(days=1)
    owed(party(found, "Kungsholmen"), extended_to=tomorrow)
    owed(
        party(found, "Norrmalm"),
        state="returned",
        submitted_at=NOW,
        decided_at=NOW,
        return_reason="Barnen?",
        due=tomorrow,
    )
    client.force_login(person(Role.COORDINATOR))
    assert rows(client) == [
        ("Norrmalm", "Tertial 1 2019", "Återlämnad"),
        ("Kungsholmen", "Tertial 1 2019", "Ej inlämnad"),
    ]
    assert rows(client, "lage=late") == []


def test_a_party_sees_its_own_and_no_stranger_sees_any(client, agreement):
    client.force_login(person(Role.PROJECT_MANAGER, party(agreement, "Norrmalm").organisation))
    assert [name for name, _period, _state in rows(client)] == ["Norrmalm"]
    client.force_login(person(Role.DISTRICT_DIRECTOR))
    assert rows(client) == []
    client.force_login(person(Role.OUTREACH_OFFICER))
    assert client.get(reverse(PAGE)).status_code == 403


def test_the_page_names_agreement_and_links_to_the_report(client, agreement):
    client.force_login(person(Role.AGREEMENT_OFFICER))
    page = client.get(reverse(PAGE)).content.decode()
    duty = PartyDuty.objects.get(party__organisation__short_name="Kungsholmen")
    assert reverse("funding:report_detail", args=[agreement.pk, duty.pk]) in page
    assert reverse("funding:report_list", args=[agreement.pk]) in page
    listed = client.get(reverse("funding:agreement_list")).context["actions"]
    assert ("Väntade redovisningar", reverse(PAGE)) in [(str(one.title), one.url) for one in listed]


def test_asks_as_often_for_one_agreement_as_for_three(client, agreement):
    client.force_login(person(Role.AGREEMENT_OFFICER))
    few = queries(client)
    for _ in range(2):
        made = make_agreement()
        for name in ("Kungsholmen", "Norrmalm", "Östermalm"):
            owed(party(made, name))
    assert queries(client) == few


def queries(client) -> int:
    client.get(reverse(PAGE))
    with CaptureQueriesContext(connection) as found:
        assert client.get(reverse(PAGE)).status_code == 200
    return len(found)
