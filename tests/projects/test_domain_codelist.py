"""The code list of outcome measures comes with the portal, and stays as the city has changed it."""

import pytest

from projects.domain.codelist import load_measures
from projects.models import OutcomeMeasure

pytestmark = pytest.mark.django_db
IN_FILES = [
    *("Deltagare hittills", "Kallade", "Kartlagda", "Intervjuade", "Praktik", "Arbete", "Studier"),
    *("Sjukersättning", "Pension", "Flyttat", "Ej hörts av", "Annan försörjning", "Pågående"),
    *("Avslutade", "Självförsörjande"),
]


def test_every_measure_is_added_once():
    assert load_measures() == 27
    assert load_measures() == 0
    assert OutcomeMeasure.objects.count() == 27


def test_those_in_use_are_the_columns_of_a_file_in_order():
    load_measures()
    assert [measure.heading for measure in OutcomeMeasure.objects.in_use()] == IN_FILES


def test_what_the_city_has_changed_stays():
    load_measures()
    OutcomeMeasure.objects.filter(code="pension").update(name="Beviljad pension", is_active=False)
    OutcomeMeasure.objects.filter(code="flyttat").delete()
    assert load_measures() == 1
    assert OutcomeMeasure.objects.get(code="pension").name == "Beviljad pension"


def test_participants_are_the_base_and_told_by_sex():
    load_measures()
    bases = OutcomeMeasure.objects.in_use().filter(is_base=True)
    assert [measure.code for measure in bases] == ["deltagare", "kallade", "kartlagda", "praktik", "avslutade"]
    assert [measure.code for measure in OutcomeMeasure.objects.filter(by_sex=True)] == ["deltagare"]
    ends = OutcomeMeasure.objects.in_use().filter(is_end_state=True)
    assert [measure.code for measure in ends] == [
        "arbete",
        "studier",
        "sjukersattning",
        "pension",
        "flyttat",
        "ej-horts-av",
        "pagaende",
    ]
