"""What stands against an activity as it is told: what points out a person, heads of what nobody came to."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from outreach.models import MOST_HEADS, MOST_RECIPIENTS, Activity, WorkForm
from portal.content.contacts import refuse_identifying
from portal.database.refusals import words_of
from portal.organisation.models import Organisation

if TYPE_CHECKING:
    from outreach.domain.recording import Told

HEADS = ("women", "men", "unknown", "children")
COUNTS = (*HEADS, "lowest", "highest", "recipients")
FIRST_DAY = date(1990, 1, 1)
FURTHEST_AHEAD = timedelta(days=731)
TEXTS = ("place", "remark", "challenge", "good_example")


def refuse_told(organisation: Organisation, told: "Told", *, held: bool) -> None:
    """Refuse what the rules refuse; ``held``: its day has come, so that it may have counts."""
    for name in TEXTS:
        refuse_text(getattr(told, name) or "", field=name)
    if not list(told.groups):
        raise ValidationError({"groups": _("Välj minst en målgrupp.")})
    area = told.neighbourhood
    if area and area.district_id != organisation.pk:
        words = {"area": area, "district": area.district, "own": organisation}
        raise ValidationError({"neighbourhood": _("%(area)s ligger i %(district)s, inte i %(own)s.") % words})
    if any(told.counts.get(name) is not None for name in COUNTS):
        _refuse_counts(told, held)


def refuse_day(day: date, *, today: date, field: str = "day") -> None:
    """Raise ValidationError, by field, for a year that nobody means: a slip of the finger. Days that lie
    close to the end of all years would be moved to where no calendar reads them."""
    if day < FIRST_DAY:
        words = _("Dagen ligger för långt tillbaka. Skriv ett datum efter 1989.")
    elif day > today + FURTHEST_AHEAD:
        words = _("Dagen ligger för långt fram. Skriv ett datum inom två år.")
    else:
        return
    raise ValidationError({field: words})


def refuse_text(text: str, *, field: str) -> None:
    """Raise ValidationError, by field, when a free text points out a person."""
    try:
        refuse_identifying(text)
    except ValidationError as refusal:
        raise ValidationError({field: refusal.messages}) from refusal


def _refuse_range(told: "Told") -> None:
    """A range has both its ends in order, and then nothing by sex; else it has none."""
    lowest, highest = told.counts.get("lowest"), told.counts.get("highest")
    by_range = told.counting == Activity.Counting.RANGE
    other = ("women", "men", "unknown") if by_range else ("lowest", "highest")
    if any(told.counts.get(name) is not None for name in other):
        raise ValidationError({"counting": _("Skriv antingen ett tal i taget eller mellan vilka två tal.")})
    if (lowest is None) != (highest is None):
        raise ValidationError({"highest": _("Skriv både det lägsta och det högsta talet.")})
    if lowest is not None and highest is not None and lowest > highest:
        raise ValidationError({"highest": words_of("activity_range_whole")})


def _refuse_counts(told: "Told", held: bool) -> None:
    if not held:
        raise ValidationError({"day": _("Dagen har inte varit än. Skriv antalet när aktiviteten är hållen.")})
    given = {name for name in COUNTS if told.counts.get(name) is not None}
    kind = told.form.counts
    for name in given - {"lowest"}:
        if (told.counts[name] or 0) > (MOST_RECIPIENTS if name == "recipients" else MOST_HEADS):
            raise ValidationError({name: words_of(f"activity_{name}_believable")})
    if kind == WorkForm.Counts.NOTHING:
        raise ValidationError(_("%(form)s räknas inte. Lämna antalen tomma.") % {"form": told.form})
    if kind == WorkForm.Counts.RECIPIENTS and given - {"recipients"}:
        raise ValidationError({"recipients": _("Det som skickas ut har mottagare, inte besökare.")})
    if kind == WorkForm.Counts.HEADS and "recipients" in given:
        raise ValidationError({"recipients": _("Skriv hur många som kom, inte mottagare.")})
    _refuse_range(told)
