"""An agreement from draft to voucher: signed by three directors, renegotiated, amended, reported, settled."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from portal.history.context import acting
from portal.organisation.models import Assignment, Organisation, Role, User
from portal.periods import TERTIAL, period_of

pytestmark = pytest.mark.browser

OFFICER, TITLE = "avtalshandlaggare", "Gemensam mottagning"
HOST, SECOND, THIRD = "Kungsholmen", "Norra innerstaden", "Järva"
SHARES = {HOST: "50", SECOND: "30", THIRD: "20"}
AMENDED = {HOST: "50", SECOND: "25", THIRD: "25"}
DIRECTORS = {HOST: "direktor", SECOND: "direktor-norrmalm", THIRD: "direktor-ostermalm"}
TODAY = timezone.localdate()


@pytest.fixture
def as_user(log_in, page):
    """as_user("ekonom") -> the page, whoever was logged in before."""

    def change(login: str):
        page.context.clear_cookies()
        return log_in(login)

    return change


@pytest.fixture
def directors_of_today(demo_site):
    """The demo's directors of Norrmalm and Östermalm, which are gone, get districts of today."""
    with acting(by=None, door="test"):
        for name, key in ((SECOND, "norra-innerstaden"), (THIRD, "jarva")):
            Assignment.objects.create(
                user=User.objects.get(username=DIRECTORS[name]),
                role=Role.DISTRICT_DIRECTOR,
                organisation=Organisation.objects.get(key=key),
                valid_from=date(2020, 1, 1),
            )


def test_an_agreement_from_the_first_draft_to_the_voucher(as_user, demo_site, directors_of_today):
    agreement = _draft(as_user(OFFICER), demo_site)
    _send_and_sign(as_user, agreement)
    expect(as_user(OFFICER).locator("main")).to_be_visible()
    _open(as_user, OFFICER, agreement, badge="I kraft")

    _call_for_renegotiation(as_user, agreement)
    _amend(as_user(OFFICER), agreement)
    _send_and_sign(as_user, agreement, version=2)
    page = _open(as_user, OFFICER, agreement, badge="I kraft")
    expect(page.locator("main")).to_contain_text("Slutade i ett tillägg")

    for party, cost in {HOST: "300", SECOND: "0", THIRD: "30"}.items():
        _report(as_user(DIRECTORS[party]), agreement, cost)
    settlement = _settle(as_user(OFFICER), agreement)
    for login in DIRECTORS.values():
        _click(as_user(login), settlement, "Godta raden")
    _book(as_user, settlement)


def _draft(page, site: str) -> str:
    """Write the first draft; answer the agreement's address."""
    page.goto(f"{site}/overenskommelser/ny/")
    page.fill("[name=title]", TITLE)
    page.locator("[name=case]").select_option(index=1)
    page.fill("[name=begins]", str(period_of(TODAY, TERTIAL).begins))
    page.fill("[name=last_day]", f"{TODAY.year + 1}-12-31")
    for row, (name, share) in enumerate(SHARES.items()):
        if not page.locator(f"[name=parter-{row}-organisation]").count():
            page.get_by_role("button", name="Lägg till en part").click()
        page.locator(f"[name=parter-{row}-organisation]").select_option(label=name)
        page.fill(f"[name=parter-{row}-percent]", share)
    page.check("[name=parter-0-is_host]")
    page.locator("[name=kostnader-0-kind]").select_option(index=1)
    page.fill("[name=kostnader-0-amount]", "1200")
    page.locator("main .btn-row button[type=submit]").first.click()
    expect(page.locator("h1")).to_contain_text(TITLE)
    return page.url.split("?")[0]


def _send_and_sign(as_user, agreement: str, version: int = 1) -> None:
    page = as_user(OFFICER)
    page.goto(f"{agreement}skicka/")
    page.get_by_role("button", name="Skicka för underskrift").click()
    expect(page.locator(".messages")).to_contain_text("Villkoren är skickade.")
    for number, (party, login) in enumerate(DIRECTORS.items(), start=1):
        page = as_user(login)
        page.goto(f"{agreement}?version={version}")
        page.get_by_role("link", name=f"Registrera stöd {party}").click()
        page.fill("[name=decided_on]", str(TODAY))
        page.fill("[name=paragraph]", f"§ {number}")
        page.fill("[name=number]", f"KS 2026/{version}{number}")
        page.get_by_role("button", name="Spara stödet").click()
        page.goto(f"{agreement}?version={version}")
        page.get_by_role("link", name=f"Läs och underteckna {party}").click()
        page.check("[name=has_read]")
        page.get_by_role("button", name="Underteckna").click()
        expect(page.locator(".messages")).to_contain_text(f"Du har undertecknat för {party}.")


def _open(as_user, login: str, agreement: str, *, badge: str):
    page = as_user(login)
    page.goto(agreement)
    expect(page.locator(".page-title")).to_contain_text(badge)
    return page


def _call_for_renegotiation(as_user, agreement: str) -> None:
    page = as_user(DIRECTORS[THIRD])
    page.goto(f"{agreement}omforhandling/ny/")
    page.locator("[name=party]").select_option(label=THIRD)
    page.fill("[name=ground]", "Fler nyanlända har flyttat till Järva.")
    page.fill("[name=known_since]", str(TODAY))
    page.fill("[name=noticed_on]", str(TODAY))
    page.locator("main .btn-row button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Alla skyldigheter fortsätter")


def _amend(page, agreement: str) -> None:
    """Draft the answer from tomorrow, with other shares; the page tells what changes in words and kronor."""
    page.goto(f"{agreement}tillagg/nytt/")
    page.fill("[name=begins]", str(TODAY + timedelta(days=1)))
    page.fill("[name=change]", "Järva bär mer, Norra innerstaden mindre.")
    page.locator("main .btn-row button[type=submit]").first.click()
    for row in range(len(SHARES)):
        party = page.locator(f"[name=parter-{row}-organisation] option:checked").inner_text()
        page.fill(f"[name=parter-{row}-percent]", AMENDED[party])
    with page.expect_navigation():
        page.locator("main .btn-row button[type=submit]").first.click()
    page.goto(f"{agreement}andringar/?version=2")
    cells = page.get_by_role("row", name=re.compile("^Järva")).locator("td")
    told = [re.sub(r"\s", " ", cell) for cell in cells.all_inner_texts()[:6]]
    assert told == ["20 %", "25 %", "+5", "240 000,00", "300 000,00", "+60 000,00"]


def _report(page, agreement: str, cost: str) -> None:
    page.goto(f"{agreement}redovisningar/")
    page.locator("main a", has_text=re.compile("Redovisa|Fortsätt")).first.click()
    page.fill("[name=registered]", "40")
    page.locator("[name^=cost_]").first.fill(cost)
    page.fill("[name=forecast]", cost)
    page.get_by_role("button", name="Granska och lämna in").click()
    page.get_by_role("button", name="Lämna in", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Kvitto: redovisning från")


def _settle(page, agreement: str) -> str:
    page.goto(f"{agreement}avrakningar/ny/")
    page.get_by_role("button", name="Räkna fram och skicka för granskning").click()
    expect(page.locator(".messages")).to_contain_text("Nu granskar varje part sin rad.")
    return page.url


def _click(page, address: str, button: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=button).click()


def _book(as_user, settlement: str) -> None:
    page = as_user("ekonom")
    page.goto(f"{settlement}order/ny/")
    page.get_by_role("button", name="Upprätta bokföringsordern").click()
    _click(as_user("avdelningschef"), f"{settlement}order/", "Attestera bokföringsordern")
    page = as_user("ekonom")
    page.goto(f"{settlement}order/bokfor/")
    page.fill("[name=voucher]", "70500")
    page.get_by_role("button", name="Spara verifikationsnumret").click()
    page.goto(f"{settlement}order/")
    expect(page.locator("main")).to_contain_text("70500")
    with page.expect_download() as file:
        page.get_by_role("link", name="CSV").click()
    lines = file.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Bokföringsorder;Rad;Bokföringsdatum;Period;Nämnd;")
    assert len(lines) == 5  # two lines for each of the two that are not the host
