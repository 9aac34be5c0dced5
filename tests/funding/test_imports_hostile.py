"""Odd and hostile files of tertial reports, through the page: words each time, and nothing stored."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from funding.models import PartyReport
from portal.deadlines.wheel import load_wheel
from portal.organisation.models import Role
from tests.factories.funding import cost_type, signed_terms
from tests.factories.portal import person
from tests.funding.test_imports import HEAD, row
from tests.portal.importing import work_off

pytestmark = pytest.mark.django_db


def book(*rows: list) -> bytes:
    made, out = Workbook(), io.BytesIO()
    for cells in (HEAD.split(";"), *rows):
        made.active.append(cells)
    made.save(out)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(4):
            archive.writestr(f"xl/{number}.xml", b" " * 100 * 1024 * 1024)
    return out.getvalue()


def with_formula(line: str) -> bytes:
    cells: list = line.split(";")
    cells[8] = "=SUM(A1:A9)"
    return book(cells)


FILES = {
    "empty": ("tom.csv", lambda line: b"", "Filen är tom."),
    "only headings": (
        "rubriker.csv",
        lambda line: f"{HEAD}\n".encode(),
        "Filen har rubriker men inga rader.",
    ),
    "wrong encoding": (
        "fel.csv",
        lambda line: f"{HEAD}\n{line}\n".encode("cp437"),
        "Filen är ingen text som går att läsa.",
    ),
    "noise": ("brus.csv", lambda line: bytes(range(256)) * 40, "Filen är ingen text som går att läsa."),
    "not a workbook": ("fel.xlsx", lambda line: b"PK\x03\x04" + b"x" * 100, "ingen hel Excel-arbetsbok"),
    "zip bomb": ("bomb.xlsx", lambda line: bomb(), "för stor när den packas upp"),
    "ten megabytes": (
        "stor.csv",
        lambda line: f"{HEAD}\n".encode() + b"x" * 10 * 1024 * 1024,
        "En cell på rad 2 är för stor.",
    ),
    "a formula": ("formel.xlsx", lambda line: with_formula(line), "Cellen är en formel."),
    "the same row twice": (
        "tva.csv",
        lambda line: f"{HEAD}\n{line}\n{line}\n".encode(),
        "Stadsdelsförvaltning står redan på rad 2.",
    ),
    "a million million": (
        "mycket.csv",
        lambda line: f"{HEAD}\n{line.replace('705,2', str(10**12))}\n".encode(),
        "Beloppet är för stort.",
    ),
    "a word for a number": (
        "ord.csv",
        lambda line: f"{HEAD}\n{line.replace('705,2', 'ett')}\n".encode(),
        "Det är inget tal.",
    ),
    "no number": (
        "nan.csv",
        lambda line: f"{HEAD}\n{line.replace('705,2', 'NaN')}\n".encode(),
        "Det är inget tal.",
    ),
    "a power of ten": (
        "exp.csv",
        lambda line: f"{HEAD}\n{line.replace('705,2', '1e5')}\n".encode(),
        "Det är inget tal.",
    ),
    "less than nothing": (
        "minus.csv",
        lambda line: f"{HEAD}\n{line.replace('705,2', '-1')}\n".encode(),
        "Beloppet kan inte vara mindre än noll.",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_answered_in_words_and_stores_nothing(client, name):
    for code in ("personal", "lokaler-it", "overhead", "tolk"):
        cost_type(code)
    load_wheel()
    agreement = signed_terms().agreement
    client.force_login(person(Role.AGREEMENT_OFFICER))
    called, make, words = FILES[name]
    sent = SimpleUploadedFile(called, make(row(agreement)))
    answer = client.post(reverse("imports:upload", args=["overenskommelser"]), {"fil": sent}, follow=True)
    if work_off():  # a large file is looked through by the worker
        answer = client.get(answer.redirect_chain[-1][0])
    assert answer.status_code in (200, 422)
    assert words in answer.content.decode()
    assert not PartyReport.objects.exists()
