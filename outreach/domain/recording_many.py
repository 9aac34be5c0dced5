"""A whole file of activities is registered: the same rules as one, with a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from outreach.domain.candidates import ActivityCandidate, ActivityRow, Stored
from outreach.domain.hanging import hang
from outreach.models import Activity, ActivityMaterial, ActivityPartner, Observation
from portal.content.outcomes import Outcome, Status
from portal.database.refusals import in_words
from portal.organisation.models import User

__all__ = ["ActivityCandidate", "register_activities"]
WRITTEN = (
    *("day", "form", "neighbourhood", "place", "groups", "languages", "interpreter", "childcare"),
    *("women", "men", "unknown", "children"),
    *("state", "submitted_at", "submitted_by", "received_by"),
)
LINKS: tuple[tuple[Any, str, str], ...] = (
    (ActivityPartner, "partner", "partners"),
    (ActivityMaterial, "material", "materials"),
)


@transaction.atomic
def register_activities(
    candidates: Sequence[ActivityCandidate], *, by: User | None, now: datetime
) -> list[Outcome[Activity]]:
    """Register and change many; answer what became of each, in order. Refused ones are not written.

    One whose day has come is held, one whose day lies ahead is planned and carries no counts. What says the
    same as what is stored is unchanged, also where it was planned and its day has passed since.
    """
    if not candidates:
        return []
    stored = _load({candidate.key for candidate in candidates if candidate.key})
    rows = [ActivityRow(each, stored.get(each.key, Stored()), by=by, now=now) for each in candidates]
    for row in rows:
        row.check()
    _refuse_twice(rows)
    outcomes = [row.outcome() for row in rows]
    with in_words():
        _write([row for row in rows if row.is_written])
    return outcomes


def _load(keys: set[str]) -> dict[str, Stored]:
    """Key -> what is stored, locked until the transaction ends."""
    rows = Activity.objects.select_for_update(of=("self",)).filter(key__in=keys)
    found: dict[int | None, Stored] = {
        each.pk: Stored(each)
        for each in rows.select_related("form", "neighbourhood", "organisation__parent").order_by("pk")
    }
    for model, name, many in LINKS:
        linked: dict[int, set[Any]] = defaultdict(set)
        for link in model.objects.filter(activity__in=found).select_related(name):
            linked[link.activity_id].add(getattr(link, name))
        for pk, things in linked.items():
            setattr(found[pk], many, frozenset(things))
    for each in Observation.objects.filter(activity__in=found).order_by("-pk"):  # the oldest is told last
        if each.kind in (Observation.Kind.CHALLENGE, Observation.Kind.GOOD_EXAMPLE):
            setattr(found[each.activity_id], str(each.kind), each)
    return {each.activity.key: each for each in found.values() if each.activity}


def _refuse_twice(rows: Iterable[ActivityRow]) -> None:
    seen = set()
    for row in rows:
        if row.candidate.key and row.candidate.key in seen:
            row.refusals.add("key", _("Samma aktivitets-id står redan på en tidigare rad. Ta bort den ena."))
        seen.add(row.candidate.key)


def _write(rows: Sequence[ActivityRow]) -> None:
    Activity.objects.bulk_create([row.activity for row in rows if row.status == Status.NEW])
    Activity.objects.bulk_update([row.activity for row in rows if row.status == Status.CHANGED], WRITTEN)
    for model, name, many in LINKS:
        _link(rows, model, name, many)
    hang(rows)


def _link(rows: Iterable[ActivityRow], model: Any, name: str, many: str) -> None:
    gone: list[int] = []
    new: list[Any] = []
    changed = [row for row in rows if row.before[many] != row.after[many]]
    left = {(row.activity.pk, each.pk) for row in changed for each in row.before[many] - row.after[many]}
    if left:
        kept = model.objects.filter(activity__in={pk for pk, _thing in left})
        gone = [
            pk for pk, *pair in kept.values_list("pk", "activity_id", f"{name}_id") if tuple(pair) in left
        ]
    for row in changed:
        added = sorted(row.after[many] - row.before[many], key=lambda thing: thing.pk)
        new += [model(activity=row.activity, **{name: thing}) for thing in added]
    model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_create(new)
