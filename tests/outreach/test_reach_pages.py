"""The reach page as it is read, printed and taken out: small counts inside, masked outside."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from portal.disclosures.models import Disclosure, DisclosureOpening
from portal.disclosures.trying import ask, grant
from portal.organisation.models import Role
from tests.factories.outreach import form, make_activity
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db
PAGE, SECTION, WORD = (
    "/uppsokande/rackvidd/",
    "/uppsokande/rackvidd/avsnitt/",
    "/uppsokande/rackvidd/avsnitt.docx",
)


def logged_in(role, organisation=None) -> Client:
    browser = Client()
    browser.force_login(person(role, organisation))
    return browser


def csv(browser, address) -> str:
    return b"".join(browser.get(address).streaming_content).decode("utf-8-sig")


def words(browser, address) -> str:
    content = browser.get(address).content
    return "\n".join(each.text for each in Document(BytesIO(content)).paragraphs)


@pytest.fixture
def district():
    """Three women at a dialogue this month; other visits in the same district."""
    found = OrganisationFactory(short_name="Järva")
    day = timezone.localdate().replace(day=1)
    make_activity(found, day=day, women=3, men=17)
    make_activity(found, day=day, form=form("introduktion"), women=1, men=20, unknown=1)
    make_activity(found, day=day, form=form("dialogtorg"), women=0, men=8, children=3)
    return found


FORMS = f"{PAGE}?format=csv&tabell=former"


def test_the_own_district_sees_small_counts_and_takes_them_out_only_when_it_asks(district):
    browser = logged_in(Role.OUTREACH_OFFICER, district)

    page = browser.get(PAGE)

    assert (page.context["sees_small"], page.context["one_print"]) == (True, False)
    assert "Gruppinformation;1;1;..;" in csv(browser, FORMS)
    assert "Gruppinformation;1;1;3;17;" in csv(browser, f"{FORMS}&variant=intern")
    assert "4 av kvinnor" in page.context["answer"][1].text
    assert ".. av kvinnor" in page.context["printed_answer"][1].text


def test_the_centre_is_shown_masked_figures_whatever_it_asks_for(district):
    browser = logged_in(Role.COORDINATOR)

    page = browser.get(f"{PAGE}?variant=intern")

    assert (page.context["sees_small"], page.context["one_print"]) == (False, True)
    assert ".. av kvinnor" in page.context["answer"][1].text
    assert csv(browser, FORMS) == csv(browser, f"{FORMS}&variant=intern")
    assert "Gruppinformation;1;1;..;" in csv(browser, FORMS)


def test_the_section_and_the_word_file_are_masked_for_everybody(district):
    for browser in (logged_in(Role.OUTREACH_OFFICER, district), logged_in(Role.COORDINATOR)):
        assert ".. av kvinnor" in words(browser, WORD)
        assert ".. av kvinnor" in browser.get(SECTION).content.decode()
    own = logged_in(Role.OUTREACH_OFFICER, district)
    assert "4 av kvinnor" in words(own, f"{WORD}?variant=intern")
    assert ".. av kvinnor" not in words(own, f"{WORD}?variant=intern")


def test_what_was_disclosed_is_shown_to_the_asker_and_each_opening_is_logged(district):
    asker, now = person(Role.COORDINATOR), datetime.now(UTC)
    asked = ask(address=PAGE, title="Räckvidd", purpose="Uppföljning till nämnden.", by=asker, now=now)
    grant(disclosure=asked, days=2, by=person(Role.REGISTRAR), now=now)
    browser = Client()
    browser.force_login(asker)

    masked, given = browser.get(PAGE), browser.get(f"{PAGE}?variant=intern")

    assert "4 av kvinnor" in given.context["answer"][1].text
    assert ".. av kvinnor" in masked.context["answer"][1].text
    assert DisclosureOpening.objects.count() == 1
    Disclosure.objects.update(last_day=timezone.localdate() - timedelta(days=1))
    assert ".. av kvinnor" in browser.get(f"{PAGE}?variant=intern").context["answer"][1].text


@pytest.mark.parametrize("role", [Role.AGREEMENT_OFFICER, Role.CONTROLLER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("address", [PAGE, SECTION, WORD, "/uppsokande/tackning/"])
def test_who_does_not_work_with_outreach_is_not_let_in(role, address):
    assert logged_in(role).get(address).status_code == 403
    assert logged_in(Role.AUDITOR).get(address).status_code == 200
    assert logged_in(Role.AUDITOR).post(address).status_code == 405


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?format=csv&tabell=finns-inte", 404),
        ("?format=exe", 200),
        ("?period=%00&indelning=%ff&variant=%27", 200),
        ("?period=2026-t9", 200),
    ],
)
def test_an_address_that_means_nothing_is_no_error(district, query, status):
    assert logged_in(Role.COORDINATOR).get(f"{PAGE}{query}").status_code == status


def test_a_page_about_nothing_says_so():
    page = logged_in(Role.COORDINATOR).get(PAGE)

    assert [each.text[:38] for each in page.context["answer"]] == ["Ingen uppsökande aktivitet är redovisa"]
    assert "<table" not in page.content.decode()


def test_the_page_costs_as_many_questions_for_many_as_for_few(district):
    browser = logged_in(Role.COORDINATOR)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get(PAGE)
        return len(found)

    queries()
    few = queries()
    for number in range(15):
        make_activity(OrganisationFactory(), day=timezone.localdate().replace(day=1), women=number)

    assert queries() == few <= 12
