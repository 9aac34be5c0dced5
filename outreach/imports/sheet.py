"""Activities as rows of a file: what a district has registered, and what waits for how many came."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from outreach.access import reads_raw_of, registers_at
from outreach.domain.candidates import Stored
from outreach.imports.cells import in_file
from outreach.imports.naming import Lists
from outreach.models import Activity, ActivityMaterial, ActivityPartner, Observation
from portal.organisation.models import Organisation, User
from portal.organisation.resolving import Span

_Kind, _State = Observation.Kind, Activity.State


def known(user: User | None) -> Iterator[dict[str, Any]]:
    """What the user's own district has registered and not cancelled, by column key, with raw counts."""
    rows = Activity.objects.exclude(state=_State.CANCELLED)
    if user:
        rows = rows.filter(pk__in=Activity.objects.for_user(user).filter(organisation__in=reads_raw_of(user)))
    return _written(rows)


def to_fill_in(user: User | None) -> Iterator[dict[str, Any]]:
    """Those whose day has come and that nobody has told of, of the districts the user registers for."""
    today = timezone.localdate()
    rows = Activity.objects.filter(Q(state=_State.HELD) | Q(state=_State.PLANNED, day__lte=today))
    return _written(rows.filter(organisation__in=registers_at(user)) if user else rows)


def _written(rows: Any) -> Iterator[dict[str, Any]]:
    lists = Lists.load(own=None, today=timezone.localdate())
    kinds = [_Kind.CHALLENGE, _Kind.GOOD_EXAMPLE]
    joined = rows.select_related("organisation", "form", "neighbourhood").prefetch_related(
        Prefetch("partners", ActivityPartner.objects.select_related("partner")),
        Prefetch("materials", ActivityMaterial.objects.select_related("material__owner")),
        Prefetch("observations", Observation.objects.filter(kind__in=kinds).order_by("-pk")),
    )
    for activity in joined.order_by("day", "pk").iterator(chunk_size=2000):
        yield _row(activity, lists)


def _row(activity: Activity, lists: Lists) -> dict[str, Any]:
    stored = Stored(
        activity,
        partners=frozenset(link.partner for link in activity.partners.all()),
        materials=frozenset(link.material for link in activity.materials.all()),
        **{str(each.kind): each for each in activity.observations.all()},
    )
    district, day = activity.organisation, activity.day
    said = {name: in_file(name, value, lists, district, day) for name, value in stored.says().items()}
    said |= {"key": activity.key, "organisation": _name(lists, district, day)}
    return said


def _name(lists: Lists, district: Organisation, day: date) -> str:
    return lists.names.write(district, Span(day, day))
