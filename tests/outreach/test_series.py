"""A series: repeated from an activity, one moved, the rest changed or cancelled."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from outreach.domain.repeating import cancel_rest, change_rest, move, repeat, rest_of
from outreach.models import Activity, ActivityMaterial, ActivityPartner, Material, Series
from tests.factories.outreach import make_activity
from tests.factories.portal import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
TODAY = NOW.date()
TUESDAY = date(2026, 3, 3)


def planned(**fields) -> Activity:
    return make_activity(state="planned", **({"day": TUESDAY, "starts_at": time(14)} | fields))


def days(series: Series, **cut) -> list[date]:
    return list(series.activities.filter(**cut).order_by("day").values_list("day", flat=True))


def repeated(activity: Activity, until=date(2026, 3, 31), every_weeks=1) -> Series:
    return repeat(activity=activity, until=until, every_weeks=every_weeks, by=UserFactory(), now=NOW)


@pytest.mark.parametrize(
    ("every_weeks", "until", "expected"),
    [
        (1, date(2026, 3, 17), [3, 10, 17]),
        (1, date(2026, 3, 16), [3, 10]),
        (2, date(2026, 3, 31), [3, 17, 31]),
        (4, date(2026, 3, 31), [3, 31]),
    ],
)
def test_the_same_is_planned_every_so_many_weeks(every_weeks, until, expected):
    series = repeated(planned(), until, every_weeks)

    assert days(series) == [date(2026, 3, day) for day in expected]
    assert (series.begins_on, series.ends_on, series.every_weeks) == (TUESDAY, until, every_weeks)


def test_the_others_are_as_the_first_and_tell_nothing_of_who_came():
    held = make_activity(
        day=date(2026, 2, 24), place="Husby", women=4, children=0, remark="Många kom.", topics=["bostad"]
    )
    partner, title = OrganisationFactory(association=True), "Välkommen"
    material = Material.objects.create(title=title, kind="letter", owner=held.organisation)
    ActivityPartner.objects.create(activity=held, partner=partner)
    ActivityMaterial.objects.create(activity=held, material=material)

    series = repeated(held, date(2026, 3, 10))

    others = list(series.activities.exclude(pk=held.pk).order_by("day"))
    assert [
        (
            one.day,
            one.state,
            one.place,
            one.topics,
            one.women,
            one.children,
            one.remark,
            one.submitted_at,
            one.received_by,
        )
        for one in others
    ] == [
        (date(2026, 3, 3), "planned", "Husby", ["bostad"], None, None, "", None, None),
        (date(2026, 3, 10), "planned", "Husby", ["bostad"], None, None, "", None, None),
    ]
    assert [[p.partner for p in one.partners.all()] for one in others] == [[partner]] * 2
    assert [[m.material for m in one.materials.all()] for one in others] == [[material]] * 2
    assert len({one.key for one in others} | {held.key}) == 3
    held.refresh_from_db()
    assert (held.women, held.state, held.series) == (4, "held", series)


def test_what_has_been_is_not_planned():
    series = repeated(make_activity(day=date(2026, 2, 10)), date(2026, 3, 10))

    assert days(series) == [date(2026, 2, 10), date(2026, 3, 3), date(2026, 3, 10)]


@pytest.mark.parametrize("until", [date(2026, 3, 3), date(2026, 3, 9), date(2020, 1, 1), date(2029, 3, 1)])
def test_a_series_has_two_and_at_most_two_years_of_weeks(until):
    activity = planned()

    with pytest.raises(ValidationError) as refusal:
        repeated(activity, until)

    assert set(refusal.value.message_dict) <= {"until", "__all__"}
    assert (Series.objects.count(), Activity.objects.count()) == (0, 1)


@pytest.mark.parametrize("every_weeks", [0, 9])
def test_weeks_between_are_one_to_eight(every_weeks):
    with pytest.raises(ValidationError):
        repeated(planned(), date(2026, 12, 31), every_weeks)


def test_neither_a_cancelled_one_nor_one_of_a_series_is_repeated():
    first = planned()
    repeated(first)
    first.refresh_from_db()

    for activity in (make_activity(state="cancelled"), first):
        with pytest.raises(ValidationError):
            repeated(activity)


def test_one_is_moved_and_the_others_stay():
    series = repeated(planned(), date(2026, 3, 17))
    one = series.activities.get(day=date(2026, 3, 10))

    move(activity=one, day=date(2026, 3, 12), starts_at=time(9), ends_at=time(10), today=TODAY)

    assert days(series) == [date(2026, 3, 3), date(2026, 3, 12), date(2026, 3, 17)]
    one.refresh_from_db()
    assert (one.starts_at, one.ends_at) == (time(9), time(10))


@pytest.mark.parametrize(
    ("state", "day", "starts_at", "ends_at"),
    [
        ("planned", date(2026, 2, 28), None, None),
        ("planned", date(2026, 3, 5), time(15), time(14)),
        ("held", date(2026, 3, 5), None, None),
        ("cancelled", date(2026, 3, 5), None, None),
    ],
)
def test_what_cannot_be_moved_stays(state, day, starts_at, ends_at):
    activity = make_activity(state=state, day=TUESDAY)

    with pytest.raises(ValidationError):
        move(activity=activity, day=day, starts_at=starts_at, ends_at=ends_at, today=TODAY)

    activity.refresh_from_db()
    assert activity.day == TUESDAY


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(2028, 3, 3)])
def test_nothing_is_moved_further_ahead_than_two_years(day):
    activity = planned()

    with pytest.raises(ValidationError) as refusal:
        move(activity=activity, day=day, starts_at=None, ends_at=None, today=TODAY)

    words = ["Dagen ligger för långt fram. Skriv ett datum inom två år."]
    assert refusal.value.message_dict == {"day": words}


def test_no_series_goes_on_for_more_than_two_years():
    with pytest.raises(ValidationError) as refusal:
        repeated(planned(), until=date(2028, 3, 3), every_weeks=8)

    words = ["Dagen ligger för långt fram. Skriv ett datum inom två år."]
    assert refusal.value.message_dict == {"until": words}


def test_what_two_read_as_planned_is_repeated_once_and_not_moved_when_it_is_told_of():
    read_before = Activity.objects.get(pk=planned().pk)
    series = repeated(Activity.objects.get(pk=read_before.pk))
    with pytest.raises(ValidationError, match="redan en del av en serie"):
        repeated(read_before)
    assert Series.objects.get() == series

    handed_in = {"submitted_at": NOW, "received_by": read_before.organisation}
    Activity.objects.filter(pk=read_before.pk).update(state="held", **handed_in)
    read_before.state = "planned"
    with pytest.raises(ValidationError, match="Bara det som är planerat kan flyttas"):
        move(activity=read_before, day=date(2026, 3, 5), starts_at=None, ends_at=None, today=TODAY)


def test_the_rest_is_cancelled_and_what_was_before_is_not():
    series = repeated(planned())
    middle = series.activities.get(day=date(2026, 3, 17))

    assert cancel_rest(activity=middle, reason=" Lokalen är stängd. ") == 3

    assert days(series, state="planned") == [date(2026, 3, 3), date(2026, 3, 10)]
    reasons = set(series.activities.filter(state="cancelled").values_list("cancelled_reason", flat=True))
    assert reasons == {"Lokalen är stängd."}


def test_a_reason_that_points_out_a_person_cancels_nothing():
    series = repeated(planned())

    with pytest.raises(ValidationError) as refusal:
        cancel_rest(activity=series.activities.earliest("day"), reason="19121212-1212 blev sjuk")

    assert list(refusal.value.message_dict) == ["reason"]
    assert series.activities.filter(state="cancelled").count() == 0


def test_nothing_is_left_of_an_activity_without_a_series():
    alone = planned()

    assert list(rest_of(alone)) == []
    with pytest.raises(ValidationError):
        cancel_rest(activity=alone, reason="")


def test_only_what_is_changed_is_written_over_the_rest():
    series = repeated(planned(place="Husby"), date(2026, 3, 24))
    own = series.activities.get(day=date(2026, 3, 17))
    Activity.objects.filter(pk=own.pk).update(place="Kista")
    second = series.activities.get(day=date(2026, 3, 10))

    changed = change_rest(
        activity=second, changes={"starts_at": time(17), "languages": ["so", "so"]}, weekday=3, today=TODAY
    )

    rows = series.activities.order_by("day").values_list("day", "starts_at", "place", "languages")
    assert changed == 3
    assert list(rows) == [
        (date(2026, 3, 3), time(14), "Husby", ["ar"]),
        (date(2026, 3, 12), time(17), "Husby", ["so"]),
        (date(2026, 3, 19), time(17), "Kista", ["so"]),
        (date(2026, 3, 26), time(17), "Husby", ["so"]),
    ]


@pytest.mark.parametrize(
    ("changes", "weekday", "field"),
    [
        ({"groups": []}, None, "groups"),
        ({"groups": ["finns-inte"]}, None, None),
        ({"ends_at": time(13)}, None, "__all__"),
        ({"place": "hos 19121212-1212"}, None, "place"),
        ({}, 0, "weekday"),
    ],
)
def test_a_change_that_does_not_hold_changes_nothing(changes, weekday, field):
    series = repeated(planned(day=date(2026, 3, 3)), date(2026, 3, 17))
    first = series.activities.earliest("day")

    with pytest.raises((ValidationError, IntegrityError)) as refusal, transaction.atomic():
        change_rest(activity=first, changes=changes, weekday=weekday, today=date(2026, 3, 3))

    if field:
        assert list(refusal.value.message_dict) == [field]
    assert days(series) == [date(2026, 3, 3), date(2026, 3, 10), date(2026, 3, 17)]
    assert set(series.activities.values_list("place", flat=True)) == {""}


def test_what_is_not_offered_is_not_written():
    series = repeated(planned())

    change_rest(
        activity=series.activities.earliest("day"), changes={"women": 3, "state": "held"}, today=TODAY
    )

    assert set(series.activities.values_list("women", "state")) == {(None, "planned")}


def test_many_cost_no_more_queries_than_few():
    counts = []
    for until in (date(2026, 3, 17), date(2027, 3, 1)):
        first = planned()
        with CaptureQueriesContext(connection) as repeating:
            repeated(first, until)
        with CaptureQueriesContext(connection) as changing:
            change_rest(activity=first, changes={"place": "Kista"}, today=TODAY)
        with CaptureQueriesContext(connection) as cancelling:
            cancel_rest(activity=first, reason="")
        counts.append([len(each) for each in (repeating, changing, cancelling)])

    assert counts[0] == counts[1]
