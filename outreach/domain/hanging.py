"""What a file says was learnt at an activity (Utmaning, Gott exempel), kept as observations of it."""

from collections.abc import Iterable

from outreach.domain.candidates import GOOD, ActivityRow
from outreach.models import Activity, Observation

_HANDED_IN = ("submitted_at", "submitted_by", "received_by")
_Kind = Observation.Kind


def hang(rows: Iterable[ActivityRow]) -> None:
    """Write the observations of the rows. They are handed in with their activity, and drafts while it is
    planned. Nej takes away only what a file once said: what somebody has described stays."""
    new: list[Observation] = []
    changed: list[Observation] = []
    gone: list[int] = []
    for row in rows:
        if row.after["challenge"] != row.before["challenge"]:
            _challenge(row, new, changed)
        if row.after["good_example"] and row.stored.good_example is None:
            new.append(_observation(row, _Kind.GOOD_EXAMPLE, GOOD))
        elif row.stored.good_example and not row.after["good_example"]:
            gone.append(row.stored.good_example.pk)
        changed += _handed_in(row)
    Observation.objects.filter(pk__in=gone, text=GOOD, spreads__isnull=True).delete()
    Observation.objects.bulk_create(new)
    Observation.objects.bulk_update(changed, ["text", *_HANDED_IN])


def _challenge(row: ActivityRow, new: list[Observation], changed: list[Observation]) -> None:
    if row.stored.challenge is None:
        new.append(_observation(row, _Kind.CHALLENGE, row.after["challenge"]))
    else:
        row.stored.challenge.text = row.after["challenge"]
        changed.append(row.stored.challenge)


def _handed_in(row: ActivityRow) -> Iterable[Observation]:
    """What was written down ahead of the day is handed in when the activity is held."""
    if row.activity.submitted_at is None:
        return
    for each in (row.stored.challenge, row.stored.good_example):
        if each and each.is_draft:
            for name in _HANDED_IN:
                setattr(each, name, getattr(row.activity, name))
            yield each


def _observation(row: ActivityRow, kind: str, text: str) -> Observation:
    activity: Activity = row.activity
    return Observation(
        kind=kind,
        theme=str(activity.form),
        text=text,
        organisation=activity.organisation,
        activity=activity,
        observed_on=activity.day,
        submitted_at=activity.submitted_at,
        submitted_by=activity.submitted_by,
        received_by=activity.received_by,
    )
