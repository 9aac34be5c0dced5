"""The filters of the table of expected reports; what may be chosen is what the reader may see."""

from collections import defaultdict
from typing import Any

import django_filters
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.database.textkeys import swedish_key
from projects.filters import EVERY_PROGRAMME, Choices, Chosen, OneOrMoreFilter
from projects.models import chasing
from projects.models.duty import ReportDutyQuerySet
from projects.views.chase import looks

LATE, WAITS, ASKED = "sen", "ej-inlamnad", "uppskov"
STATUSES = {
    LATE: _("Sen"),
    "inom-14-dagar": _("Ska in inom 14 dagar"),
    "vantas": _("Väntas senare"),
    WAITS: _("Ej inlämnad"),
    ASKED: _("Uppskov väntar på svar"),
    "aterlamnad": _("Återlämnad"),
    "inlamnad": _("Inlämnad"),
    "godtagen": _("Granskad och godtagen"),
}
_STATES = {
    "inom-14-dagar": (chasing.DUE,),
    "vantas": (chasing.AHEAD,),
    WAITS: (chasing.LATE, chasing.DUE, chasing.AHEAD),
    "aterlamnad": ("returned",),
    "inlamnad": ("submitted",),
    "godtagen": ("accepted",),
}


class DutyFilter(django_filters.FilterSet):
    """``?program= status= ansvarig= period=``; ``ansvarig`` may stand many times.

    ``queryset`` holds the visible duties of the programme chosen already.
    """

    program = django_filters.ChoiceFilter(label=_("Program"), method="as_it_is", empty_label=None)
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=list(STATUSES.items()), method="standing", empty_label=_("Alla")
    )
    ansvarig = OneOrMoreFilter(label=_("Ansvarig"), field_name="expected__organisation")
    period = django_filters.ChoiceFilter(label=_("Period"), method="of_period", empty_label=_("Alla"))

    def __init__(self, *args: Any, chosen: Chosen, **kwargs: Any):
        super().__init__(*args, **kwargs)
        leads, periods = _choices(self.queryset)
        programmes: Choices = [(each.slug, each.name) for each in chosen.programmes]
        if len(programmes) > 1:
            programmes.append((EVERY_PROGRAMME, str(_("Alla program"))))
        self.filters["program"].extra["choices"] = programmes
        self.filters["ansvarig"].extra["choices"] = [("", str(_("Alla"))), *leads]
        self.filters["period"].extra["choices"] = periods

    def as_it_is(self, duties: ReportDutyQuerySet, name: str, value: str) -> ReportDutyQuerySet:
        """Leave the rows: the view has chosen the programme already."""
        return duties

    def standing(self, duties: ReportDutyQuerySet, name: str, value: str) -> ReportDutyQuerySet:
        today = timezone.localdate()
        if value == LATE:
            return duties.filter(chasing.is_late(today))
        if value == ASKED:
            return duties.filter(chasing.waits_for_answer())
        return duties.annotate(stands=chasing.standing(today)).filter(stands__in=_STATES[value])

    def of_period(self, duties: ReportDutyQuerySet, name: str, value: str) -> ReportDutyQuerySet:
        return duties.filter(Exact(chasing.period_code(), Value(value)))


def _choices(duties: ReportDutyQuerySet) -> tuple[Choices, Choices]:
    """Leads and periods to choose between, in one query."""
    text, plain = CharField(), duties.order_by()
    leads = plain.values_list(
        Value("lead", output_field=text),
        Cast("expected__organisation", text),
        F("expected__organisation__short_name"),
        Value(0),
    ).distinct()
    periods = plain.values_list(
        Value("period", output_field=text),
        Cast(chasing.period_code(), text),
        Value("", output_field=text),
        chasing.period_order(),
    ).distinct()
    found: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for kind, key, name, order in leads.union(periods, all=True):
        found[kind].append((key, name, order))
    named = sorted(found["lead"], key=lambda each: swedish_key(each[1]))
    dated = sorted(found["period"], key=lambda each: (-each[2], each[0]))
    return [(key, name) for key, name, _n in named], [(key, looks.period(key)) for key, _name, _n in dated]
