"""Keep activities: planned, held with how many came, or cancelled."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from projects.domain.recording import record_thing
from projects.models import Activity
from projects.models.dating import read_spans, write_spans


def keep_activity(*, activity: Activity, today: date) -> Activity:
    """Save a new or changed activity; its days are read from ``activity.dates`` and kept as exact as told.

    Raises ValidationError with {field: messages}: days that cannot be read, one that is held before its day,
    a network of another programme, participants in what was not held.
    """
    try:
        spans = read_spans(activity.dates)
    except ValidationError as refusal:
        raise ValidationError({"dates": refusal.messages}) from refusal
    activity.dates = write_spans(spans)
    activity.begins = spans[0].begins if spans else None
    activity.ends = spans[-1].ends if spans else None
    _refuse_early(activity, today)
    if activity.network and activity.network.programme_id != activity.programme_id:
        raise ValidationError({"network": _("Nätverket hör till ett annat program.")})
    return record_thing(activity)


def _refuse_early(activity: Activity, today: date) -> None:
    held = activity.status == Activity.Status.HELD
    if held and activity.begins and activity.begins > today:
        raise ValidationError({"status": _("Aktiviteten har inte varit än. Välj planerad.")})
    if not held and activity.participants is not None:
        raise ValidationError(
            {"participants": _("Bara en genomförd aktivitet har deltagare. Skriv de inbjudna för sig.")}
        )
