"""The agreement's history tells of its settlements, objections and orders, to who reads the agreement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funding.domain.booking import discard_order
from funding.domain.objecting import object_to_line
from funding.domain.returning import return_order
from portal.organisation.models import Role
from tests.factories.funding import party, report_cost
from tests.factories.portal import UserFactory, person
from tests.factories.settling import SETTLED_AT, ordered, prepared, settled

pytestmark = pytest.mark.django_db


def page_of(agreement) -> str:
    return reverse("funding:agreement_history", args=[agreement.pk])


def told(client, agreement) -> list[str]:
    """What happened, part by part."""
    entries = client.get(page_of(agreement)).context["entries"]
    return [part.what for entry in entries for part in entry.parts]


def reasons(client, agreement) -> list[str]:
    entries = client.get(page_of(agreement)).context["entries"]
    changes = [change for entry in entries for part in entry.parts for change in part.changes]
    return sorted(change.after for change in changes if "skäl" in change.label.lower())


def test_settlement_objection_and_order_are_told(client):
    settlement = prepared()
    line = settlement.lines.get(party__organisation__short_name="Kungsholmen")
    object_to_line(line=line, reason="Dubbel hyra.", by=UserFactory(), now=SETTLED_AT)
    client.force_login(person(Role.AUDITOR))
    found = told(client, settlement.agreement)
    assert {"registrerade avräkning", "registrerade rad i avräkningen", "registrerade invändning"} <= set(
        found
    )
    assert reasons(client, settlement.agreement) == ["Dubbel hyra."]


def test_an_order_that_was_returned_and_taken_away_is_still_told(client):
    order = ordered()
    return_order(order=order, reason="Fel ansvar.", by=UserFactory(), now=SETTLED_AT)
    discard_order(order=order)
    client.force_login(person(Role.AUDITOR))
    agreement = order.settlement.agreement
    orders = [what for what in told(client, agreement) if what.endswith("bokföringsorder")]
    # Done in one transaction here, so in one moment: which comes first is not told.
    assert sorted(orders) == [
        "registrerade bokföringsorder",
        "tog bort bokföringsorder",
        "ändrade bokföringsorder",
    ]
    assert "Fel ansvar." in reasons(client, agreement)


def test_another_agreements_settlements_are_not_told(client):
    mine, other = prepared(), prepared()
    client.force_login(person(Role.AUDITOR))
    found = told(client, mine.agreement)
    assert found.count("registrerade avräkning") == 1
    stranger = person(Role.DISTRICT_DIRECTOR, party(other.agreement, "Norrmalm").organisation)
    client.force_login(stranger)
    assert client.get(page_of(mine.agreement)).status_code == 404


def test_asks_as_often_for_one_correction_as_for_two(client):
    client.force_login(person(Role.AUDITOR))
    first, asked = settled(), []
    for name in ("Kungsholmen", "Östermalm"):
        report_cost(party(first.agreement, name), "5")
        settled(first.agreement, reason="Mer.")
        client.get(page_of(first.agreement))
        with CaptureQueriesContext(connection) as found:
            client.get(page_of(first.agreement))
        asked.append(len(found))
    assert asked[0] == asked[1]
