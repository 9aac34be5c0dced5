"""A first day: log in, find a project, open a figure to its rows, print, export, log out."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PROGRAMME = "program=fran-bidrag-till-egen-forsorjning"


def test_coordinator_follows_a_figure_down_to_a_project(log_in, demo_site):
    page = log_in("samordnare")
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Sammanställningar").click()
    page.get_by_role("link", name="Beviljade medel per stadsdelsförvaltning").click()
    page.goto(f"{demo_site}/sammanstallningar/beviljade-medel/?{PROGRAMME}")
    kista = page.get_by_role("row", name="Kista")
    kista.get_by_role("link", name="2 265").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Raderna bakom siffran")
    expect(page.locator("tbody tr")).to_have_count(5)
    expect(page.locator("tfoot td").last).to_have_text("2 265")
    page.get_by_role("link", name="2.3.13 Ibilitymetoden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2.3.13 Ibilitymetoden")


def test_coordinator_finds_a_project_whatever_the_accents(log_in):
    page = log_in("samordnare")
    page.get_by_role("searchbox").fill("praktikcoacher hagersten")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="2.2.6 Praktikprojekt med praktikcoacher").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2.2.6")


def test_the_table_is_exported_and_printed_as_it_is_shown(log_in, demo_site):
    page = log_in("samordnare")
    page.goto(f"{demo_site}/sammanstallningar/beviljade-medel/?{PROGRAMME}&indelning=nu")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Stadsdelsförvaltning;Arbetsmarknad;SFI;Socialmedicin;Antal projekt")
    assert lines[-1] == "Totalt;14;9;9;32;15528;18;14"
    page.emulate_media(media="print")
    expect(page.locator(".site-nav")).to_be_hidden()
    expect(page.locator(".print-foot")).to_be_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_logging_out_closes_the_pages(log_in, demo_site):
    page = log_in("samordnare")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Logga ut").click()
    page.goto(f"{demo_site}/projekt/")
    expect(page).to_have_url(f"{demo_site}/logga-in/?next=/projekt/")


def test_the_whole_way_by_keyboard(page, demo_site):
    page.goto(f"{demo_site}/logga-in/")
    page.locator("input[name=login]").focus()
    page.keyboard.type("samordnare")
    page.keyboard.press("Tab")
    page.keyboard.type("en-mening-som-bara-provas")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{demo_site}/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Hoppa till innehållet")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Projekt":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Projekt")
