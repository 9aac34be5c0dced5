"""An activity is registered, written over, cancelled, struck and given back as it was."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from outreach.domain.cancelling import cancel, restore, strike
from outreach.domain.recording import Told, plan_series, register, write
from outreach.models import Activity, Material, Observation, Tally
from tests.factories.outreach import form, make_activity
from tests.factories.portal import NeighbourhoodFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY, AHEAD = date(2026, 11, 24), date(2026, 12, 1)


@pytest.fixture
def told(db) -> Told:
    return Told(form=form("dialogtorg"), day=TODAY, groups=["ebo"], counts={"women": 14, "men": 6})


@pytest.fixture
def district():
    return OrganisationFactory()


def refused(call) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        call()
    error = refusal.value
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def test_what_its_form_counts_makes_it_reported(district, told):
    somebody = UserFactory()
    one = register(organisation=district, told=told, by=somebody, now=NOW)
    assert (one.state, one.submitted_at, one.submitted_by, one.received_by) == (
        "reported",
        NOW,
        somebody,
        district,
    )


def test_without_heads_it_is_held(district, told):
    one = register(organisation=district, told=replace(told, counts={}), by=None, now=NOW)
    assert (one.state, one.submitted_at) == ("held", NOW)


def test_zero_is_told(district, told):
    one = register(organisation=district, told=replace(told, counts={"women": 0}), by=None, now=NOW)
    assert (one.state, one.women, one.men) == ("reported", 0, None)


def test_what_is_never_counted_is_reported_at_once(district, told):
    told = replace(told, form=form("webb"), counts={})
    assert register(organisation=district, told=told, by=None, now=NOW).state == "reported"


def test_a_day_ahead_is_planned_and_belongs_to_nobody_else(district, told):
    told = replace(told, day=AHEAD, counts={})
    one = register(organisation=district, told=told, by=UserFactory(), now=NOW)
    assert (one.state, one.submitted_at, one.submitted_by, one.received_by) == ("planned", None, None, None)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(1, 1, 1), "Dagen ligger för långt tillbaka. Skriv ett datum efter 1989."),
        (date(1989, 12, 31), "Dagen ligger för långt tillbaka. Skriv ett datum efter 1989."),
        (date(2028, 11, 25), "Dagen ligger för långt fram. Skriv ett datum inom två år."),
        (date(9999, 12, 31), "Dagen ligger för långt fram. Skriv ett datum inom två år."),
    ],
)
def test_a_year_that_nobody_means_is_refused(district, told, day, words):
    told = replace(told, day=day, counts={})
    assert refused(lambda: register(organisation=district, told=told, by=None, now=NOW)) == {"day": [words]}


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2028, 11, 24)])
def test_the_first_and_the_last_day_are_taken(district, told, day):
    one = register(organisation=district, told=replace(told, day=day, counts={}), by=None, now=NOW)
    assert one.day == day


def test_a_day_that_was_taken_once_does_not_stop_what_is_told_of_it(district, told):
    old = make_activity(district, day=date(1988, 5, 5))
    write(activity=old, told=replace(told, day=date(1988, 5, 5)), by=None, now=NOW)
    old.refresh_from_db()
    assert (old.day, old.women) == (date(1988, 5, 5), 14)


def test_midnight_is_swedish(district, told):
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # half past midnight of the 25th in Stockholm
    told = replace(told, day=date(2026, 11, 25))
    assert register(organisation=district, told=told, by=None, now=late).state == "reported"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"day": AHEAD}, {"day": ["Dagen har inte varit än. Skriv antalet när aktiviteten är hållen."]}),
        ({"groups": []}, {"groups": ["Välj minst en målgrupp."]}),
        ({"counts": {"women": 10_001}}, {"women": ["Skriv högst 10 000. Stämmer talet?"]}),
        ({"counts": {"recipients": 5}}, {"recipients": ["Skriv hur många som kom, inte mottagare."]}),
        (
            {"counting": "range", "counts": {"lowest": 9, "highest": 3}},
            {"highest": ["Skriv det lägsta talet först och det högsta sedan."]},
        ),
        (
            {"counting": "range", "counts": {"lowest": 9}},
            {"highest": ["Skriv både det lägsta och det högsta talet."]},
        ),
        (
            {"counting": "range", "counts": {"lowest": 3, "highest": 9, "women": 1}},
            {"counting": ["Skriv antingen ett tal i taget eller mellan vilka två tal."]},
        ),
        (
            {"starts_at": time(14), "ends_at": time(13)},
            {"__all__": ["Aktiviteten kan inte sluta innan den börjar."]},
        ),
        (
            {"remark": "Ring 070-123 45 67"},
            {
                "remark": [
                    "Texten innehåller ett telefonnummer. Ta bort det. "
                    "Skriv ”en förälder” eller ”en förening”."
                ]
            },
        ),
    ],
)
def test_what_cannot_be_is_refused_with_words(district, told, changed, words):
    assert (
        refused(lambda: register(organisation=district, told=replace(told, **changed), by=None, now=NOW))
        == words
    )
    assert not Activity.objects.exists()


def test_a_letter_has_recipients(district, told):
    letter = replace(told, form=form("informationsbrev"))
    assert (
        register(
            organisation=district, told=replace(letter, counts={"recipients": 400}), by=None, now=NOW
        ).recipients
        == 400
    )
    assert refused(lambda: register(organisation=district, told=letter, by=None, now=NOW)) == {
        "recipients": ["Det som skickas ut har mottagare, inte besökare."]
    }


def test_an_area_of_another_district_is_refused(district, told):
    own, foreign = NeighbourhoodFactory(district=district), NeighbourhoodFactory()
    assert (
        register(organisation=district, told=replace(told, neighbourhood=own), by=None, now=NOW).neighbourhood
        == own
    )
    words = refused(
        lambda: register(organisation=district, told=replace(told, neighbourhood=foreign), by=None, now=NOW)
    )
    assert set(words) == {"neighbourhood"}


def test_a_code_that_is_in_no_list_is_refused(district, told):
    with pytest.raises(ValidationError) as refused:
        register(organisation=district, told=replace(told, languages=["klingon"]), by=None, now=NOW)
    assert refused.value.message_dict == {"languages": ["Språket finns inte i listan."]}


def test_links_are_written_anew_and_what_stays_is_not_touched(district, told):
    first, second, third = (OrganisationFactory(association=True) for _ in range(3))
    material = Material.objects.create(owner=district, title="Brev", kind="letter")
    one = register(
        organisation=district,
        told=replace(told, partners=[first, second], materials=[material]),
        by=None,
        now=NOW,
    )
    kept = one.partners.get(partner=second).pk

    write(activity=one, told=replace(told, partners=[second, third]), by=None, now=NOW)

    assert list(one.partners.order_by("pk").values_list("partner", flat=True)) == [second.pk, third.pk]
    assert one.partners.get(partner=second).pk == kept
    assert not one.materials.exists()


def test_planned_becomes_held_and_what_was_learnt_goes_along(district, told):
    one = register(
        organisation=district, told=replace(told, day=AHEAD, counts={}, challenge="Trångt"), by=None, now=NOW
    )
    assert Observation.objects.get().submitted_at is None
    later = datetime(2026, 12, 2, 9, tzinfo=UTC)

    write(activity=one, told=replace(told, day=AHEAD), by=None, now=later)

    seen = Observation.objects.get()
    assert (one.state, seen.submitted_at, seen.text) == ("reported", later, "Trångt")


def test_what_was_learnt_is_changed_and_taken_away_but_not_when_it_is_spread(district, told):
    told = replace(told, challenge="Trångt", good_example="Fika")
    one = register(organisation=district, told=told, by=None, now=NOW)
    good = one.observations.get(kind="good_example")
    good.spreads.create(organisation=OrganisationFactory(), offered_on=TODAY)

    write(activity=one, told=replace(told, challenge="Mycket trångt", good_example=""), by=None, now=NOW)
    assert list(one.observations.order_by("kind").values_list("text", flat=True)) == ["Mycket trångt", "Fika"]

    write(activity=one, told=replace(told, challenge="", good_example=None), by=None, now=NOW)
    assert list(one.observations.values_list("text", flat=True)) == ["Fika"]


def test_what_was_held_is_not_planned_again(district, told):
    one = register(organisation=district, told=replace(told, counts={}), by=None, now=NOW)
    words = refused(lambda: write(activity=one, told=replace(told, day=AHEAD, counts={}), by=None, now=NOW))
    assert words == {"day": ["Aktiviteten är redan hållen. Skriv en dag som har varit."]}


def test_what_is_cancelled_is_not_written(district, told):
    one = make_activity(district, state="cancelled")
    words = refused(lambda: write(activity=one, told=told, by=None, now=NOW))
    assert words == {"": ["Aktiviteten är inställd. Registrera en ny i stället."]}


def test_planned_is_cancelled_with_or_without_a_reason(district):
    one, other = (make_activity(district, state="planned", day=AHEAD) for _ in range(2))
    cancel(activity=one, reason=" Lokalen var stängd. ")
    cancel(activity=other, reason="")
    found = Activity.objects.order_by("pk").values_list("state", "cancelled_reason")
    assert list(found) == [("cancelled", "Lokalen var stängd."), ("cancelled", "")]


@pytest.mark.parametrize(
    ("state", "end", "reason", "words"),
    [
        ("held", cancel, "x", {"": ["Aktiviteten är redan hållen och kan inte ställas in."]}),
        ("cancelled", cancel, "x", {"": ["Aktiviteten är redan inställd."]}),
        ("planned", strike, "x", {"": ["Aktiviteten är inte hållen. Ställ in den i stället."]}),
        ("held", strike, " ", {"reason": ["Skriv varför aktiviteten stryks."]}),
    ],
)
def test_what_cannot_be_cancelled_or_struck(district, state, end, reason, words):
    one = make_activity(district, state=state)
    assert refused(lambda: end(activity=one, reason=reason)) == words


def test_a_reason_names_nobody(district):
    one = make_activity(district, state="planned")
    assert set(refused(lambda: cancel(activity=one, reason="Ring 070-123 45 67"))) == {"reason"}


def test_what_is_struck_leaves_every_figure_and_comes_back_as_it_was(district):
    one = make_activity(district, state="reported", women=5, men=0, children=2)
    assert Tally.objects.filter(slice="").get().women == 5

    strike(activity=one, reason="Registrerad två gånger.")
    one.refresh_from_db()
    assert (one.state, one.women, one.men, one.submitted_at is None) == ("cancelled", None, None, False)
    assert sum(Tally.objects.filter(slice="").values_list("activities", flat=True)) == 0

    restore(activity=one, by=None, now=NOW)
    one.refresh_from_db()
    assert (one.state, one.women, one.men, one.unknown, one.children) == ("reported", 5, 0, None, 2)
    assert (one.cancelled_reason, Tally.objects.filter(slice="").get().women) == ("", 5)


def test_undo_of_cancelled_is_planned_and_of_neither_is_refused(district):
    one = make_activity(district, state="planned", day=AHEAD)
    cancel(activity=one, reason="Sjukdom i gruppen.")
    restore(activity=one, by=None, now=NOW)
    assert Activity.objects.get().state == "planned"
    assert refused(lambda: restore(activity=one, by=None, now=NOW)) == {"": ["Aktiviteten är inte inställd."]}


def test_a_series_tells_heads_and_what_was_learnt_of_the_first_alone(district, told):
    told = replace(told, challenge="Trångt")
    plan_series(organisation=district, told=told, until=date(2026, 12, 8), every_weeks=1, by=None, now=NOW)
    found = Activity.objects.order_by("day").values_list("day", "state", "women")
    assert list(found) == [
        (TODAY, "reported", 14),
        (AHEAD, "planned", None),
        (date(2026, 12, 8), "planned", None),
    ]
    assert Observation.objects.count() == 1
