"""Reports by file: the template filled in, two files at once, a cell put right, read in, taken back."""

from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from projects.models import Report

pytestmark = pytest.mark.browser
FILLED = {
    "Deltagare hittills": 42,
    "Förbrukat hittills tkr": 1.5,
    "Plan för implementering": "Ja",
    "Slutredovisning": "Nej",
}


def in_order(page: Page, width: int) -> None:
    """No finding of axe, and nothing wider than the window."""
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def template(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name="Mall som XLSX").click()
    return Path(download.value.path()).read_bytes()


def filled(content: bytes, folder: Path, name: str, row: int, **other: object) -> Path:
    """The template with the row filled in, and the other rows left as they came taken away."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    columns = {cell.value.rstrip("*"): cell.column for cell in sheet[1]}
    for heading, value in {**FILLED, **other}.items():
        sheet.cell(row, columns[heading], value)
    for number in range(sheet.max_row, 1, -1):
        if number != row:
            sheet.delete_rows(number)
    book.save(folder / name)
    return folder / name


@pytest.mark.parametrize("width", [1280, 360])
def test_from_the_template_to_the_receipt_and_back(log_in, demo_site, tmp_path, width):
    page, before = log_in("samordnare", width=width), Report.objects.count()
    page.goto(f"{demo_site}/inlasning/redovisningar/")
    in_order(page, width)
    content = template(page)
    good = filled(content, tmp_path, "god.xlsx", 2)
    bad = filled(content, tmp_path, "fel.xlsx", 3, Kallade="tolv")

    page.set_input_files("input[name=fil]", [good, bad])
    page.get_by_role("button", name="Granska").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inlämnade filer")
    expect(page.get_by_role("row", name="god.xlsx")).to_contain_text("Granskad", timeout=5_000)
    in_order(page, width)

    page.get_by_role("link", name="fel.xlsx").click()
    in_order(page, width)
    page.get_by_label("Rad 2, Kallade").fill("12")
    page.get_by_role("button", name="Granska med rättade celler").click()
    page.get_by_role("button", name="Läs in 1 rad").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kvitto")
    assert Report.objects.count() == before + 1
    in_order(page, width)

    page.get_by_role("button", name="Ångra inläsningen").click()
    expect(page.get_by_text("Inläsningen är ångrad.")).to_be_visible()
    assert Report.objects.count() == before
    in_order(page, width)


@pytest.mark.parametrize("width", [1280, 360])
def test_large_file_tells_how_far_it_is_and_the_page_comes_by_itself(
    log_in, demo_site, tmp_path, width, settings
):
    from portal.imports.job import Job
    from tests.portal.importing import work_off

    settings.IMPORT_AT_ONCE_ROWS = 1
    page = log_in("samordnare", width=width)
    file = tmp_path / "stor.csv"
    file.write_text(f"Projektnummer;{width}\nx;y\n")
    page.goto(f"{demo_site}/inlasning/redovisningar/")
    page.set_input_files("input[name=fil]", file)
    page.get_by_role("button", name="Granska").click()
    expect(page.get_by_text("Filen är mottagen och väntar på sin tur.")).to_be_visible()
    in_order(page, width)
    job = Job.objects.get()
    Job.objects.update(begun_at=job.asked_at, seen_at=job.asked_at, step="reading", done=1500, of=6000)
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "25")
    in_order(page, width)
    Job.objects.update(begun_at=None, seen_at=None)
    work_off()
    expect(page.get_by_role("heading", name="Filen gick inte att läsa")).to_be_visible()


def test_file_that_is_refused_is_told_on_the_same_page(log_in, demo_site, tmp_path):
    page, file = log_in("samordnare"), tmp_path / "tom.csv"
    file.write_bytes(b"")
    page.goto(f"{demo_site}/inlasning/redovisningar/")
    page.set_input_files("input[name=fil]", file)
    page.get_by_role("button", name="Granska").click()
    expect(page.get_by_role("link", name="Filen är tom.")).to_be_focused()
    in_order(page, 1280)
