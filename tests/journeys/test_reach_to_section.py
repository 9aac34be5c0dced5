"""The committee's question, from the live page to the section of a document: the same words on all."""

import re

import pytest
from docx import Document

pytestmark = pytest.mark.browser


def test_the_answer_is_the_same_on_the_page_on_paper_and_in_word(log_in, demo_site, tmp_path):
    page = log_in("samordnare")
    page.get_by_role("link", name="Uppsökande", exact=True).first.click()
    page.get_by_role("link", name="Räckvidd", exact=True).click()
    page.wait_for_url("**/uppsokande/rackvidd/")
    answer = page.locator("section", has=page.get_by_role("heading", name="Hur når vi kvinnor och barn?"))
    sentences = answer.first.locator("p").all_inner_texts()
    assert re.match(r"\d+ uppsökande aktiviteter hölls i 7 stadsdelsförvaltningar\.", sentences[0])

    page.get_by_role("link", name="Som avsnitt i en handling").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/rackvidd/avsnitt/*")
    told = page.locator("main").inner_text()
    assert [each for each in sentences if each not in told] == []

    paper = tmp_path / "avsnitt.pdf"
    page.emulate_media(media="print")
    page.pdf(path=paper)
    assert paper.stat().st_size > 10_000
    assert page.locator(".page-actions").is_hidden()
    with page.expect_download() as download:
        page.emulate_media(media="screen")
        page.get_by_role("link", name="Hämta som Word").click()
    assert download.value.suggested_filename.endswith(".docx")
    written = "\n".join(each.text for each in Document(download.value.path()).paragraphs)
    assert [each for each in sentences if each not in written] == []
