"""``/overenskommelser/redovisningar/``: what the parties of all agreements are to report, and who is late."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding import access
from funding.models import PartyDuty
from funding.views.reports.overviewcolumns import EXTRA, overview_columns
from funding.views.reports.overviewfilter import OverviewFilter
from portal.deadlines.models import ExpectedReport
from portal.ui.views import ListPage

LATE = "late"
_OUTSTANDING = (ExpectedReport.State.AWAITED, ExpectedReport.State.RETURNED)


def with_standing(duties: QuerySet[PartyDuty], today: date) -> QuerySet[PartyDuty]:
    """Add ``last_day``, the one that holds, and ``standing``: "late" on ``today``, or the report's state."""
    late = Q(expected__state__in=_OUTSTANDING, last_day__lt=today)
    return duties.annotate(last_day=Coalesce("expected__extended_to", "expected__due_on")).annotate(
        standing=Case(When(late, then=Value(LATE)), default=F("expected__state"), output_field=CharField())
    )


class ReportOverview(ListPage):
    """The reports that have begun to be due, by period, party and state; those to come are not listed."""

    title = gettext_lazy("Väntade redovisningar")
    noun, noun_one = gettext_lazy("redovisningar"), gettext_lazy("redovisning")
    filterset_class = OverviewFilter
    default_sort = "standing"
    extra = EXTRA
    export_name = "vantade-redovisningar"
    empty_title = gettext_lazy("Inga väntade redovisningar")
    empty_text = gettext_lazy(
        "Här står vad parterna i alla överenskommelser ska redovisa, "
        "vem som har gjort det och vem som är sen."
    )

    def may(self) -> bool:
        return access.may_list_agreements(self.request.user)

    def breadcrumb(self):
        return [(_("Överenskommelser"), reverse("funding:agreement_list"))]

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    def get_queryset(self) -> QuerySet[PartyDuty]:
        """Those whose period has begun on the day asked; what is already in is listed in any case."""
        year, number = self.today.year, (self.today.month + 3) // 4
        begun = Q(expected__year__lt=year) | Q(expected__year=year, expected__number__lte=number)
        told = ~Q(expected__state=ExpectedReport.State.AWAITED)
        duties = PartyDuty.objects.for_user(self.request.user).filter(begun | told)
        return with_standing(duties, self.today)

    def get_columns(self) -> list[Any]:
        return overview_columns(self.today)
