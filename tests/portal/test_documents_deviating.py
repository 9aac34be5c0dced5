"""Later data that differ from a signed document: told over the page, and nothing that was frozen changes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.documents.domain.deviating import differences
from portal.documents.domain.freezing import frozen_bytes
from portal.documents.domain.sending import send_with_summons
from portal.documents.models import Document
from portal.documents.views.deviating import deviation_of
from portal.history.context import acting
from tests.factories.flow import NOW, authority, begun, decide, reviewed, sign_as
from tests.factories.projects import (
    AppropriationFactory,
    AreaFactory,
    GrantFactory,
    ProgrammeFactory,
    ProjectFactory,
)

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


def why(told) -> list[tuple[str, str, str, str]]:
    """What the figure rests on that was changed, apart from what the test itself made."""
    return [(each.who, each.what, each.of, each.why) for each in told.corrections if each.who != UNKNOWN]


UNKNOWN = "Okänd (direkt i databasen)"


@pytest.fixture
def two(grant):
    """Another grant of the programme: another lead, area and year."""
    other = ProjectFactory(programme=grant.project.programme, area=AreaFactory(name="Fritid"))
    return grant, GrantFactory(project=other, amount=Decimal(200_000), year=grant.year + 1)


def test_each_figure_tells_the_record_it_rests_on(here, two):
    one, other = two
    years = " ".join(f"[[figur:beviljat.ar.{each.year}]]" for each in two)
    document = signed(here, about(here, one, f"{TEXT} {years}"))
    correct(one, here.writer)
    with acting(by=here.chief, door="browser", why="Fel år."):
        other.amount = Decimal(250_000)
        other.save()
    found = deviation_of(Document.objects.get(pk=document.pk), today=TODAY)
    mine = (str(here.writer), "ändrade beviljade medel", str(one.project), "Fel belopp i beslutet.")
    theirs = (str(here.chief), "ändrade beviljade medel", str(other.project), "Fel år.")
    told = {each.difference.key: each for each in found.told}
    assert {key: sorted(why(each)) for key, each in told.items()} == {
        f"beviljat.ar.{one.year}": [mine],
        f"beviljat.ar.{other.year}": [theirs],
        "beviljat.totalt-tkr": sorted([mine, theirs]),
    }
    assert found.is_explained


def test_each_cell_tells_the_record_it_rests_on(here, two):
    one, other = two
    document = signed(here, about(here, one, "[[tabell:beviljat.omrade-ar]]"))
    correct(other, here.writer, to=210_000)
    found = deviation_of(Document.objects.get(pk=document.pk), today=TODAY)
    line = (str(here.writer), "ändrade beviljade medel", str(other.project), "Fel belopp i beslutet.")
    assert [why(each) for each in found.told] == [[line]] * len(found.told)
    labels = {each.difference.label.partition(": ")[2] for each in found.told}
    assert labels == {
        f"{other.project.area}, {other.year}",
        f"{other.project.area}, Totalt",
        f"Totalt, {other.year}",
        "Totalt, Totalt",
    }


def test_a_change_that_changes_no_figure_is_not_why(here, grant):
    document = signed(here, about(here, grant))
    correct(grant, here.writer)
    with acting(by=here.chief, door="browser", why="Ny benämning."):
        grant.project.title = "Ett annat namn"
        grant.project.save()
    found = deviation_of(Document.objects.get(pk=document.pk), today=TODAY)
    (told,) = found.told
    assert [each[0] for each in why(told)] == [str(here.writer)]
    assert "Ny benämning." in {each.why for each in found.corrections}  # it stands in the list of all


def test_a_figure_that_opens_nothing_leads_to_the_list(client, here, grant):
    text = "Kvar är [[figur:medel.kvar.totalt]]."
    money = AppropriationFactory(
        programme=grant.project.programme, budget=Decimal(900_000), used=Decimal(400_000)
    )
    document = signed(here, about(here, grant, f"{text} Förbrukat: [[figur:medel.forbrukat.totalt-tkr]]."))
    with acting(by=here.writer, door="browser", why="Bokslutet."):
        money.used = Decimal(450_000)
        money.save()
    found = deviation_of(Document.objects.get(pk=document.pk), today=TODAY)
    line = (
        str(here.writer),
        "ändrade medel",
        f"{money.committee.as_committee} {money.year}",
        "Bokslutet.",
    )
    told = {each.difference.key: why(each) for each in found.told}
    assert told == {"medel.kvar.totalt": [], "medel.forbrukat.totalt-tkr": [line]}
    assert not found.is_explained
    client.force_login(here.writer)
    page = client.get(document.get_absolute_url()).content.decode()
    assert "se listan nedan" in page
    assert f"{line[1]} ({line[2]}). Skäl: {line[3]}" in page


def test_the_why_asks_as_little_of_many_figures(here, two):
    one, other = two
    few = signed(here, about(here, one))
    many = signed(here, about(here, one, "[[tabell:beviljat.omrade-ar]] [[tabell:beviljat.stadsdel]]"))
    correct(one, here.writer)
    correct(other, here.writer, to=210_000)

    def asked(document: Document) -> tuple[int, int]:
        """How many figures differ, and how many queries tell why, beside those that tell that they do."""
        document = Document.objects.select_related("frozen").get(pk=document.pk)
        with CaptureQueriesContext(connection) as that:
            found = differences(document, today=TODAY)
        with CaptureQueriesContext(connection) as why:
            deviation_of(document, today=TODAY)
        return len(found), len(why) - len(that)

    (one_figure, first), (figures, second) = asked(few), asked(many)
    assert (one_figure, figures > 5) == (1, True)
    assert first == second <= 16
