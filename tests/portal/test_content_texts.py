"""Numbers in addresses and hidden boxes: read when the database has room for them, else nobody's."""

import pytest

from portal.content.texts import as_number
from portal.documents.views.writing.outline import wanted_places
from projects.forms.applicationrows import TARGETS, TargetRow, _typed_rows


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("", None),
        ("-1", None),
        (" 1", None),
        ("1\n", None),
        ("1_0", None),
        ("²", None),
        ("٣", None),
    ],
)
def test_a_number_is_plain_figures_that_there_is_room_for(text, number):
    assert as_number(text) == number


def test_places_that_are_no_numbers_are_left_as_they_were():
    sent = {"plats-3": " 2 ", "fran-3": "1", "plats-4": "4", "fran-4": "4"}
    assert wanted_places(sent) == {3: 2}
    assert wanted_places({"plats-" + "9" * 5000: "1", "plats-3": "9" * 5000, "plats-": "1"}) == {}


def test_as_many_rows_as_nobody_has_are_none():
    typed = {f"{TARGETS}-0-text": "Fler i arbete"}
    assert len(_typed_rows(typed | {f"{TARGETS}-TOTAL_FORMS": "1"}, TARGETS, TargetRow)) == 1
    assert _typed_rows(typed | {f"{TARGETS}-TOTAL_FORMS": "9" * 5000}, TARGETS, TargetRow) == []
