"""What a registrar has disclosed opens on the activities' own pages, and on nothing else."""

from datetime import UTC, datetime

import pytest
import time_machine

from portal.disclosures import trying
from portal.disclosures.models import DisclosureOpening
from portal.organisation.models import Role
from tests.factories.outreach import make_activity
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 15, 9, tzinfo=UTC)
MEN = "4\u00a0747"  # no key of a row is written so


@pytest.fixture
def held():
    district = OrganisationFactory(short_name="Järva")
    return make_activity(district, women=3, men=4747, unknown=0, state="reported")


def cells_of(client, address) -> str:
    return (
        b"".join(client.get(address)).decode()
        if "format" in address
        else client.get(address).content.decode()
    )


@pytest.mark.parametrize("page", ["/uppsokande/", "/uppsokande/{pk}/"])
def test_a_disclosed_page_shows_its_small_counts_to_the_asker_and_logs_it(client, held, page):
    asker, address = person(Role.COORDINATOR), page.format(pk=held.pk)
    client.force_login(asker)
    with time_machine.travel(NOW, tick=False):
        closed = client.get(f"{address}?variant=intern").content.decode()
        assert ("Begär ut" in closed, MEN in closed) == (True, False)
        asked = trying.ask(address=address, title="Talen", purpose="Till svaret.", by=asker, now=NOW)
        trying.grant(disclosure=asked, days=2, by=person(Role.REGISTRAR), now=NOW)
        assert MEN in client.get(f"{address}?variant=intern").content.decode()
        assert MEN not in client.get(address).content.decode()
    assert DisclosureOpening.objects.count() == 1


def test_a_disclosed_list_opens_as_a_file(client, held):
    asker = person(Role.COORDINATOR)
    client.force_login(asker)
    with time_machine.travel(NOW, tick=False):
        asked = trying.ask(address="/uppsokande/", title="Talen", purpose="Till svaret.", by=asker, now=NOW)
        trying.grant(disclosure=asked, days=2, by=person(Role.REGISTRAR), now=NOW)
        assert ";4747;" in cells_of(client, "/uppsokande/?format=csv&variant=intern")
        assert ";4747;" not in cells_of(client, "/uppsokande/?format=csv")
        assert ";4747;" not in cells_of(client, "/uppsokande/?format=csv&variant=intern&form=dialogtorg")
