"""The template as a workbook: what is filled in, offered and kept from being typed over; and read back."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from portal.content.parsing import read_date, read_text
from portal.history.context import acting
from portal.imports import kinds, running
from portal.imports.columns import Column
from portal.imports.sheets_out import rows_out
from portal.imports.template_xlsx import template_xlsx
from tests.house.city import demo_city, logged_in
from tests.portal.importing import Societies

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


class Choosy(Societies):
    title = "Föreningar: [nya] och gamla sedan länge"
    columns = (
        Column("Nyckel", "key", read_text, required=True, example="simba", help="En egen nyckel."),
        Column("Namn", "short_name", read_text, required=True),
        Column("Bildad", "valid_from", read_date),
        Column("Öppen", "open", choices=("Ja", "Nej")),
    )


def book(rows=(["a", "Ett", None, "Ja"],), options=None):
    with template_xlsx(Choosy(), rows, options or {}) as file:
        return load_workbook(BytesIO(file.read()))


def offered(made):
    """column -> the words of its list"""
    lists = made["Listor"]
    found = {}
    for rule in made.worksheets[0].data_validations.dataValidation:
        if rule.type == "list":
            cells = lists[rule.formula1.partition("!")[2].replace("$", "")]
            found[str(rule.sqref)] = [cell.value for (cell,) in cells]
    return found


def test_headings_and_known_rows():
    sheet = book().worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=2)] == [
        ["Nyckel*", "Namn*", "Bildad", "Öppen"],
        ["a", "Ett", None, "Ja"],
    ]
    assert sheet.title == "Föreningar   nya  och gamla sed"
    assert sheet.freeze_panes == "A2"


def test_headings_are_protected_and_cells_are_not():
    sheet = book().worksheets[0]
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[1]] == [True] * 4
    assert [sheet.cell(2, column).protection.locked for column in (1, 2, 4)] == [False] * 3
    below = sheet.column_dimensions["A"]
    assert (below.min, below.max, below.protection.locked) == (1, 4, False)


def test_words_of_a_column_are_offered_below_what_is_filled_in():
    assert offered(book()) == {"D2:D1002": ["Ja", "Nej"]}
    assert offered(book(options={"short_name": ["Å", "Ö"]})) == {
        "B2:B1002": ["Å", "Ö"],
        "D2:D1002": ["Ja", "Nej"],
    }


def test_help_stands_beside_the_cell():
    (rule,) = [each for each in book().worksheets[0].data_validations.dataValidation if each.type != "list"]
    assert (str(rule.sqref), rule.promptTitle, rule.prompt) == ("A2:A1002", "Nyckel", "En egen nyckel.")


def test_second_sheet_says_how_and_the_lists_are_hidden():
    made = book()
    assert [sheet.sheet_state for sheet in made.worksheets] == ["visible", "visible", "veryHidden"]
    how = made["Så fyller du i"]
    assert [cell.value for cell in how[8]] == ["Nyckel*", "Ja", "En egen nyckel.", "simba", ""]
    assert how["E11"].value == "Ja, Nej"


def test_no_cell_can_start_a_formula():
    sheet = book([["=1+1", "+46", None, "@SUM(1)"]]).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["'=1+1", "'+46", None, "'@SUM(1)"]
    assert {cell.data_type for cell in sheet[2]} == {"s", "n"}


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_city() as found:
        yield found


@pytest.mark.django_db
@pytest.mark.parametrize("slug", sorted(kind.slug for kind in kinds.all_kinds()))
def test_template_filled_with_what_is_stored_reads_back_unchanged(city, slug):
    kind = kinds.kind_of(slug)
    rows = list(rows_out(kind, kind.known(None)))
    with template_xlsx(kind, rows, kind.options(None)) as file, acting(by=None, door="test"):
        batch = running.receive(kind=kind, name="mall.xlsx", content=file.read(), by=None, now=NOW)
    assert (batch.problem, batch.unchanged, batch.rows) == ("", len(rows), len(rows))


@pytest.mark.django_db
def test_district_is_offered_its_own_name_only(city):
    answer = logged_in("projektledare").get("/inlasning/redovisningar/mall.xlsx")
    assert offered(load_workbook(BytesIO(b"".join(answer)))) == {
        "C2:C1004": ["Järva"],
        "AB2:AB1004": ["Ja", "Nej", "Delvis"],
        "AG2:AG1004": ["Ja", "Nej"],
    }
