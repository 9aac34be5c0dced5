"""A series: the same activity again every so many weeks; one of them moved, the rest cancelled or changed.

What is said of the rest is written as one statement, after the first of them has been found to hold.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from outreach.domain.recording import COUNTS, MOST_IN_A_SERIES, new_key
from outreach.domain.refusing import refuse_day, refuse_text
from outreach.models import Activity, ActivityMaterial, ActivityPartner, Series
from portal.content.texts import tidy
from portal.organisation.models import User

_PLANNED = Activity.State.PLANNED
CHANGEABLE = ("starts_at", "ends_at", "place", "groups", "languages", "topics", "interpreter", "childcare")
_CODES = ("groups", "languages", "topics")
_LINKED = ["organisation", "form", "neighbourhood", "series", "registered_by"]


@transaction.atomic
def repeat(*, activity: Activity, until: date, every_weeks: int, by: User, now: datetime) -> Series:
    """Plan what ``activity`` is again every so many weeks until ``until``; it becomes the first of a series.

    Only days ahead are planned: what has been is registered one by one. ValidationError: it is in a series or
    cancelled, no day or more than two years of days are left, or the weeks between are not 1 to 8.
    """
    _lock(activity)
    _refuse_repeating(activity)
    refuse_day(until, today=localdate(now), field="until")
    series = Series(
        organisation=activity.organisation, begins_on=activity.day, ends_on=until, every_weeks=every_weeks
    )
    series.full_clean(exclude=["organisation"])
    days = _days(activity.day, until, every_weeks, after=localdate(now))
    if not 1 <= len(days) < MOST_IN_A_SERIES:
        words = {"most": MOST_IN_A_SERIES}
        raise ValidationError(
            {"until": _("Välj en sista dag som ger minst en gång till, och högst %(most)s.") % words}
        )
    series.save()
    activity.series = series
    activity.save(update_fields=["series"])
    made = Activity.objects.bulk_create(_again(activity, day, by) for day in days)
    _take_along(activity, made)
    return series


@transaction.atomic
def move(*, activity: Activity, day: date, starts_at: time | None, ends_at: time | None, today: date) -> None:
    """Put what is planned on another day or hour. ValidationError: it has been, or the day has."""
    _lock(activity)
    if activity.state != _PLANNED:
        raise ValidationError(_("Bara det som är planerat kan flyttas."))
    if day < today:
        raise ValidationError({"day": _("Dagen har redan varit. Välj en dag som ligger framåt.")})
    refuse_day(day, today=today)
    activity.day, activity.starts_at, activity.ends_at = day, starts_at, ends_at
    activity.full_clean(exclude=_LINKED)
    activity.save(update_fields=["day", "starts_at", "ends_at"])


def rest_of(activity: Activity) -> QuerySet[Activity]:
    """What is planned of the series from ``activity`` on, it too."""
    if activity.series_id is None:
        return Activity.objects.none()
    return Activity.objects.filter(series=activity.series_id, state=_PLANNED, day__gte=activity.day)


@transaction.atomic
def cancel_rest(*, activity: Activity, reason: str) -> int:
    """Cancel ``activity`` and what is planned after it in its series; return how many. ValidationError: none
    is left, or the reason points out a person."""
    reason = tidy(reason)
    refuse_text(reason, field="reason")
    _refuse_none(rest_of(activity))
    return rest_of(activity).update(state=Activity.State.CANCELLED, cancelled_reason=reason)


@transaction.atomic
def change_rest(
    *, activity: Activity, changes: Mapping[str, Any], weekday: int | None = None, today: date
) -> int:
    """Write ``changes`` (names of CHANGEABLE) over ``activity`` and what is planned after it in its series.

    ``weekday`` (0 is Monday) moves each to that day of its own week. Returns how many. ValidationError: none
    is left, a day of them has been, no target group, or what the database refuses.
    """
    rest = rest_of(activity).order_by("day", "pk")
    _refuse_none(rest)
    first = rest[0]
    shift = timedelta() if weekday is None else timedelta(days=weekday - first.day.weekday())
    if first.day + shift < today:
        raise ValidationError({"weekday": _("Den dagen har redan varit den veckan. Välj en senare dag.")})
    values = _tidied(changes)
    for name, value in values.items():
        setattr(first, name, value)
    first.full_clean(exclude=_LINKED)
    return rest.order_by().update(**values, day=F("day") + shift)


def _lock(activity: Activity) -> None:
    """Read the activity anew, for writing: what was decided of it meanwhile is known."""
    activity.refresh_from_db(from_queryset=Activity.objects.select_for_update(of=("self",)))


def _tidied(changes: Mapping[str, Any]) -> dict[str, Any]:
    """What of ``changes`` may be written, as it is stored. ValidationError: no target group is left."""
    values = {name: tidy(value) for name, value in changes.items() if name in CHANGEABLE}
    for name in _CODES:
        if name in values:
            values[name] = list(dict.fromkeys(values[name]))
    if values.get("groups") == []:
        raise ValidationError({"groups": _("Välj minst en målgrupp.")})
    if "place" in values:
        refuse_text(values["place"], field="place")
    return values


def _refuse_repeating(activity: Activity) -> None:
    if activity.state == Activity.State.CANCELLED:
        raise ValidationError(_("Aktiviteten är inställd och kan inte upprepas."))
    if activity.series_id is not None:
        raise ValidationError(_("Aktiviteten är redan en del av en serie."))


def _refuse_none(rest: QuerySet[Activity]) -> None:
    if not rest.select_for_update().order_by("pk").exists():
        raise ValidationError(_("Det finns inget planerat kvar av serien."))


def _days(begins: date, until: date, every_weeks: int, *, after: date) -> list[date]:
    """The days of a series that follow its first and lie after ``after``."""
    if until <= begins:
        return []
    step = timedelta(weeks=every_weeks)
    return [day for n in range(1, (until - begins) // step + 1) if (day := begins + step * n) > after]


def _again(activity: Activity, day: date, by: User) -> Activity:
    """The same activity on another day: planned, with nothing told of who came."""
    one = copy(activity)
    one._state = type(activity._state)()
    one.pk, one.key, one.day, one.registered_by = None, new_key(), day, by
    one.state, one.cancelled_reason, one.remark = _PLANNED, "", ""
    one.submitted_at = one.submitted_by = one.received_by = None
    one.counting = Activity.Counting.COUNTED
    for name in COUNTS:
        setattr(one, name, None)
    return one


def _take_along(activity: Activity, made: Iterable[Activity]) -> None:
    """Partners and materials of the first are those of the others too."""
    links: tuple[tuple[Any, str], ...] = ((ActivityPartner, "partner_id"), (ActivityMaterial, "material_id"))
    made = list(made)
    for model, name in links:
        keys = list(model.objects.filter(activity=activity).values_list(name, flat=True))
        model.objects.bulk_create(model(activity=one, **{name: key}) for one in made for key in keys)
