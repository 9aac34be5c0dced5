"""A paper from its case to the nämnd's decision, and a later correction with its banner."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.cases.models import Case
from portal.cases.registering import open_case
from portal.documents.models import Document, Meeting
from portal.history.context import acting
from portal.organisation.models import Organisation, User
from projects.models import Grant

pytestmark = pytest.mark.browser
TODAY = timezone.localdate()
TITLE = "Lägesredovisning av utvecklingsmedel"
SUMMARY = "Förvaltningen redovisar utvecklingsmedlen. Hittills är [[figur:beviljat.totalt-tkr]] beviljat."
WORDS = "Arbetet följer planen."


@pytest.fixture
def as_user(log_in, page):
    """as_user("registrator") -> the page, whoever was logged in before."""

    def change(login: str) -> Page:
        page.context.clear_cookies()
        return log_in(login)

    return change


@pytest.fixture
def case(demo_site) -> Case:
    """A numbered case of socialnämnden, which meets today."""
    committee = Organisation.objects.get(key="socialnamnden")
    with acting(by=None, door="test"):
        Meeting.objects.get_or_create(committee=committee, held_on=TODAY)
        case = Case(title="Utvecklingsmedel", kind="programme", committee=committee, opened_on=TODAY)
        return open_case(case=case, number="1.2.4-182-2026", today=TODAY)


def test_a_paper_from_its_case_to_a_later_correction(as_user, demo_site, case, tmp_path):
    document = _begin(as_user("namndsekreterare"), demo_site, case)
    _write(as_user("namndsekreterare"), demo_site, document)
    address = f"{demo_site}/handlingar/{document.pk}/"
    _press(as_user("namndsekreterare"), address, "Skicka till granskning", "Skicka till granskning")
    _press(as_user("avdelningschef"), address, "Markera som granskad", "Markera som granskad")
    for login in ("forvaltningschef", "avdelningschef"):
        _sign(as_user(login), address)
    page = as_user("registrator")
    _press(page, address, "Sänd ut med kallelsen", "Registrera utsändningen")
    _decide(page, address)
    frozen = _download(page, address, tmp_path)
    _correct(document)
    _see_the_banner(as_user("registrator"), address)
    _verify(as_user("registrator"), demo_site, frozen)
    assert _download(as_user("registrator"), address, tmp_path).read_bytes() == frozen.read_bytes()


def _begin(page: Page, site: str, case: Case) -> Document:
    page.goto(f"{site}/handlingar/")
    page.get_by_role("link", name="Ny handling").click()
    page.get_by_role("link", name="Tjänsteutlåtande", exact=True).click()
    page.fill("[name=title]", TITLE)
    page.select_option("[name=about]", "projects|program:exempelprogrammet")
    page.select_option("[name=case]", str(case.pk))
    committee = Organisation.objects.get(key="socialnamnden")
    page.select_option("[name=committee_add]", str(committee.pk))
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_label(f"{committee.as_committee}, sammanträde").select_option(TODAY.isoformat())
    page.get_by_role("button", name="Påbörja handlingen").click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(page.locator(".page-head .badge")).to_contain_text("Utkast")
    return Document.objects.get(title=TITLE)


def _write(page: Page, site: str, document: Document) -> None:
    """The summary in the editor; the rest as it would be after a week's work."""
    summary = document.sections.get(role="summary")
    page.goto(f"{site}/handlingar/{document.pk}/avsnitt/{summary.pk}/")
    page.fill("textarea[name=text]", SUMMARY)
    page.get_by_role("button", name=re.compile("^Spara")).first.click()
    page.goto(f"{site}/handlingar/{document.pk}/")
    expect(page.locator("main")).to_contain_text("Förvaltningen redovisar utvecklingsmedlen.")
    with acting(by=User.objects.get(username="namndsekreterare"), door="test"):
        document.sections.filter(text="").exclude(role="appendices").update(text=WORDS)
        document.points.create(
            order=1,
            kind="approve",
            text="Socialnämnden godkänner lägesredovisningen av utvecklingsmedel.",
        )


def _press(page: Page, address: str, link: str, button: str) -> None:
    page.goto(address)
    page.get_by_role("link", name=link).first.click()
    page.get_by_role("button", name=button).click()
    expect(page.locator(".page-head h1")).to_have_text(TITLE)


def _sign(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Läs och underteckna").first.click()
    expect(page.locator("main")).to_contain_text("Förvaltningen redovisar utvecklingsmedlen.")
    page.get_by_label("Jag har läst hela handlingen och undertecknar den").check()
    page.get_by_role("button", name="Underteckna").click()
    expect(page.locator(".page-head h1")).to_have_text(TITLE)


def _decide(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Registrera beslutet").first.click()
    page.get_by_label("Enligt förslaget").check()
    page.fill("[name=paragraph]", "§ 7")
    page.get_by_role("button", name="Registrera beslutet").click()
    expect(page.locator(".page-head .badge")).to_contain_text("Beslutad")
    expect(page.locator("#namndbeslut")).to_contain_text("§ 7")


def _download(page: Page, address: str, folder: Path) -> Path:
    page.goto(address)
    with page.expect_download() as found:
        page.get_by_role("link", name="PDF", exact=True).click()
    kept = folder / found.value.suggested_filename
    found.value.save_as(kept)
    return kept


def _correct(document: Document) -> None:
    """The coordinator puts an amount right, and says why."""
    grant = Grant.objects.filter(project__programme__slug="exempelprogrammet", shares__isnull=True).first()
    grant = grant or Grant.objects.filter(project__programme__slug="exempelprogrammet").earliest("pk")
    with acting(by=User.objects.get(username="samordnare"), door="test", why="Fel belopp i beslutet."):
        grant.shares.all().delete()
        grant.amount += 10_000
        grant.save()


def _see_the_banner(page: Page, address: str) -> None:
    page.goto(address)
    banner = page.get_by_role("region", name=re.compile("avviker från det beslutade dokumentet"))
    banner.get_by_text("Visa de siffror som avviker").click()
    expect(banner).to_contain_text("Fel belopp i beslutet.")
    expect(banner.locator("del").first).to_be_visible()


def _verify(page: Page, site: str, file: Path) -> None:
    page.goto(f"{site}/handlingar/kontrollera/")
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Kontrollera filen").click()
    expect(page.get_by_role("status").filter(has_text="byte för byte")).to_be_visible()
