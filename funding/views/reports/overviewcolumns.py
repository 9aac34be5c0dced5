"""The columns of the list of expected reports, said once: page and export are both made from them."""

from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.states import EXAMPLE
from funding.views.reports.overviewfilter import STANDINGS
from portal.database.functions import SwedishKey
from portal.periods import Period
from portal.ui import writing
from portal.ui.columns import DAY, Column, Kind
from portal.workareas import State

LOOKS = {
    "late": ("bad", "bad"),
    "returned": ("undo", "warn"),
    "awaited": ("wait", ""),
    "submitted": ("send", "info"),
}
#: values of a row that no column shows by itself
EXTRA = {
    "is_example": "party__agreement__is_example",
    "agreement_pk": "party__agreement",
    "kind": "expected__period_kind",
}
_PERIOD = Concat(
    Cast("expected__year", TextField()),
    Value("-"),
    Cast("expected__number", TextField()),
    output_field=TextField(),
)


def overview_columns(today: date) -> list[Column]:
    """Return the columns as they are on ``today``."""
    return [*_about(), *_standing(today)]


def _about() -> list[Column]:
    """Whose report, on what, for which time."""
    return [
        Column(
            "agreement",
            gettext_lazy("Överenskommelse"),
            source="party__agreement__title",
            sort=SwedishKey("party__agreement__title"),
            nulls=False,
            head=True,
            cell=_agreement,
            export=lambda row: f"{row.agreement} ({EXAMPLE.word})" if row.is_example else row.agreement,
        ),
        Column(
            "party",
            gettext_lazy("Part"),
            source="party__organisation__short_name",
            sort=SwedishKey("party__organisation__short_name"),
            nulls=False,
            link=_report,
        ),
        Column(
            "period",
            gettext_lazy("Period"),
            source=_PERIOD,
            sort=True,
            cell=_period,
            export=_period,
            nulls=False,
            kind=Kind(css="nowrap"),
        ),
    ]


def _standing(today: date) -> list[Column]:
    """By when, when it came, and how it stands."""
    return [
        Column("last_day", gettext_lazy("Senast"), kind=DAY, sort=True, nulls=False),
        Column(
            "submitted",
            gettext_lazy("Inlämnad"),
            source="expected__submitted_at__date",
            kind=DAY,
            sort=True,
            none=gettext_lazy("inte inlämnad"),
        ),
        Column(
            "standing",
            gettext_lazy("Läge"),
            sort=_in_order(),
            nulls=False,
            cell=lambda row: writing.badge(_state(row, today)),
            export=lambda row: str(_state(row, today).word),
        ),
    ]


def _in_order() -> Case:
    """The late first, then what is to be done, last what is done."""
    whens = [When(standing=code, then=Value(place)) for place, code in enumerate(STANDINGS)]
    return Case(*whens, default=Value(len(STANDINGS)), output_field=IntegerField())


def _agreement(row: Any) -> SafeString:
    mark = format_html(" {}", writing.badge(EXAMPLE)) if row.is_example else ""
    url = reverse("funding:report_list", args=[row.agreement_pk])
    return format_html('<a href="{}">{}</a>{}', url, row.agreement, mark)


def _report(row: Any) -> str:
    return reverse("funding:report_detail", args=[row.agreement_pk, row.pk])


def _period(row: Any) -> str:
    year, number = row.period.split("-")
    return Period(row.kind, int(year), int(number)).title


def _state(row: Any, today: date) -> State:
    icon, tone = LOOKS.get(row.standing, ("ok", "ok"))
    if row.standing == "late":
        days = (today - row.last_day).days
        return State(_("1 dag sen") if days == 1 else _("%(days)s dagar sen") % {"days": days}, icon, tone)
    return State(STANDINGS[row.standing], icon, tone)
