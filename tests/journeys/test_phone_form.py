"""An activity is registered with one thumb at 360 px: few taps, and nothing lost when the connection is."""

import sys
from time import perf_counter

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
FORM, WIDTH = "/uppsokande/ny/", 360
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('portal:utkast:')).length"


@pytest.fixture
def phone(log_in, demo_site):
    """The form on the phone of Järva's officer; what an earlier test kept is gone."""
    page = log_in("uppsokare", width=WIDTH)
    page.set_default_timeout(15_000)
    page.goto(demo_site + FORM)
    page.evaluate("localStorage.clear()")
    page.goto(demo_site + FORM)
    page.get_by_label("Gruppinformation", exact=True).check()  # the officer's latest was a letter
    return page


def leave(page):
    """Answer no question before leaving: what is typed counts as saved."""
    page.evaluate("document.dispatchEvent(new CustomEvent('portal:saved'))")


def save(page):
    page.get_by_role("button", name="Spara aktiviteten").last.click()


def test_an_activity_in_few_taps(phone, capsys):
    began, taps = perf_counter(), 1
    for name in ("EBO", "Somaliska"):
        pill = phone.get_by_label(name, exact=True)
        if not pill.is_checked():
            pill.check()
            taps += 1
    for name, times in (("Kvinnor", 6), ("Män", 2), ("Barn (under 18)", 3)):
        for _ in range(times):
            phone.get_by_role("button", name=f"{name}: öka med 1").click()
            taps += 1
    expect(phone.locator("[data-phone-total]")).to_have_text("8 och 3 barn")
    save(phone)
    taps += 1

    expect(phone.get_by_role("heading", level=1)).to_contain_text("Gruppinformation")
    expect(phone.locator("main")).to_contain_text("Aktiviteten är sparad.")
    assert phone.evaluate(KEPT) == 0
    assert taps <= 17
    with capsys.disabled():
        sys.stdout.write(f"\n{taps} tryck, {perf_counter() - began:.1f} s utan betänketid\n")


def test_alike_the_last_is_one_tap_and_fits_a_thumb(phone):
    phone.get_by_role("link", name="Likadant som sist").click()
    expect(phone.locator("[name=groups]:checked").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    low = "e => e.offsetParent && e.getBoundingClientRect().height < 44"
    reached = "document.querySelectorAll('.stepper .btn, .pills label')"
    assert phone.evaluate(f"[...{reached}].filter({low}).length") == 0


def test_what_is_typed_survives_a_lost_connection(phone, demo_site, context):
    phone.get_by_label("EBO", exact=True).check()
    phone.get_by_label("Kvinnor", exact=True).fill("7")
    context.set_offline(True)
    phone.get_by_label("Män", exact=True).fill("4")
    save(phone)

    expect(phone.get_by_role("alert")).to_contain_text("Du har ingen uppkoppling.")
    expect(phone.get_by_label("Kvinnor", exact=True)).to_have_value("7")
    assert phone.evaluate(KEPT) == 1

    context.set_offline(False)
    leave(phone)
    phone.goto(demo_site + "/uppsokande/")
    phone.goto(demo_site + FORM)
    expect(phone.locator("[data-phone-kept]")).to_contain_text("finns kvar i den här telefonen")
    expect(phone.get_by_label("Kvinnor", exact=True)).to_have_value("7")
    expect(phone.get_by_label("Män", exact=True)).to_have_value("4")
    save(phone)
    expect(phone.locator("main")).to_contain_text("Aktiviteten är sparad.")
    assert phone.evaluate(KEPT) == 0


def test_what_points_out_a_person_is_not_kept_on_the_phone(phone):
    phone.get_by_text("Mer: plats, tolk, material, utmaning").click()
    phone.get_by_label("Anteckning").fill("Ring 070-123 45 67")
    phone.get_by_label("Utmaning").fill("Många frågor om bostad")
    expect(phone.locator("[data-phone-says]")).to_contain_text("sparas inte i telefonen")
    kept = phone.evaluate("JSON.stringify({...localStorage})")
    assert ("070-123" in kept, "frågor om bostad" in kept) == (False, True)


def test_what_is_a_day_old_is_forgotten(phone, demo_site):
    phone.get_by_label("Kvinnor", exact=True).fill("7")
    phone.evaluate(
        "for (const key of Object.keys(localStorage)) {"
        "const kept = JSON.parse(localStorage[key]); kept.at -= 24 * 3600 * 1000 + 1;"
        "localStorage[key] = JSON.stringify(kept); }"
    )
    leave(phone)
    phone.goto(demo_site + "/uppsokande/")
    assert phone.evaluate(KEPT) == 0


def test_logging_out_forgets_it(phone, demo_site):
    phone.get_by_label("Kvinnor", exact=True).fill("7")
    assert phone.evaluate(KEPT) == 1
    leave(phone)
    phone.locator("details.menu summary").click()
    phone.get_by_role("button", name="Logga ut").click()
    phone.wait_for_url(f"{demo_site}/logga-in/**")
    assert phone.evaluate(KEPT) == 0


def test_a_letter_asks_for_recipients_and_a_page_for_nothing(phone):
    phone.get_by_text("Fler former").click()
    phone.get_by_label("Informationsbrev", exact=True).check()
    expect(phone.get_by_label("Mottagare", exact=True)).to_be_visible()
    expect(phone.get_by_label("Kvinnor", exact=True)).to_be_hidden()
    phone.get_by_label("Webbinformation", exact=True).check()
    expect(phone.get_by_label("Mottagare", exact=True)).to_be_hidden()
    expect(phone.get_by_label("Kvinnor", exact=True)).to_be_hidden()
    phone.get_by_label("Gruppinformation", exact=True).check()
    phone.get_by_label("Mellan två tal").check()
    expect(phone.get_by_label("Minst", exact=True)).to_be_visible()
    expect(phone.get_by_label("Kvinnor", exact=True)).to_be_hidden()


def test_steps_work_without_script(browser, demo_site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": WIDTH, "height": 800})
    page = context.new_page()
    page.goto(f"{demo_site}/logga-in/")
    page.fill("input[name=login]", "uppsokare")
    page.fill("input[name=password]", "en-mening-som-bara-provas")
    page.press("input[name=password]", "Enter")
    page.goto(demo_site + FORM)
    page.get_by_label("Gruppinformation", exact=True).check()
    page.get_by_label("EBO", exact=True).check()
    for _ in range(2):
        page.get_by_role("button", name="Kvinnor: öka med 1").click()
    expect(page.get_by_label("Kvinnor", exact=True)).to_have_value("2")
    expect(page.get_by_label("EBO", exact=True)).to_be_checked()
    save(page)
    expect(page.locator("main")).to_contain_text("Aktiviteten är sparad.")
    context.close()


HIDDEN = """() => {
    const box = document.activeElement, bar = document.querySelector('.thumb-bar');
    const seen = (box.className.includes('check') && box.labels[0]) || box;
    const place = seen.compareDocumentPosition(bar);
    const above = place === Node.DOCUMENT_POSITION_FOLLOWING;  // not the page, which holds it
    const under = seen.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1;
    return above && under && !bar.contains(box) ? box.name || box.textContent : '';
}"""


def test_no_box_has_its_focus_behind_the_bar(phone):
    hidden = []
    for _ in range(60):
        phone.keyboard.press("Tab")
        hidden.append(phone.evaluate(HIDDEN))
    assert [each for each in hidden if each] == []
