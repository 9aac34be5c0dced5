"""The reference data: how many districts there were on each date, what is unverified, and the wheel."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from portal.database.refusals import in_words
from portal.deadlines.models import ReminderStep, WheelEntry
from portal.deadlines.wheel import load_wheel
from portal.organisation.models import Neighbourhood, Organisation, Succession
from portal.organisation.reference import load_organisations

pytestmark = pytest.mark.django_db
NEWEST = date(2026, 11, 22)


@pytest.fixture
def loaded():
    return load_organisations()


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(1996, 12, 31), 0),
        (date(1997, 1, 1), 24),
        (date(1998, 12, 31), 24),
        (date(1999, 1, 1), 18),
        (date(2006, 12, 31), 18),
        (date(2007, 1, 1), 14),
        (date(2020, 6, 30), 14),
        (date(2020, 7, 1), 13),
        (date(2023, 6, 30), 13),
        (date(2023, 7, 1), 11),
        (NEWEST, 11),
    ],
)
def test_districts_are_as_many_as_they_were(loaded, day, count):
    assert Organisation.objects.districts().valid_on(day).count() == count


def test_todays_districts_by_name_in_swedish_order(loaded):
    names = Organisation.objects.districts().valid_on(NEWEST).by_name().values_list("short_name", flat=True)
    assert list(names) == [
        "Bromma",
        "Enskede-Årsta-Vantör",
        "Farsta",
        "Hägersten-Älvsjö",
        "Hässelby-Vällingby",
        "Järva",
        "Kungsholmen",
        "Norra innerstaden",
        "Skarpnäck",
        "Skärholmen",
        "Södermalm",
    ]


def test_no_name_stands_for_two_districts_on_one_day(loaded):
    for day in (date(1997, 1, 1), date(1999, 1, 1), date(2007, 1, 1), date(2020, 7, 1), NEWEST):
        names = Organisation.objects.districts().valid_on(day).values_list("short_name", flat=True)
        assert len(names) == len(set(names))


def test_every_district_of_today_has_its_names_written_out(loaded):
    nameless = Organisation.objects.districts().valid_on(NEWEST).filter(committee_name="")
    assert list(nameless) == []
    names = Organisation.objects.values_list("committee_name", flat=True)
    assert names.get(key="jarva") == "Järva stadsdelsnämnd"
    assert names.get(key="norra-innerstaden") == "Norra innerstadens stadsdelsnämnd"


def test_a_predecessor_ends_the_day_before_its_successor_begins(loaded):
    wrong = [
        str(step)
        for step in Succession.objects.select_related("predecessor", "successor")
        if step.predecessor.valid_to + timedelta(days=1) != step.on or step.successor.valid_from != step.on
    ]
    assert wrong == []


def test_what_is_unverified_is_marked(loaded):
    marked = Organisation.objects.filter(evidence=Organisation.Evidence.UNVERIFIED).order_by("key")
    assert list(marked.values_list("key", flat=True)) == [
        "katarina-sofia-1997",
        "maria-gamla-stan-1997",
        "okand-1997-1",
        "okand-1997-2",
        "skarpnack-1997",
    ]


def test_administrations_stand_under_their_committees(loaded):
    pairs = Organisation.objects.filter(kind=Organisation.Kind.ADMINISTRATION).order_by("key")
    assert list(pairs.values_list("short_name", "parent__short_name")) == [
        ("Arbetsmarknadsförvaltningen", "Arbetsmarknadsnämnden"),
        ("Integrationsförvaltningen", "Integrationsnämnden"),
        ("Socialförvaltningen", "Socialnämnden"),
        ("Socialtjänstförvaltningen", "Socialtjänstnämnden"),
        ("Stadsledningskontoret", "Kommunstyrelsen"),
        ("Utbildningsförvaltningen", "Utbildningsnämnden"),
    ]


def test_loading_again_adds_nothing(loaded):
    kept = (Organisation, Succession, Neighbourhood)
    assert loaded == sum(model.objects.count() for model in kept)
    assert load_organisations() == 0


def test_loading_again_keeps_what_the_city_has_corrected(loaded):
    Organisation.objects.filter(key="okand-1997-1").update(short_name="Belagt namn")
    Succession.objects.filter(predecessor__key="hammarby", successor__key="skarpnack").update(takes_over=True)
    assert load_organisations() == 0
    assert Organisation.objects.get(key="okand-1997-1").short_name == "Belagt namn"
    assert Succession.objects.get(predecessor__key="hammarby", successor__key="skarpnack").takes_over is True


def test_the_wheel_has_tertials_and_quarters():
    assert load_wheel() == 11
    entries = WheelEntry.objects.order_by("-kind", "number")
    assert list(entries.values_list("kind", "number", "title", "due_month", "due_day", "due_next_year")) == [
        ("tertial", 1, "Tertial 1", 5, 8, False),
        ("tertial", 2, "Tertial 2", 9, 8, False),
        ("tertial", 3, "Helår", 1, 15, True),
        ("quarter", 1, "Kvartal 1", 4, 8, False),
        ("quarter", 2, "Kvartal 2", 7, 8, False),
        ("quarter", 3, "Kvartal 3", 10, 8, False),
        ("quarter", 4, "Kvartal 4", 1, 15, True),
    ]


def test_loading_the_wheel_again_keeps_a_changed_day():
    load_wheel()
    WheelEntry.objects.filter(kind="tertial", number=1).update(due_day=10)
    assert load_wheel() == 0
    assert WheelEntry.objects.get(kind="tertial", number=1).due_day == 10


def test_the_plan_for_reminders():
    load_wheel()
    assert list(ReminderStep.objects.order_by("days").values_list("days", "tells_director")) == [
        (-14, False),
        (0, False),
        (7, False),
        (21, True),
    ]


def test_what_is_taken_out_of_the_wheel_stays_out():
    load_wheel()
    WheelEntry.objects.filter(kind="quarter", number=4).delete()
    ReminderStep.objects.filter(days=21).delete()
    assert load_wheel() == 0


def test_every_neighbourhood_lies_in_a_district_of_today(loaded):
    today = set(Organisation.objects.districts().valid_on(NEWEST))
    lies_in = {each.name: each.district for each in Neighbourhood.objects.select_related("district")}
    assert set(lies_in.values()) == today
    assert {name: lies_in[name].short_name for name in ("Husby", "Vasastaden", "Högdalen", "Gröndal")} == {
        "Husby": "Järva",
        "Vasastaden": "Norra innerstaden",
        "Högdalen": "Enskede-Årsta-Vantör",
        "Gröndal": "Hägersten-Älvsjö",
    }


def test_a_neighbourhood_somebody_has_moved_stays_moved(loaded):
    husby = Neighbourhood.objects.get(name="Husby")
    husby.district = Organisation.objects.get(key="bromma")
    husby.save()
    assert load_organisations() == 0
    assert Neighbourhood.objects.get(name="Husby").district.key == "bromma"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "Husby"}, "Stadsdelen ligger redan i en annan stadsdelsförvaltning."),
        (
            {"name": "Husby", "district": "jarva", "valid_to": date(2020, 1, 1), "valid_from": None},
            "Stadsdelen ligger redan i den stadsdelsförvaltningen.",
        ),
        (
            {"valid_from": date(2024, 1, 1), "valid_to": date(2023, 1, 1)},
            "Slutdatum ligger före startdatum. Rätta ett av dem.",
        ),
        ({"name": ""}, "Skriv stadsdelens namn."),
    ],
)
def test_a_neighbourhood_that_cannot_be_is_refused_in_words(loaded, change, words):
    row = Neighbourhood.objects.get(name="Akalla")
    row.district = Organisation.objects.get(key="bromma")
    for name, value in change.items():
        setattr(row, name, Organisation.objects.get(key=value) if name == "district" else value)
    with pytest.raises(ValidationError) as refused, in_words():
        row.save()
    assert refused.value.messages == [words]
