"""Every page that a role can open: axe finds nothing, nothing is wider than a phone."""

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

PROGRAMME = "program=fran-bidrag-till-egen-forsorjning"
PAGES = {
    "samordnare": [
        "/",
        "/sok/?q=praktik",
        "/sok/?q=finns-inte",
        "/projekt/",
        f"/projekt/?{PROGRAMME}",
        "/projekt/?text=finns-inte-alls",
        "/projekt/indikatorer/",
        "/projekt/indikatorer/ny/",
        "/projekt/uppfoljning/",
        "/projekt/uppdrag/",
        "/projekt/uppdrag/nytt/",
        "/projekt/uppdrag/balanslista/",
        "/projekt/uppdrag/i-tryck/",
        "/projekt/systemnamn/",
        "/sammanstallningar/",
        f"/sammanstallningar/mal/?{PROGRAMME}",
        f"/sammanstallningar/mal/rader/?{PROGRAMME}&rad=&kolumn=antal",
        "/sammanstallningar/implementering/",
        f"/sammanstallningar/implementering-per-omrade/?{PROGRAMME}",
        "/sammanstallningar/till-uppfoljning/",
        f"/sammanstallningar/beviljade-medel/?{PROGRAMME}",
        f"/sammanstallningar/beviljade-medel/?{PROGRAMME}&indelning=nu",
        f"/sammanstallningar/beviljade-medel/rader/?{PROGRAMME}&rad=&kolumn=ja",
        f"/sammanstallningar/beviljade-medel-per-ar/?{PROGRAMME}",
        "/uppsokande/iakttagelser/",
        "/uppsokande/iakttagelser/ny/",
        "/uppsokande/insatser/",
        "/uppsokande/kartlaggningar/",
        "/uppsokande/kartlaggningar/ny/",
        "/arenden/",
        "/inlasning/",
        "/inlasning/projekt/",
        "/arshjulet/",
        "/hjalp/",
        "/hjalp/personuppgifter/",
        "/tillganglighet/",
        "/konto/losenord/",
        "/konto/tvasteg/",
        "/finns-inte/",
    ],
    "registrator": ["/", "/arenden/", "/arenden/vantar/", "/arenden/ta-over/", "/arenden/nytt/"],
    "projektledare": ["/", "/projekt/", "/projekt/nytt/", "/sammanstallningar/beviljade-medel/"],
    "admin": [
        "/",
        "/projekt/",
        "/admin/",
        "/admin/imports/retentionrule/",
        "/admin/imports/retentionrule/add/",
    ],
}
EXPECTED = {("samordnare", "/finns-inte/"): 404, ("admin", "/projekt/"): 403}
CASES = [(login, path) for login, paths in PAGES.items() for path in paths]


def problems(page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(item["id"], [node["html"][:120] for node in item["nodes"]]) for item in found]


@pytest.fixture(scope="module")
def visitor(browser, demo_site):
    """visitor(login) -> a page logged in once for the module."""
    from tests.demo import PASSWORD

    contexts = {}

    def visit(login: str):
        if login not in contexts:
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{demo_site}/logga-in/")
            page.fill("input[name=login]", login)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(f"{demo_site}/")
            contexts[login] = page
        return contexts[login]

    yield visit
    for page in contexts.values():
        page.context.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(("login", "path"), CASES)
def test_page_has_no_axe_finding_and_fits(visitor, demo_site, login, path, width):
    page = visitor(login)
    page.set_viewport_size({"width": width, "height": 800})
    answer = page.goto(demo_site + path)
    assert answer.status == EXPECTED.get((login, path), 200)
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# Pages of one thing: the list where its link stands, and what is put after its address.
THINGS = [
    ("samordnare", f"/projekt/?{PROGRAMME}", "th.card-head a", ["", "historik/", "andra/", "medel/nytt/"]),
    (
        "samordnare",
        "/projekt/indikatorer/?text=exempel",
        "th.card-head a",
        ["", "historik/", "andra/", "varden/nytt/", "brott/nytt/"],
    ),
    (
        "samordnare",
        "/projekt/uppdrag/?status=open",
        "th.card-head a",
        ["", "historik/", "andra/", "besvara/", "avskriv/"],
    ),
    ("samordnare", "/projekt/uppfoljning/", "td a", [""]),
    (
        "samordnare",
        "/projekt/?program=exempelprogrammet",
        "th.card-head a",
        ["", "mal/nytt/", "budgetmal/"],
    ),
    ("registrator", "/arenden/", "th.card-head a", ["", "historik/", "andra/", "diarienummer/"]),
    ("samordnare", "/inlasning/", "th.card-head a", [""]),
]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(("login", "listed", "link", "endings"), THINGS)
def test_page_of_one_thing_has_no_axe_finding_and_fits(
    visitor, demo_site, login, listed, link, endings, width
):
    page = visitor(login)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(demo_site + listed)
    address = page.locator(link).first.get_attribute("href")
    for ending in endings:
        answer = page.goto(f"{demo_site}{address}{ending}")
        assert answer.status == 200
        assert problems(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module")
def disposed_of(demo_site, tmp_path_factory):
    """A file of the demo read in once more, with a line to spare: the bytes disposed of are its own."""
    from portal.imports.disposing import dispose
    from portal.imports.retention import RetentionRule
    from projects.demo.importing import import_file
    from projects.demo.indicators import FOLDER
    from tests.demo import NOW

    file = tmp_path_factory.mktemp("gallras") / "indikatorer.csv"
    file.write_bytes((FOLDER / file.name).read_bytes() + b"\n")
    batch = import_file("indikatorer", file, now=NOW - timedelta(days=1000))
    began = date(2026, 1, 1)
    rule = RetentionRule.objects.create(years=2, decision="KS 2026/7", decided_on=began, valid_from=began)
    assert dispose(batch=batch, rule=rule, now=NOW)
    return {
        "samordnare": f"/inlasning/{batch.pk}/",
        "admin": f"/admin/imports/retentionrule/{rule.pk}/change/",
    }


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    ("login", "said"),
    [("samordnare", "gallrades den 2026-11-22 enligt beslut KS 2026/7"), ("admin", "KS 2026/7")],
)
def test_receipt_of_a_file_disposed_of_and_its_rule_have_no_axe_finding_and_fit(
    visitor, demo_site, disposed_of, login, said, width
):
    page = visitor(login)
    page.set_viewport_size({"width": width, "height": 800})
    answer = page.goto(demo_site + disposed_of[login])
    assert (answer.status, said in page.content()) == (200, True)
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["/logga-in/", "/glomt-losenord/", "/hjalp/personuppgifter/"])
def test_page_for_a_stranger_has_no_axe_finding_and_fits(page, demo_site, path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(demo_site + path)
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
