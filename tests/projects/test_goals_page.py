"""Mål och utfall: every figure that is a link opens its rows, also in the total."""

import re
from html import unescape

import pytest

from portal.organisation.models import Role
from tests.factories.aftermath import TargetFactory
from tests.factories.portal import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["mal", "mal-per-omrade"])
def test_a_total_of_none_opens_nothing(client, slug):
    target = TargetFactory()
    client.force_login(person(Role.COORDINATOR))
    page = client.get(f"/sammanstallningar/{slug}/?program={target.project.programme.slug}").content.decode()
    links = {unescape(found) for found in re.findall(r'href="([^"]*/rader/[^"]*)"', page)}
    opened = {re.search(r"kolumn=([\w-]+)", link)[1] for link in links}
    assert opened == {"antal", "ej-redovisat"}
    assert {client.get(link).status_code for link in links} == {200}
