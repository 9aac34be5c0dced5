"""A file that takes a while: asked for, followed, fetched; and the page of a long document just signed."""

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from portal.documents.models import Document, Making
from tests.factories.flow import authority, signed
from tests.journeys.test_a_file import in_order
from tests.portal.importing import work_off

pytestmark = pytest.mark.browser


@pytest.fixture
def everything_is_long(settings):
    settings.FILE_AT_ONCE_PAGES = 0


@pytest.mark.parametrize("width", [1280, 360])
def test_long_file_is_asked_for_followed_and_fetched(log_in, demo_site, width, everything_is_long):
    page = log_in("namndsekreterare", width=width)
    draft = Document.objects.filter(owner__key="socialforvaltningen", state="draft").earliest("pk")
    page.goto(f"{demo_site}{draft.get_absolute_url()}")
    page.get_by_role("link", name="Word", exact=True).click()
    expect(page.get_by_role("heading", name="Filen är lång")).to_be_visible()
    in_order(page, width)
    page.get_by_role("button", name="Gör filen").click()
    expect(page.get_by_text("Den väntar på sin tur.")).to_be_visible()
    in_order(page, width)
    now = timezone.now()
    Making.objects.update(begun_at=now, seen_at=now, step="papers", done=2, of=8)
    expect(page.get_by_text("Gör handling 3 av 8")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "25")
    in_order(page, width)
    Making.objects.update(begun_at=None, seen_at=None)
    work_off()
    expect(page.get_by_role("heading", name="Filen är klar")).to_be_visible()
    in_order(page, width)
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta filen").click()
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"
    draft.sections.filter(role="summary").update(text=f"Ändrat {width}.")
    page.reload()
    expect(page.get_by_text("Underlaget har ändrats sedan dess.")).to_be_visible()
    in_order(page, width)
    Making.objects.update(made_at=None, content=None, problem="Filen kunde inte göras.")
    page.reload()
    expect(page.get_by_role("button", name="Försök igen")).to_be_visible()
    in_order(page, width)
    Making.objects.all().delete()


@pytest.mark.parametrize("width", [1280, 360])
def test_page_of_a_long_signed_document_tells_when_its_files_are_there(
    log_in, demo_site, width, everything_is_long
):
    document = signed(authority())
    Making.objects.update(asked_at=timezone.now())  # who waits long is told so instead
    page = log_in("revisor", width=width)
    page.goto(f"{demo_site}{document.get_absolute_url()}")
    expect(page.get_by_text("De väntar på sin tur.")).to_be_visible()
    now = timezone.now()
    Making.objects.update(begun_at=now, seen_at=now, step="papers", done=2, of=4)
    expect(page.get_by_text("Filerna görs: 2 av 4")).to_be_visible()
    in_order(page, width)
    page.get_by_role("link", name="PDF", exact=True).click()
    expect(page.get_by_text("är inte klara än. De görs i bakgrunden")).to_be_visible()
    Making.objects.update(begun_at=None, seen_at=None)
    work_off()
    expect(page.get_by_role("heading", name="Filerna är inte klara än")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF", exact=True).click()
    assert Path(download.value.path()).read_bytes()[:4] == b"%PDF"
    assert page.request.get(f"{demo_site}{reverse('documents:pdf', args=[document.pk])}").ok
