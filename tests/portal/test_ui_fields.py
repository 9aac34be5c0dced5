"""Fields that read what Swedes write; what can be read two ways is refused with what to write instead."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from portal.ui.fields import CountField, SwedishDateField, TkrField


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("1 234,50", "1234500.00"),
        ("1\u00a0234,5", "1234500.00"),
        ("1\u2009234.5", "1234500.00"),
        (" 412,5 tkr ", "412500.00"),
        ("412,50001", "412500.01"),
        ("0", "0.00"),
    ],
)
def test_tkr_field_gives_kronor(text, kronor):
    assert TkrField().clean(text) == Decimal(kronor)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,234.50", "Talet har både komma och punkt och kan läsas på flera sätt. Skriv 1234,50."),
        ("1.234,50", "Talet har både komma och punkt och kan läsas på flera sätt. Skriv 1234,50."),
        ("412,5 kr", "Enheten passar inte här. Skriv talet i tkr."),
        ("mycket", "Det är inget tal. Skriv ett tal med siffror, till exempel 1234,50."),
        ("NaN", "Det är inget tal. Skriv ett tal med siffror, till exempel 1234,50."),
        ("1e30", "Det är inget tal. Skriv ett tal med siffror, till exempel 1234,50."),
        ("-1", "Beloppet kan inte vara mindre än noll."),
        ("0,000001", "Talet har för många decimaler. Skriv högst 5 decimaler."),
        ("9" * 12, "Beloppet är för stort. Skriv det i tusental kronor (tkr)."),
        ("", "Detta fält måste fyllas i."),
    ],
)
def test_tkr_field_says_what_to_write_instead(text, words):
    with pytest.raises(ValidationError) as refusal:
        TkrField().clean(text)
    assert refusal.value.messages == [words]


@pytest.mark.parametrize("text", ["\x00", "9" * 5000, "\ud800", "۱۲"])
def test_tkr_field_refuses_what_is_no_writing(text):
    with pytest.raises(ValidationError):
        TkrField().clean(text)


def test_tkr_field_takes_a_negative_amount_only_when_it_may():
    assert TkrField(negative=True).clean("\u22121,5") == Decimal("-1500.00")


def test_tkr_field_shows_kronor_as_tkr_and_what_was_typed_as_it_was():
    assert TkrField().prepare_value(Decimal("4770500.00")) == "4\u00a0770,5"
    assert TkrField().prepare_value("1,234.50") == "1,234.50"


def test_tkr_field_compares_values_not_spellings():
    field = TkrField(required=False)
    assert not field.has_changed(Decimal("4770500"), "4 770,50")
    assert not field.has_changed(None, "")
    assert field.has_changed(Decimal("4770500"), "")
    assert field.has_changed(Decimal("4770500"), "4 771")
    assert field.has_changed(Decimal("4770500"), "mycket")


def test_count_field_parts_zero_from_not_reported():
    assert CountField().clean("0") == 0
    assert CountField().clean("") is None
    assert CountField().clean("15\u00a0528") == 15528


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,5", "Talet ska vara ett helt tal. Skriv talet utan decimaler."),
        ("-1", "Ett antal kan inte vara mindre än noll. Skriv 0 eller mer, eller lämna tomt."),
        ("3000000000", "Talet är för stort. Kontrollera att det är ett antal."),
    ],
)
def test_count_field_says_what_to_write_instead(text, words):
    with pytest.raises(ValidationError) as refusal:
        CountField().clean(text)
    assert refusal.value.messages == [words]


@pytest.mark.parametrize("text", ["2026-11-22", "20261122", "22/11 2026", "22.11.2026"])
def test_date_field_reads_the_ways_dates_are_written(text):
    assert SwedishDateField().clean(text) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("04/03/2008", "Datumet kan läsas på flera sätt. Skriv 2008-03-04 eller 2008-04-03."),
        ("2026-02-30", "Dagen finns inte i almanackan. Skriv år-månad-dag, till exempel 2026-11-22."),
        ("i går", "Det är inget datum. Skriv år-månad-dag, till exempel 2026-11-22."),
    ],
)
def test_date_field_says_what_to_write_instead(text, words):
    with pytest.raises(ValidationError) as refusal:
        SwedishDateField().clean(text)
    assert refusal.value.messages == [words]


def test_date_field_shows_a_day_as_it_is_read():
    assert SwedishDateField().prepare_value(date(2026, 11, 22)) == "2026-11-22"
    assert not SwedishDateField().has_changed(date(2026, 11, 22), "22/11 2026")
