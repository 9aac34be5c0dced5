"""What the sender says of a file on the preview, headings and cells; and the file handed back."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from portal.imports import putting_right, running
from portal.imports.handing_back import OUR_HEADINGS
from portal.imports.models import Batch, ColumnName
from portal.organisation.models import Organisation, Role
from tests.factories.portal import person
from tests.portal.importing import Societies, offer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
BAD = "Nyckel;Namn;Bildad\na;Ett;igår\nb;Spärrad;\nc;Tre;2001-01-01\n".encode()
UNKNOWN = "Nyckel;Föreningens namn;Adress\na;Ett;Gatan 1\n".encode()


@pytest.fixture
def kind(monkeypatch):
    societies = Societies()
    offer(societies, monkeypatch)
    return societies


@pytest.fixture
def sender(client, kind):
    somebody = person(Role.COORDINATOR, username="samordnare")
    client.force_login(somebody)
    return somebody


def receive(kind, by, content):
    return running.receive(kind=kind, name="fil.csv", content=content, by=by, now=NOW)


def names() -> dict[str, str]:
    return dict(Organisation.objects.filter(kind="voluntary").values_list("key", "short_name"))


def counts(batch) -> tuple[int, int, int, int]:
    batch.refresh_from_db()
    return batch.new, batch.changed, batch.unchanged, batch.bad


def test_cells_put_right_on_the_page_are_read_instead(client, kind, sender):
    batch = receive(kind, sender, BAD)
    page = client.get(f"/inlasning/{batch.pk}/").content.decode()
    assert 'name="cell-2-Bildad" value="igår"' in page
    typed = {
        "cell-2-Bildad": "2002-02-02",
        "was-2-Bildad": "igår",
        "cell-3-Namn": "Två",
        "was-3-Namn": "Spärrad",
    }
    client.post(f"/inlasning/{batch.pk}/celler/", typed)
    assert counts(batch) == (3, 0, 0, 0)
    assert batch.corrections == {"2": {"valid_from": "2002-02-02"}, "3": {"short_name": "Två"}}
    client.post(f"/inlasning/{batch.pk}/verkstall/", {"omfattning": "allt"})
    assert names() == {"a": "Ett", "b": "Två", "c": "Tre"}


def test_what_is_not_changed_in_the_box_is_no_correction(client, kind, sender):
    batch = receive(kind, sender, BAD)
    answer = client.post(
        f"/inlasning/{batch.pk}/celler/", {"cell-2-Bildad": "igår", "was-2-Bildad": "igår"}, follow=True
    )
    assert "Inget är ändrat. Skriv rätt värde i någon av rutorna först." in answer.content.decode()
    batch.refresh_from_db()
    assert batch.corrections == {}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ((4, "short_name"), "Raden går inte att rätta här. Läs om sidan."),  # a good row
        ((2, "secret"), "Raden går inte att rätta här. Läs om sidan."),
        ((2, "valid_from"), "Skriv högst 4000 tecken i en cell."),
    ],
)
def test_only_cells_of_bad_rows_can_be_put_right(kind, sender, cell, said):
    batch = receive(kind, sender, BAD)
    with pytest.raises(ValidationError) as refused:
        putting_right.correct_cells(batch=batch, kind=kind, cells={cell: "x" * 4001})
    assert refused.value.messages == [said]


def test_personal_number_is_not_kept_as_a_correction(kind, sender):
    batch = receive(kind, sender, BAD)
    with pytest.raises(ValidationError, match="personnummer"):
        putting_right.correct_cells(batch=batch, kind=kind, cells={(3, "short_name"): "811228-9874"})


def test_applied_file_cannot_be_put_right(client, kind, sender):
    batch = receive(kind, sender, BAD)
    running.apply(batch=batch, kind=kind, scope="goda", by=sender, now=NOW)
    answer = client.post(f"/inlasning/{batch.pk}/celler/", {"cell-3-Namn": "Två"}, follow=True)
    assert "Filen är redan inläst eller avbruten och kan inte rättas här." in answer.content.decode()
    assert names() == {"c": "Tre"}


def test_heading_that_was_explained_is_remembered_for_the_next_file(client, kind, sender):
    batch = receive(kind, sender, UNKNOWN)
    assert (batch.state, batch.detected["unknown"]) == ("unreadable", ["Föreningens namn", "Adress"])
    client.post(f"/inlasning/{batch.pk}/kolumner/", {"kolumn-0": "short_name", "kolumn-1": ""})
    batch.refresh_from_db()
    assert (batch.state, batch.new, batch.dropped_columns) == ("checked", 1, ["Adress"])
    again = receive(kind, sender, "Nyckel;FÖRENINGENS NAMN\nb;Två\n".encode())
    assert (again.state, again.new) == ("checked", 1)
    stranger = person(Role.COORDINATOR)  # of another administration
    assert receive(kind, stranger, "Nyckel;Föreningens namn\nc;Tre\n".encode()).state == "unreadable"


@pytest.mark.parametrize("meanings", [{"Adress": "finns inte"}, {"Annan": "short_name"}, {"Adress": "key"}])
def test_heading_cannot_mean_what_is_not_offered(kind, sender, meanings):
    batch = receive(kind, sender, UNKNOWN)
    with pytest.raises(ValidationError, match="Filen har ingen sådan kolumn"):
        putting_right.name_columns(batch=batch, kind=kind, meanings=meanings)
    assert ColumnName.objects.count() == 0


def test_two_headings_cannot_be_one_column(kind, sender):
    batch = receive(kind, sender, UNKNOWN)
    both = {"Föreningens namn": "short_name", "Adress": "short_name"}
    with pytest.raises(ValidationError, match="Två rubriker kan inte vara samma kolumn"):
        putting_right.name_columns(batch=batch, kind=kind, meanings=both)


def test_what_changed_since_the_preview_is_shown_again_and_not_overwritten(client, kind, sender):
    first = receive(kind, sender, b"Nyckel;Namn\na;Ett\n")
    running.apply(batch=first, kind=kind, scope="allt", by=sender, now=NOW)
    batch = receive(kind, sender, b"Nyckel;Namn\na;Ettan\n")
    Organisation.objects.filter(key="a").update(short_name="Enan")
    answer = client.post(f"/inlasning/{batch.pk}/verkstall/", {"omfattning": "allt"}, follow=True)
    page = answer.content.decode()
    assert "Någon har ändrat uppgifterna sedan du granskade filen." in page
    assert ("<del>Enan</del>" in page, names()) == (True, {"a": "Enan"})
    client.post(f"/inlasning/{batch.pk}/verkstall/", {"omfattning": "allt"})
    assert names() == {"a": "Ettan"}


def test_file_handed_back_says_what_became_of_each_row_and_reads_in_again(client, kind, sender):
    batch = receive(kind, sender, BAD)
    answer = client.get(f"/inlasning/{batch.pk}/rader.csv")
    content = b"".join(answer)
    told = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    dates, day = "Bildad: Det är inget datum.", "Skriv år-månad-dag, till exempel 2026-11-22."
    assert told == [
        [*OUR_HEADINGS, "Nyckel", "Namn", "Bildad"],
        ["att rätta", dates, day, "", "a", "Ett", "igår"],
        ["att rätta", "Namn: Namnet är spärrat.", "Välj ett annat namn.", "", "b", "Spärrad", ""],
        ["ny", "", "", "", "c", "Tre", "2001-01-01"],
    ]
    right = receive(kind, sender, content.replace("igår".encode(), b"").replace("Spärrad".encode(), b"Tva"))
    assert counts(right) == (3, 0, 0, 0)


def test_workbook_handed_back_colours_and_explains_the_bad_cells_only(client, kind, sender):
    batch = receive(kind, sender, BAD)
    answer = client.get(f"/inlasning/{batch.pk}/rader.xlsx?rader=fel")
    assert f'filename="foreningar-{batch.pk}-att-ratta.xlsx"' in answer["Content-Disposition"]
    sheet = load_workbook(BytesIO(b"".join(answer))).active
    assert sheet.max_row == 3
    assert {
        (cell.coordinate, cell.fill.fgColor.rgb, cell.comment.text)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    } == {
        ("G2", "FFFBE3E0", "Det är inget datum. Skriv år-månad-dag, till exempel 2026-11-22."),
        ("F3", "FFFBE3E0", "Namnet är spärrat. Välj ett annat namn."),
    }


def test_corrected_cells_stand_in_the_file_handed_back(client, kind, sender):
    batch = receive(kind, sender, BAD)
    client.post(f"/inlasning/{batch.pk}/celler/", {"cell-2-Bildad": "i går", "was-2-Bildad": "igår"})
    told = b"".join(client.get(f"/inlasning/{batch.pk}/rader.csv?rader=fel")).decode("utf-8-sig")
    assert "a;Ett;i går" in told


def test_bad_rows_can_be_shown_a_column_at_a_time(client, kind, sender):
    batch = receive(kind, sender, BAD)
    assert batch.outcomes.all().bad_columns() == [("Bildad", 1), ("Namn", 1)]
    page = client.get(f"/inlasning/{batch.pk}/?kolumn=Namn").content.decode()
    assert ("cell-3-Namn" in page, "cell-2-Bildad" in page) == (True, False)
    assert Batch.objects.get(pk=batch.pk).bad == 2
