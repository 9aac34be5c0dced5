"""Telephone numbers and e-mail addresses are found in their disguises, and nothing else is taken for one."""

import pytest
from django.core.exceptions import ValidationError

from portal.content.contacts import find_addresses, find_phone_numbers, refuse_identifying

PHONES = (
    "0701234567",
    "070-123 45 67",
    "070 123 45 67",
    "070.123.45.67",
    "(070) 123 45 67",
    "07 01 23 45 67",
    "08-508 00 000",
    "08-12 34 56",
    "08 123 456 78",
    "(08) 123 45 67",
    "0501-123 45",
    "018-12 34 56",
    "+46 70 123 45 67",
    "+46 (0)70-123 45 67",
    "0046701234567",
    "+252 61 234 5678",
    "０７０-１２３ ４５ ６７",
    "070–123–45–67",
)
ADDRESSES = (
    "namn@exempel.se",
    "Namn.Namn@exempel.stockholm.se",
    "namn (at) exempel.se",
    "namn[at]exempel[dot]se",
    "namn snabel-a exempel punkt se",
    "namn＠exempel．se",
)
NEITHER = (
    "2026-11-22",
    "20261122",
    "22/11 2026",
    "22.11.2026",
    "01-02-2026",
    "05.06.2026",
    "07.06.2026",
    "kl. 08.00-17.00",
    "08.30–12.00",
    "08:00-16:00",
    "0800-1700",
    "09.00-15.30",
    "0900-1600",
    "1 234 567 kr",
    "12 500 000 kr",
    "+1 200 000 kr",
    "0,5 tkr",
    "0,0812345678",
    "4 770,5",
    "164 40 Spånga",
    "111 21",
    "SOTN 013-609/2001",
    "338-1002/2004",
    "102-274-04",
    "504-300/05",
    "013 – 430 / 05",
    "2006-152-307",
    "1.2.4-182-2013",
    "1.2.4.-693/2014",
    "2017/356-1.2.4.",
    "T2012-050-05828",
    "2.3.13 Ibilitymetoden",
    "486 104 kvinnor och 476 050 män",
    "tertial 1-3 2026",
    "buss 117 och 179",
    "vecka 48",
    "Vi ses @ Husby. Sedan fika.",
    "3 kvinnor á 20 kr",
    "at home",
    "a-k2m3n4p5q6",
    "0 7 0 1 2",
    "112",
    "1177",
)


@pytest.mark.parametrize("text", PHONES)
def test_a_telephone_number_is_found_in_its_disguise(text):
    assert len(find_phone_numbers(f"Ring {text} i morgon")) == 1


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_found_in_its_disguise(text):
    assert len(find_addresses(f"Skriv till {text} i dag")) == 1


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_neither_is_let_through(text):
    assert (find_phone_numbers(f"Om {text} sa vi"), find_addresses(f"Om {text} sa vi")) == ([], [])
    refuse_identifying(text)


def test_two_numbers_in_a_row_are_found():
    assert find_phone_numbers("+46 70 123 45 67 070 123 45 67") != []


def test_an_endless_word_costs_no_endless_time():
    assert find_addresses("a" * 100_000 + "@" + "b" * 100_000) == []


PERSONAL = ("19121212-1212", "121212-1212", "1912 12 12 12 12", "121212+1212", "１９１２１２１２１２１２")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((each, "personal_number") for each in PERSONAL),
        ("070-123 45 67", "phone_number"),
        ("namn@exempel.se", "address"),
    ],
)
def test_a_refusal_says_what_it_is_about(text, code):
    with pytest.raises(ValidationError) as refusal:
        refuse_identifying(f"Hon nås på {text}.")
    assert refusal.value.code == code
