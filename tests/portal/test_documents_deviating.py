"""Later data that differ from a signed document: told over the page, and nothing that was frozen changes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from portal.documents.domain.deviating import differences
from portal.documents.domain.freezing import frozen_bytes
from portal.documents.domain.sending import send_with_summons
from portal.documents.models import Document
from portal.documents.views.deviating import deviation_of
from portal.history.context import acting
from tests.factories.flow import NOW, authority, begun, decide, reviewed, sign_as
from tests.factories.projects import GrantFactory, ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
EARLIER = NOW - timedelta(days=30)
TODAY = NOW.date() + timedelta(days=40)
TEXT = "Beviljat är [[figur:beviljat.totalt-tkr]] till [[figur:beviljat.projekt]]."


@pytest.fixture
def here():
    return authority()


@pytest.fixture
def grant():
    project = ProjectFactory(programme=ProgrammeFactory())
    return GrantFactory(project=project, amount=Decimal(500_000))


def about(here, grant, text: str = TEXT) -> Document:
    """A draft about the grant's programme."""
    subject = f"program:{grant.project.programme.slug}"
    document = begun(here, area="projects", subject=subject)
    document.sections.filter(order=4).update(text=text)
    return document


def signed(here, document: Document) -> Document:
    """Signed a month before: what is corrected now is later, whatever the clock says."""
    reviewed(here, document)
    for who in (here.head, here.chief):
        sign_as(document, who, now=EARLIER)
    return Document.objects.get(pk=document.pk)


def correct(grant, who, to: int = 480_000) -> None:
    with acting(by=who, door="browser", why="Fel belopp i beslutet."):
        grant.amount = Decimal(to)
        grant.save()


def test_nothing_differs_when_nothing_was_corrected(here, grant):
    document = signed(here, about(here, grant))
    assert differences(document, today=TODAY) == []
    assert deviation_of(document, today=TODAY) is None


def test_a_later_correction_is_told_with_old_new_and_why(here, grant):
    document = signed(here, about(here, grant))
    before = {name: frozen_bytes(document.frozen, name) for name in ("pdf", "word")}
    correct(grant, here.writer)
    document = Document.objects.get(pk=document.pk)
    found = deviation_of(document, today=TODAY)
    assert [(each.key, each.old, each.new) for each in found.differences] == [
        ("beviljat.totalt-tkr", "500\u00a0tkr", "480\u00a0tkr")
    ]
    assert found.title == "1 siffra avviker från det undertecknade dokumentet"
    # In a test all is written at one moment: which of them is the newest is not told.
    told = [(each.who, each.what, each.why) for each in found.corrections]
    assert told.count((str(here.writer), "ändrade beviljade medel", "Fel belopp i beslutet.")) == 1
    assert {name: frozen_bytes(document.frozen, name) for name in before} == before


def test_the_page_shows_the_signed_figure_under_the_banner(here, grant):
    document = signed(here, about(here, grant))
    to, day = document.recipients.get(), NOW.date()
    send_with_summons(recipient=to, meeting=here.meeting, number="", sent_on=day, by=here.registrar, now=NOW)
    decide(here, to)
    correct(grant, here.writer)
    client = Client()
    client.force_login(here.registrar)
    page = client.get(document.get_absolute_url()).content.decode()
    assert "1 siffra avviker från det beslutade dokumentet" in page
    assert "<del>500\u00a0tkr</del>" in page
    assert "Fel belopp i beslutet." in page
    assert page.partition("handling-1")[2].count("480\u00a0tkr") == 0  # the sheet says what was signed


def test_a_draft_follows_and_has_no_banner(here, grant):
    document = about(here, grant)
    correct(grant, here.writer)
    assert differences(document, today=TODAY) == []


def test_the_cells_of_a_table_are_told_one_by_one(here, grant):
    document = signed(here, about(here, grant, "[[tabell:beviljat.omrade-ar]]"))
    correct(grant, here.writer)
    found = differences(document, today=TODAY)
    assert {(each.old, each.new) for each in found} == {("500", "480")}
    assert all(each.label.startswith("Beviljade medel") for each in found)
