"""An activity is registered: planned ahead, or held with who came; later told of or moved.

Nobody's name is ever taken down: a free text is refused when it holds a personal identity number, a telephone
number or an e-mail address.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from outreach.domain.noting import note
from outreach.domain.refusing import COUNTS, HEADS, refuse_day, refuse_text, refuse_told
from outreach.models import Activity, ActivityMaterial, ActivityPartner, Material, Series, WorkForm
from portal.database.refusals import in_words
from portal.organisation.models import Neighbourhood, Organisation, User

_State = Activity.State
__all__ = [
    "COUNTS",
    "HEADS",
    "Told",
    "fill",
    "new_key",
    "plan_series",
    "refuse_text",
    "refuse_told",
    "register",
    "settle_state",
    "write",
]
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are mistaken for another
MOST_IN_A_SERIES = 104  # two years of weeks


@dataclass(frozen=True)
class Told:
    """What is said of an activity. Codes for groups, languages and topics; None is not told, 0 is nobody.

    ``challenge`` and ``good_example`` become observations that hang on it; None leaves what is there.
    """

    form: WorkForm
    day: date
    groups: Iterable[str]
    languages: Iterable[str] = ()
    topics: Iterable[str] = ()
    neighbourhood: Neighbourhood | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    interpreter: bool | None = None
    childcare: bool | None = None
    counting: str = Activity.Counting.COUNTED
    counts: Mapping[str, int | None] = field(default_factory=dict)
    remark: str = ""
    challenge: str | None = None
    good_example: str | None = None
    partners: Iterable[Organisation] = ()
    materials: Iterable[Material] = ()


@transaction.atomic
def register(
    *, organisation: Organisation, told: Told, by: User | None, now: datetime, key: str = ""
) -> Activity:
    """Register an activity: held when its day has come, planned when it lies ahead.

    ValidationError: heads of what has not been held, of what is sent out, by sex in a range; a neighbourhood
    of another district; no target group; a personal identity number in the remark.
    """
    activity = Activity(organisation=organisation, key=key or new_key(), registered_by=by)
    return write(activity=activity, told=told, by=by, now=now)


@transaction.atomic
def write(*, activity: Activity, told: Told, by: User | None, now: datetime) -> Activity:
    """Write what is told over ``activity``. ValidationError: as ``register``, or it was cancelled."""
    if activity.state == _State.CANCELLED:
        raise ValidationError(_("Aktiviteten är inställd. Registrera en ny i stället."))
    if activity.submitted_at and told.day > timezone.localdate(now):
        raise ValidationError({"day": _("Aktiviteten är redan hållen. Skriv en dag som har varit.")})
    if told.day != activity.day:
        refuse_day(told.day, today=timezone.localdate(now))
    refuse_told(activity.organisation, told, held=told.day <= timezone.localdate(now))
    fill(activity, told)
    settle_state(activity, by, now)
    # The constraints are the database's to say, once: asked beforehand they cost a question each.
    activity.clean_fields(exclude=["organisation", "form", "neighbourhood", "registered_by"])
    with in_words():
        activity.save()
    _join(activity, told)
    note(activity, {"challenge": told.challenge, "good_example": told.good_example})
    return activity


@transaction.atomic
def plan_series(
    *, organisation: Organisation, told: Told, until: date, every_weeks: int, by: User | None, now: datetime
) -> Series:
    """Plan the same activity every so many weeks, from the day told of to ``until``, both in it.

    ValidationError: a series of one, or of more than two years of weeks.
    """
    step = timedelta(weeks=max(every_weeks, 1))
    days = [told.day + step * n for n in range((until - told.day) // step + 1)] if until >= told.day else []
    if not 2 <= len(days) <= MOST_IN_A_SERIES:
        raise ValidationError(
            {
                "until": _("En serie är 2–%(most)s gånger. Välj en annan sista dag.")
                % {"most": MOST_IN_A_SERIES}
            }
        )
    series = Series(organisation=organisation, begins_on=days[0], ends_on=until, every_weeks=every_weeks)
    series.full_clean()
    series.save()
    for day in days:
        one = Activity(organisation=organisation, key=new_key(), registered_by=by, series=series)
        write(activity=one, told=_on(told, day, now), by=by, now=now)
    return series


def new_key() -> str:
    """Return an id for an activity that can be read aloud and is not taken: 31 to the power of ten."""
    return f"a-{get_random_string(10, _LETTERS)}"


def _on(told: Told, day: date, now: datetime) -> Told:
    held = day <= timezone.localdate(now)
    first = day == told.day
    learnt = {} if first else {"challenge": None, "good_example": None}
    return Told(**{**told.__dict__, "day": day, "counts": told.counts if held and first else {}, **learnt})


def fill(activity: Activity, told: Told) -> None:
    names = ("form", "day", "neighbourhood", "starts_at", "ends_at", "interpreter", "childcare", "counting")
    for name in names:
        setattr(activity, name, getattr(told, name))
    for name in ("groups", "languages", "topics"):
        setattr(activity, name, list(dict.fromkeys(getattr(told, name))))
    for name in COUNTS:
        setattr(activity, name, told.counts.get(name))
    activity.place, activity.remark = told.place.strip(), told.remark.strip()


def settle_state(activity: Activity, by: User | None, now: datetime) -> None:
    """Held when its day has come, planned before; reported once it tells of what its form counts."""
    if activity.day > timezone.localdate(now):
        activity.state, activity.submitted_at, activity.submitted_by = _State.PLANNED, None, None
        activity.received_by = None
        return
    activity.state = _State.REPORTED if _tells(activity) else _State.HELD
    activity.submitted_at = activity.submitted_at or now
    activity.submitted_by = activity.submitted_by or by
    activity.received_by = activity.received_by or activity.organisation.parent or activity.organisation


def _tells(activity: Activity) -> bool:
    if activity.form.counts == WorkForm.Counts.NOTHING:
        return True
    return any(getattr(activity, name) is not None for name in COUNTS)


def _join(activity: Activity, told: Told) -> None:
    links: tuple[tuple[Any, str, Iterable[Any]], ...] = (
        (ActivityPartner, "partner", told.partners),
        (ActivityMaterial, "material", told.materials),
    )
    for model, name, wanted in links:
        kept = list(dict.fromkeys(wanted))
        old = model.objects.filter(activity=activity)
        old.exclude(**{f"{name}__in": kept}).delete()
        there = set(old.values_list(f"{name}_id", flat=True))
        model.objects.bulk_create(
            model(activity=activity, **{name: one}) for one in kept if one.pk not in there
        )
