"""The projects' pages in a browser: filter in place, register by keyboard, hand in, look at it on a phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.conftest import demo_site, log_in

__all__ = ["demo_site", "log_in"]

pytestmark = pytest.mark.browser
PUBLISHED = "/projekt/?program=fran-bidrag-till-egen-forsorjning"


def problems(page):
    found = Axe().run(page).response["violations"]
    return [(item["id"], [node["html"][:120] for node in item["nodes"]]) for item in found]


def test_a_filter_takes_effect_in_place_and_its_chip_takes_it_away(log_in, demo_site):
    page = log_in("samordnare")
    page.goto(demo_site + PUBLISHED)
    expect(page.locator("caption")).to_contain_text("32 projekt Beviljat tkr 15 528.")
    page.get_by_label("År", exact=True).select_option("okant")
    expect(page.locator("caption")).to_contain_text("1 av 32 projekt Beviljat tkr 396.")
    assert "ar=okant" in page.url
    page.get_by_role("link", name=re.compile("^År: År okänt")).click()
    expect(page.locator("caption")).to_contain_text("32 projekt")


def test_another_programme_brings_its_own_choices(log_in, demo_site):
    page = log_in("samordnare")
    page.goto(f"{demo_site}/projekt/")
    expect(page.locator(".lede")).to_have_text("Exempelprogrammet")
    page.get_by_label("Program", exact=True).select_option("fran-bidrag-till-egen-forsorjning")
    expect(page.locator(".lede")).to_have_text("Från bidrag till egen försörjning")
    expect(page.get_by_label("Ansvarig", exact=True).locator("option")).to_have_count(14)


def test_a_manager_registers_and_hands_in_by_keyboard(log_in, demo_site):
    page = log_in("projektledare")
    page.goto(f"{demo_site}/projekt/nytt/")
    page.get_by_label("Projektnummer").focus()
    page.keyboard.type("77.1")
    page.keyboard.press("Tab")
    page.keyboard.type("Skrivet utan mus")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("prov")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("77.1 Skrivet utan mus")
    expect(page.get_by_role("status")).to_contain_text("Utkastet är sparat.")
    assert problems(page) == []
    page.locator("summary", has_text="Lämna in projektet").focus()
    page.keyboard.press("Enter")  # says first that it cannot be taken back
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Projektet är inlämnat. Mottaget av")
    expect(page.get_by_role("button", name="Lämna in")).to_have_count(0)


def test_a_refused_form_begins_at_its_errors_and_leads_to_the_field(log_in, demo_site):
    page = log_in("samordnare")
    page.goto(f"{demo_site}/projekt/nytt/")
    page.get_by_role("button", name="Registrera projektet").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert problems(page) == []
    page.get_by_role("link", name="Titel: Detta fält måste fyllas i.").press("Enter")
    page.keyboard.type("Hit")
    expect(page.get_by_label("Titel")).to_have_value("Hit")


@pytest.mark.parametrize("width", [1280, 360])
def test_every_form_and_page_of_a_project_is_clean_and_fits(log_in, demo_site, width):
    page = log_in("samordnare", width=width)
    page.goto(demo_site + PUBLISHED)
    page.get_by_role("link", name="Ensamstående arbetslösa med barn").click()
    here = page.url
    for path in ("", "historik/", "andra/", "medel/nytt/"):
        page.goto(here + path)
        assert (path, problems(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(here)
    page.get_by_role("link", name="Ändra beslut").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ändra beslutet")
    assert problems(page) == []
