"""Files as Excel, LibreOffice and the city's systems write them: the same rows, or a refusal in words."""

import codecs
import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from portal.imports import reading_csv
from portal.imports.headings import Said, fold_heading, known_names, match
from portal.imports.reading import read_sheet
from portal.imports.sheets import UnreadableFile
from tests.portal.importing import Societies

NAMES = set(known_names(Societies()))
EXPECTED = [(2, ["a", "Älvsjö"]), (3, ["b", "Årsta"])]


def rows(content: bytes) -> list[tuple[int, list[str]]]:
    sheet = read_sheet(content, NAMES)
    return [(row.line, row.cells) for row in sheet.rows]


def text(separator=";", ends="\n") -> str:
    lines = [["Nyckel", "Namn"], ["a", "Älvsjö"], ["b", "Årsta"]]
    return ends.join(separator.join(cells) for cells in lines) + ends


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_ordinary_csv_gives_the_same_rows(separator, ends, encoding):
    assert rows(text(separator, ends).encode(encoding)) == EXPECTED


def test_what_was_detected_is_said():
    sheet = read_sheet(text(";").encode("cp1252"), NAMES)
    assert sheet.detected == {"format": "CSV", "encoding": "Windows-1252", "separator": "semikolon"}


def test_excels_sep_line_is_obeyed_and_counted_as_a_line():
    assert rows(b"sep=,\r\nNyckel,Namn\r\na,x;y\r\n") == [(3, ["a", "x;y"])]


def test_quoted_cell_with_line_break_counts_where_the_row_begins():
    content = 'Nyckel;Namn\na;"rad ett\nrad två"\nb;"citat ""här"""\n'
    assert rows(content.encode()) == [(2, ["a", "rad ett\nrad två"]), (4, ["b", 'citat "här"'])]


def test_the_heading_is_none_of_the_rows_that_a_file_may_have(monkeypatch):
    monkeypatch.setattr(reading_csv, "MAX_ROWS", 3)
    assert len(rows(b"Nyckel;Namn\n" + b"a;x\n" * 3)) == 3
    with pytest.raises(UnreadableFile, match="Filen är för stor"):
        rows(b"Nyckel;Namn\n" + b"a;x\n" * 4)


def test_blank_rows_are_skipped_and_do_not_move_the_line():
    assert rows(b"Nyckel;Namn\n\n;\na;x\n") == [(4, ["a", "x"])]


def test_last_line_without_an_end_is_read():
    assert rows(b"Nyckel;Namn\na;x") == [(2, ["a", "x"])]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen är tom"),
        (b"\n\n", "Filen är tom"),
        (codecs.BOM_UTF8, "Filen är tom"),
        (b"Nyckel;Namn\na;\x00\n" + b"x" * 300, "ingen text"),
        (b"Nyckel;Namn\na;\x81\x8d\n", "ingen text"),
        (b'Nyckel;Namn\na;"utan slut\n', "Citattecknen på rad 2"),
        (b"Nyckel;Namn\na;" + b"x" * 200_000, "rad 2 är för stor"),
        (b"Nyckel;Namn\n" + b";".join([b"x"] * 300), "för stor"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "lösenord"),
        (b"PK\x03\x04 inget arkiv", "ingen hel Excel-arbetsbok"),
    ],
)
def test_file_that_cannot_be_read_says_why(content, said):
    with pytest.raises(UnreadableFile, match=said) as refusal:
        rows(content)
    assert refusal.value.remedy


def workbook(fill) -> bytes:
    book = Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_workbook_gives_values_as_somebody_would_have_typed_them():
    def fill(sheet):
        sheet.append(["Nyckel", "Namn", "Bildad"])
        sheet.append([7, "Älvsjö", date(2026, 11, 22)])
        sheet.append([])
        sheet.append([1234.5, True, datetime(2026, 11, 22, 0, 0)])  # noqa: DTZ001 - a workbook knows no time zone

    assert rows(workbook(fill)) == [(2, ["7", "Älvsjö", "2026-11-22"]), (4, ["1234.5", "Ja", "2026-11-22"])]


def test_formula_in_a_workbook_is_marked_as_one():
    def fill(sheet):
        sheet.append(["Nyckel", "Namn"])
        sheet.append(["a", "=A1"])

    assert rows(workbook(fill)) == [(2, ["a", "=A1"])]


@pytest.mark.parametrize(("row", "column", "named"), [(1_048_576, 16_384, "XFD1048576"), (3, 300, "KN3")])
def test_stray_cell_is_named_and_not_passed_over(row, column, named):
    def fill(sheet):
        sheet.append(["Nyckel", "Namn"])
        sheet.append(["a", "x"])
        sheet.cell(row=row, column=column, value="x")

    with pytest.raises(UnreadableFile, match=f"cell {named}, långt ifrån"):
        rows(workbook(fill))


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(4):
            archive.writestr(f"xl/{number}.xml", b" " * 100 * 1024 * 1024)
    return out.getvalue()


def test_zip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(UnreadableFile, match="för stor när den packas upp"):
        rows(bomb())


def test_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hej.txt", "hej")
    with pytest.raises(UnreadableFile, match="ingen hel Excel-arbetsbok"):
        rows(out.getvalue())


def test_cut_off_workbook_is_refused():
    whole = workbook(lambda sheet: sheet.append(["Nyckel", "Namn"]))
    with pytest.raises(UnreadableFile, match="ingen hel Excel-arbetsbok"):
        rows(whole[: len(whole) // 2])


@pytest.mark.parametrize("heading", ["Nyckel", " NYCKEL ", "nyckel\u00a0", "\ufeffNyckel"])
def test_headings_are_found_whatever_their_case_and_space(heading):
    assert fold_heading(heading) in NAMES


def test_composed_and_decomposed_letters_are_the_same_heading():
    assert fold_heading("Bena\u0308mning") == fold_heading("Benämning")


def test_columns_may_stand_in_any_order_and_under_an_alias():
    matched = match(["Benämning", "Nyckel"], Societies())
    assert {place: column.key for place, column in matched.places.items()} == {0: "short_name", 1: "key"}


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (["Nyckel", "Namn", "Adress"], "Okända kolumner: Adress."),
        (["Nyckel", "Namn", "Benämning"], "Kolumner som står två gånger: Benämning."),
        (["Namn"], "Kolumner som saknas: Nyckel."),
    ],
)
def test_heading_row_is_refused_by_name(heading, said):
    with pytest.raises(UnreadableFile) as refusal:
        match(heading, Societies())
    assert refusal.value.message == said


def test_unknown_column_may_be_left_out_when_the_user_says_so():
    assert set(match(["Nyckel", "Namn", "Adress"], Societies(), Said(dropped=["adress"])).places) == {0, 1}


def test_signs_that_a_workbook_writes_another_way_are_read_as_they_were():
    book = Workbook()
    for row in (["Nyckel", "Namn"], ["a", "rad_x000D_rad"], ["b", "_x005F_x0041_"], ["c", "_x41_"]):
        book.active.append(row)
    told = io.BytesIO()
    book.save(told)
    assert rows(told.getvalue()) == [(2, ["a", "rad\rrad"]), (3, ["b", "_x0041_"]), (4, ["c", "_x41_"])]
