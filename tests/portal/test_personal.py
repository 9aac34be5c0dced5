"""Personal identity numbers are refused in every disguise, and other numbers are not. All are invented."""

import pytest
from django.core.exceptions import ValidationError

from portal.content.personal import (
    HIDDEN,
    find_personal_numbers,
    hide_personal_numbers,
    refuse_personal_numbers,
)

# Numbers the tax agency sets aside for tests.
DISGUISES = [
    "19121212-1212",
    "191212121212",
    "121212-1212",
    "1212121212",
    "121212+1212",
    "12 12 12 - 1212",
    "1912 12 12 1212",
    "19 121212–1212",
    "121212.1212",
    "Hon (121212-1212) kom.",
    "２０ 121212-1212 １",
    "2026-11-22 121212-1212",
    "121212-1213",  # a wrong check digit, written as the number is
    "19850101-1234",
    "198501011234",
    "121272-1219",  # a coordination number: 60 added to the day
]


@pytest.mark.parametrize("text", DISGUISES)
def test_number_is_found_and_refused(text):
    assert find_personal_numbers(text)
    with pytest.raises(ValidationError, match="personnummer"):
        refuse_personal_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-22",
        "SOTN 013-609/2001",
        "338-1002/2004",
        "08-508 00 000",
        "1212121213",  # wrong check digit, and no dash
        "121312-1212",  # no such month
        "15 528 000,50 kronor",
        "1 234 567 890 123",
        "53 deltagare, 35 med försörjningsstöd, 18 med a-kassa",
    ],
)
def test_other_numbers_are_let_through(text):
    assert find_personal_numbers(text) == []
    refuse_personal_numbers(text)


def test_hidden_number_leaves_the_rest_as_it_was():
    text = "Hon (19121212-1212, 121212+1212) har 3 barn."
    assert hide_personal_numbers(text) == f"Hon ({HIDDEN}, {HIDDEN}) har 3 barn."
    assert find_personal_numbers(hide_personal_numbers(text)) == []


@pytest.mark.parametrize("text", DISGUISES)
def test_every_disguise_is_hidden(text):
    assert find_personal_numbers(hide_personal_numbers(text)) == []


def test_text_without_a_number_is_untouched():
    assert hide_personal_numbers("½ ﬁn 013-609/2001") == "½ ﬁn 013-609/2001"
