"""The documents in a browser: nothing is wider than its box, the next steps come first, what is looked for is
found and put in with a script or without, and axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from portal.documents.models import Document

pytestmark = pytest.mark.browser
BOXES = "[...document.querySelectorAll('.table-box')].filter(box => box.scrollWidth > box.clientWidth).length"
PAGE = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def _draft() -> Document:
    return Document.objects.get(title="Exempel: tertialöversikt för utvecklingsmedel")


def _findings(page) -> list[str]:
    return [each["id"] for each in Axe().run(page).response["violations"]]


@pytest.mark.parametrize("width", [1280, 360])
def test_the_list_is_no_wider_than_its_box(log_in, demo_site, width):
    page = log_in("namndsekreterare", width=width)
    page.goto(f"{demo_site}/handlingar/")
    assert page.locator(".table-box").count() == 1
    assert (page.evaluate(BOXES), page.evaluate(PAGE)) == (0, True)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_a_draft_fit_and_have_no_axe_finding(log_in, demo_site, width):
    document = _draft()
    section = document.sections.get(heading="Ärendet")
    page = log_in("namndsekreterare", width=width)
    address = f"/handlingar/{document.pk}/"
    paths = ["", "mottagare/", "disposition/", "undertecknare/", f"avsnitt/{section.pk}/?sok=beviljat"]
    for path in [
        "/handlingar/",
        f"/handlingar/ny/{document.template_id}/",
        *(address + each for each in paths),
    ]:
        page.goto(f"{demo_site}{path}")
        assert (path, _findings(page), page.evaluate(PAGE)) == (path, [], True)


def test_on_a_phone_the_next_steps_stand_directly_after_the_title(log_in, demo_site):
    page = log_in("namndsekreterare", width=360)
    page.goto(f"{demo_site}/handlingar/{_draft().pk}/")
    steps, paper = page.locator("#nasta-steg").bounding_box(), page.locator(".paper").bounding_box()
    head = page.locator(".page-head").bounding_box()
    assert 0 <= steps["y"] - head["y"] - head["height"] < 40
    assert steps["y"] + steps["height"] < paper["y"]


def test_a_figure_is_found_while_one_types_and_put_in_where_one_writes(log_in, demo_site):
    document = _draft()
    section = document.sections.get(heading="Bakgrund")
    page = log_in("namndsekreterare")
    page.goto(f"{demo_site}/handlingar/{document.pk}/avsnitt/{section.pk}/")
    label, tools = page.locator("label[for=id_text]").bounding_box(), page.locator(".toolbar").bounding_box()
    assert tools["y"] > label["y"]
    page.fill("#sok", "beviljat totalt")
    button = page.locator("#forslag button[value='figur:beviljat.totalt']")
    button.click()
    assert "[[figur:beviljat.totalt]]" in page.input_value("#id_text")


@pytest.mark.parametrize("ask", ["button", "enter"])
def test_the_place_one_writes_at_is_kept_when_one_asks_for_the_list(log_in, demo_site, ask):
    document = _draft()
    section = document.sections.get(heading="Bakgrund")
    page = log_in("namndsekreterare")
    page.goto(f"{demo_site}/handlingar/{document.pk}/avsnitt/{section.pk}/")
    page.fill("#id_text", "Före efter")
    page.evaluate("document.getElementById('id_text').setSelectionRange(5, 5)")
    page.fill("#sok", "beviljat totalt")
    if ask == "enter":
        page.press("#sok", "Enter")
    else:
        page.get_by_role("button", name="Leta").click()
    page.locator("#forslag button[value='figur:beviljat.totalt']").click()
    assert page.input_value("#id_text") == "Före [[figur:beviljat.totalt]]efter"


def test_without_a_script_what_is_typed_stays_while_one_looks(browser, demo_site, log_in):
    document = _draft()
    section = document.sections.get(heading="Bakgrund")
    cookies = log_in("namndsekreterare").context.cookies()
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{demo_site}/handlingar/{document.pk}/avsnitt/{section.pk}/")
    page.fill("#id_text", "Halvskrivet")
    page.fill("#sok", "beviljat totalt")
    page.get_by_role("button", name="Leta").click()
    page.locator("#forslag button[value='figur:beviljat.totalt']").click()
    assert page.input_value("#id_text") == "Halvskrivet [[figur:beviljat.totalt]]"
    context.close()
