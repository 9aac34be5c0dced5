"""A project's year: applied for on a phone, decided by two nämnder, reported, returned once, accepted."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LEAD = "projektledare"
TITLE = "Prova på praktik"
# What a district fills in when the figures of last time stand beside each box.
REPORT = {
    "deltagare_women": "9",
    "deltagare_men": "8",
    "deltagare_unknown": "1",
    "deltagare_children": "2",
    "praktik": "6",
    "arbete": "3",
    "studier": "2",
    "spent": "250",
    "forecast": "400",
}
MOST_STEPS = 15  # boxes and clicks; at 40 seconds each it is ten minutes


@pytest.fixture
def as_user(log_in, page):
    """as_user("samordnare", width=360) -> the page, whoever was logged in before."""

    def change(login: str, *, width: int = 1280):
        page.context.clear_cookies()
        return log_in(login, width=width)

    return change


def test_application_from_the_phone_becomes_a_project_when_both_committees_have_decided(as_user, demo_site):
    phone = as_user(LEAD, width=360)
    application = _apply(phone, demo_site)
    coordinator = as_user("samordnare")
    _assess(coordinator, application)
    round_page = _decide(coordinator, demo_site, "Socialnämnden")
    coordinator.goto(application)
    expect(coordinator.locator(".page-title .badge").first).to_have_text("Villkorad")
    coordinator.goto(round_page)
    _decide(coordinator, demo_site, "Arbetsmarknadsnämnden")
    district = as_user(LEAD)
    district.goto(application)
    expect(district.locator(".page-title .badge").first).to_have_text("Beviljad")
    district.get_by_role("link", name=re.compile(rf"^\d\.\d+ {TITLE}$")).last.click()
    expect(district.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(district.locator("#redovisningar ~ .table-box tbody tr")).to_have_count(3)


def test_report_is_written_in_few_steps_returned_once_and_accepted_and_the_table_changes(as_user, demo_site):
    district = as_user(LEAD)
    steps = _report(district)
    assert steps <= MOST_STEPS
    expect(district.get_by_role("heading", name="Redovisningen är inlämnad")).to_be_visible()

    coordinator = as_user("samordnare")
    _open_report(coordinator, demo_site, "Granska")
    coordinator.get_by_role("link", name="Lämna tillbaka").click()
    coordinator.fill("[name=return_reason]", "Barnen saknas för maj. Fyll i och lämna in igen.")
    coordinator.get_by_role("button", name="Lämna tillbaka").click()
    assert _standing(coordinator, demo_site) == "Återlämnad"

    district = as_user(LEAD)
    _open_report(district, demo_site, "Fortsätt")
    expect(district.locator("main")).to_contain_text("Barnen saknas för maj.")
    district.fill("[name=deltagare_children]", "4")
    _hand_in(district)

    coordinator = as_user("samordnare")
    _open_report(coordinator, demo_site, "Granska")
    expect(coordinator.get_by_role("table", name="Skillnad mellan version 1 och 2")).to_be_visible()
    coordinator.get_by_role("button", name="Granskad och godtagen").click()
    assert _standing(coordinator, demo_site) == "Granskad och godtagen"


def _apply(page, site) -> str:
    """Write and hand in an application; answer its address."""
    page.goto(f"{site}/projekt/ansokningar/ny/")
    page.locator("[name=round]").select_option(index=1)
    page.fill("[name=title]", TITLE)
    page.locator("[name=area]").select_option(label="Arbetsmarknad")
    page.fill("[name=target_group]", "Vuxna som läser svenska.")
    page.fill("[name=goal]", "Fler ska få praktik.")
    page.fill("[name=implementation_plan]", "Arbetssättet tas in i ordinarie verksamhet.")
    page.fill("[name=budget-0-year]", "2027")
    page.fill("[name=budget-0-amount]", "200")
    page.fill("[name=mal-0-text]", "Minst 20 personer får praktik.")
    page.fill("[name=mal-0-value]", "20")
    page.fill("[name=mal-0-unit]", "personer")
    page.locator("[name=mal-0-measure]").select_option(label="Praktik")
    page.locator("main .btn-row").get_by_role("button", name="Spara utkast").click()
    page.get_by_text("Lämna in ansökan", exact=True).click()
    page.get_by_role("button", name="Lämna in", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Ansökan är inlämnad. Mottagen av Socialnämnden")
    return page.url


def _assess(page, application: str) -> None:
    """Propose 180 of the 200 tkr for it, and nothing for what else waits in the round."""
    page.goto(application)
    page.get_by_role("link", name="Bedöm ansökan").click()
    page.fill("[name=ar_2027]", "180")
    page.fill("[name=refused_reason]", "Lokalkostnaden ryms i förvaltningens egen budget.")
    page.get_by_role("button", name="Spara bedömningen").click()
    page.locator("main a[href^='/projekt/beslutstillfallen/']").last.click()
    page.wait_for_url("**/projekt/beslutstillfallen/**")
    for box in page.locator("main input[name^=b_]").all():
        if not box.input_value():
            box.fill("0")
    for box in page.locator("main input[name^=skal_]").all():
        if not box.input_value():
            box.fill("Ryms inte i medlen.")
    page.get_by_role("button", name="Spara förslaget").click()


def _decide(page, site: str, committee: str) -> str:
    """Register that ``committee`` decided as proposed; answer the round's address."""
    page.get_by_role("link", name=f"Registrera beslut {committee}").click()
    page.check("[name=outcome][value=as_proposed]")
    page.fill("[name=decided_on]", "2026-11-10")
    page.fill("[name=adjusted_on]", "2026-11-20")
    page.fill("[name=paragraph]", "§ 12")
    page.get_by_role("button", name="Registrera beslutet").click()
    expect(page.locator(".messages")).to_contain_text("Beslutet är registrerat.")
    return page.url


def _report(page) -> int:
    """Report from the start page; answer how many boxes and clicks it took."""
    page.get_by_role("link", name=re.compile("Redovisning för 1.1 ")).click()
    expect(page.locator("main")).to_contain_text("Tertial 2 2026 (1 maj–31 augusti), senast 10 november")
    expect(page.locator("#id_praktik_prev")).to_have_text("Tertial 1 2026: 3")
    for name, value in REPORT.items():
        page.fill(f"[name={name}]", value)
    _hand_in(page)
    return 1 + len(REPORT) + 2


def _hand_in(page) -> None:
    page.get_by_role("button", name="Granska och lämna in").click()
    page.get_by_role("button", name="Lämna in", exact=True).click()


def _open_report(page, site: str, verb: str) -> None:
    """Open the report of 1.1 from the project's page, by the verb it shows this reader."""
    page.goto(f"{site}/projekt/")
    page.get_by_role("link", name=re.compile("1.1 Jobbspår|^Jobbspår inom vård")).first.click()
    page.locator("#redovisningar ~ .table-box").get_by_role("link", name=re.compile(f"^{verb}")).first.click()


def _standing(page, site: str) -> str:
    """How the report of 1.1 stands in the table of expected reports."""
    table = page.request.get(f"{site}/projekt/redovisningar/?format=csv").text()
    (row,) = [line for line in table.splitlines() if re.match(r"1\.1 .*;Tertial 2 2026;", line)]
    return row.split(";")[4]
