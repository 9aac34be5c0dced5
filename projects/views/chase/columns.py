"""The columns of the table of expected reports, in the contract's order."""

from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.db.models.functions import Concat
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.database.functions import NaturalKey, SwedishKey
from portal.ui import writing
from portal.ui.columns import COUNT, DAY, TKR, Column, Kind, states
from projects.models import chasing
from projects.states import EXAMPLE
from projects.views.chase import looks

EXTRA: dict[str, Any] = {
    "is_example": "project__programme__is_example",
    "extended": "expected__extended_to",
    "due_on": "expected__due_on",
    "project_pk": "project",
}
_PERIOD_KIND = Kind(page=lambda code: writing.text(looks.period(code)), export=looks.period, css="nowrap")


def duty_columns(today: date) -> list[Column]:
    """``Projekt;Ansvarig;Period;Senast;Status;Dagar sen;Påminnelser;Belopp tkr``."""
    return [_PROJECT, _LEAD, _PERIOD, _DUE, _status(today), _late(today), _REMINDERS, _MONEY]


def duty_path(pk: int) -> str:
    """A ledger's address; reversed once a page costs less than once a row."""
    return f"{reverse('projects:duty_list')}{pk}/"


def _project(row: Any) -> SafeString:
    badge = writing.badge(EXAMPLE) if row.is_example else ""
    return format_html('<a href="{}">{}</a> {}', duty_path(row.pk), row.project, badge)


def _due(row: Any) -> SafeString:
    if row.extended is None:
        return writing.day(row.due)
    before = _("uppskov, var %(day)s") % {"day": row.due_on.isoformat()}
    return format_html('{}<span class="sub">{}</span>', writing.day(row.due), before)


def _money(row: Any) -> str | None:
    return f"{reverse('projects:project_list')}{row.project_pk}/#medel" if row.money else None


def _by_standing(today: date) -> Any:
    """In the order of ``looks.STATES``: what is late first."""
    whens = [
        When(Exact(chasing.standing(today), Value(code)), then=Value(n))
        for n, code in enumerate(looks.STATES)
    ]
    return Case(*whens, default=Value(len(whens)), output_field=IntegerField())


_PROJECT = Column(
    "project",
    gettext_lazy("Projekt"),
    source=Concat("project__number", Value(" "), "project__title"),
    sort=NaturalKey("project__number"),
    nulls=False,
    head=True,
    cell=_project,
)
_LEAD = Column(
    "lead",
    gettext_lazy("Ansvarig"),
    source="expected__organisation__short_name",
    sort=SwedishKey("expected__organisation__short_name"),
    nulls=False,
)
_PERIOD = Column(
    "period",
    gettext_lazy("Period"),
    source=chasing.period_code(),
    sort=chasing.period_order(),
    nulls=False,
    kind=_PERIOD_KIND,
)
_DUE = Column(
    "due",
    gettext_lazy("Senast"),
    source=chasing.latest_day(),
    sort=True,
    nulls=False,
    kind=DAY,
    cell=_due,
)
_REMINDERS = Column(
    "reminders",
    gettext_lazy("Påminnelser"),
    source=chasing.reminders(),
    sort=True,
    nulls=False,
    kind=COUNT,
    link=lambda row: f"{duty_path(row.pk)}#liggare" if row.reminders else None,
)
_MONEY = Column(
    "money",
    gettext_lazy("Belopp tkr"),
    source=chasing.at_stake(),
    sort=True,
    nulls=False,
    kind=TKR,
    total=True,
    link=_money,
)


def _status(today: date) -> Column:
    return Column(
        "status",
        gettext_lazy("Status"),
        source=chasing.standing(today),
        sort=_by_standing(today),
        nulls=False,
        kind=states(looks.state),
    )


def _late(today: date) -> Column:
    """Sorted by it, what is due soonest comes after what is late."""
    return Column(
        "late",
        gettext_lazy("Dagar sen"),
        source=chasing.days_late(today),
        sort=chasing.urgency(),
        nulls=False,
        kind=COUNT,
    )
