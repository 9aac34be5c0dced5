"""Take the pictures of README and the handbook from the running portal.

    make run                                    # in one window, with the demo data
    DEMO_PASSWORD=... .venv/bin/python docs/take_pictures.py http://127.0.0.1:8000

Each picture is a real page, as the named demo user sees it. Needs a Chromium (CHROMIUM= or on PATH).
"""

import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent / "pictures"
PUBLISHED = "program=fran-bidrag-till-egen-forsorjning"
TALL = 1500  # px
# name, login, path (and, after each ">", the beginning of a link to follow), width
PICTURES = [
    ("oversikt", "samordnare", "/", 1280),
    ("projekt", "samordnare", f"/projekt/?{PUBLISHED}", 1280),
    ("tabell", "samordnare", f"/sammanstallningar/beviljade-medel/?{PUBLISHED}", 1280),
    ("tabell-nu", "samordnare", f"/sammanstallningar/beviljade-medel/?{PUBLISHED}&indelning=nu", 1280),
    ("redovisningar", "samordnare", f"/projekt/redovisningar/?{PUBLISHED}", 1280),
    ("rimlighet", "samordnare", f"/projekt/rimlighet/?{PUBLISHED}", 1280),
    ("beslutstillfalle", "samordnare", "/projekt/beslutstillfallen/>Exempelprogrammet 4", 1280),
    ("indikator", "samordnare", "/projekt/indikatorer/>Exempel", 1280),
    ("redovisning", "projektledare", "/>Redovisning för 1.1", 1280),
    ("overenskommelse", "avtalshandlaggare", "/overenskommelser/>Samverkansöverenskommelse", 1280),
    (
        "avrakning",
        "ekonom",
        "/overenskommelser/>Exempel: gemensam samhällsvägledning>Avräkningar>1",
        1280,
    ),
    ("aktivitet-telefon", "uppsokare", "/uppsokande/ny/", 360),
    ("tackning", "samordnare", "/uppsokande/tackning/", 1280),
    ("rackvidd", "samordnare", "/uppsokande/rackvidd/", 1280),
    ("handling", "namndsekreterare", "/handlingar/>Från bidrag till egen", 1280),
    ("sammantrade", "namndsekreterare", "/handlingar/sammantraden/>2026-12-15", 1280),
    ("las-in-fil", "samordnare", "/inlasning/projekt/", 1280),
    ("vantar-pa-diarienummer", "registrator", "/arenden/vantar/", 1280),
    ("att-ta-over", "registrator", "/arenden/ta-over/", 1280),
    ("projekt-telefon", "projektledare", "/projekt/", 360),
]


def take(base: str, password: str) -> None:
    """Log each user in once and take their pictures."""
    with sync_playwright() as playwright:
        executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for login in dict.fromkeys(login for _, login, _, _ in PICTURES):
            page = log_in(browser, base, login, password)
            for name, owner, path, width in PICTURES:
                if owner == login:
                    picture(page, base + path, width, FOLDER / f"{name}.png")
        browser.close()


def log_in(browser: Browser, base: str, login: str, password: str) -> Page:
    page = browser.new_context(color_scheme="light").new_page()
    page.goto(f"{base}/logga-in/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{base}/")
    return page


def _fits(page: Page) -> bool:
    box = page.locator("html").bounding_box()  # a script of ours would meet the page's own policy
    return box is None or box["height"] <= 4 * TALL


def picture(page: Page, address: str, width: int, target: Path) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    address, *links = address.split(">")
    page.goto(address)
    for link in links:
        page.locator("main").get_by_role("link", name=re.compile(f"^{re.escape(link)}")).first.click()
    # A whole committee document is twenty screens long: its picture shows how it begins.
    page.screenshot(
        path=target,
        full_page=True,
        clip=None if _fits(page) else {"x": 0, "y": 0, "width": width, "height": TALL},
    )


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    take(sys.argv[1].rstrip("/"), os.environ["DEMO_PASSWORD"])
