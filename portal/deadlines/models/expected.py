"""Expected reports: a row from the day the duty arises, with a due date that nothing moves."""

from datetime import date

from django.db import models
from django.db.models import Case, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models.wheel import WheelEntry
from portal.history.tracking import tracked
from portal.organisation.models import Organisation

SINCE = date(2000, 1, 1)  # any day that stays the same


def most_urgent(path: str = "") -> Case:
    """What is late first, then what is due soonest, then what is in: a number, the largest first.

    Not counted from today, so that an index can hold it. ``path`` leads to the expected report.
    """
    last_day = Coalesce(f"{path}extended_to", f"{path}due_on")
    # The order of the arguments is that of the migration: another one is another index to Django.
    days = Func(
        Value(SINCE), last_day, arg_joiner=" - ", template="(%(expressions)s)", output_field=IntegerField()
    )
    return Case(
        When(~Q(**{f"{path}state__in": ["submitted", "accepted"]}), then=days),
        default=Value(-1_000_000),
        output_field=IntegerField(),
    )


class ExpectedReportQuerySet(models.QuerySet):
    def with_latest_day(self):
        """Adds ``latest_day``: the due date, or the later one an extension was granted to."""
        return self.annotate(latest_day=Coalesce("extended_to", "due_on"))

    def outstanding(self):
        return self.exclude(state__in=[ExpectedReport.State.SUBMITTED, ExpectedReport.State.ACCEPTED])

    def in_open_cases(self):
        """Leaves out what a closed case waits for: it is told of, and chased no more."""
        return self.filter(Q(case__isnull=True) | Q(case__closed_on__isnull=True))

    def late(self, *, on: date):
        return self.with_latest_day().outstanding().filter(latest_day__lt=on)

    def for_user(self, user):
        """Central roles see that every report is expected; a district's people see their own."""
        if user.reach.central:
            return self
        return self.filter(organisation__in=user.reach.district_organisations)


@tracked()
class ExpectedReport(models.Model):
    """A report that ``organisation`` owes for a period, with a due date that is never moved.

    What the report is about is said by the work area, which points here. A row exists from the day the
    duty arises; its draft, if any, lives in the work area and is seen only by its own administration.
    """

    class State(models.TextChoices):
        AWAITED = "awaited", _("ej inlämnad")
        SUBMITTED = "submitted", _("inlämnad")
        RETURNED = "returned", _("återlämnad")
        ACCEPTED = "accepted", _("granskad och godtagen")

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="expected_reports", verbose_name=_("ansvarig")
    )
    case = models.ForeignKey(
        "cases.Case",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="expected_reports",
        verbose_name=_("ärende"),
    )
    period_kind = models.CharField(_("slags period"), max_length=10, choices=WheelEntry.Kind)
    year = models.PositiveSmallIntegerField(_("år"))
    number = models.PositiveSmallIntegerField(_("nummer i året"))
    due_on = models.DateField(_("senast"), db_index=True)
    extended_to = models.DateField(_("uppskov till"), null=True, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.AWAITED)
    submitted_at = models.DateTimeField(_("inlämnad"), null=True, blank=True)
    decided_at = models.DateTimeField(_("granskad"), null=True, blank=True)
    return_reason = models.TextField(_("skäl till återlämning"), blank=True)

    objects = ExpectedReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("väntad redovisning")
        verbose_name_plural = _("väntade redovisningar")
        indexes = [models.Index(most_urgent(), name="expected_report_most_urgent")]
        constraints = [
            models.CheckConstraint(
                name="expected_report_extension_later",
                condition=Q(extended_to__gt=F("due_on")),
                violation_error_message=_("Uppskovet ska vara till en senare dag."),
            ),
            models.CheckConstraint(
                name="expected_report_state_agrees",
                condition=Q(state="awaited", submitted_at__isnull=True, decided_at__isnull=True)
                | Q(state="submitted", submitted_at__isnull=False)
                | Q(state="returned", submitted_at__isnull=False, decided_at__isnull=False)
                | Q(state="accepted", submitted_at__isnull=False, decided_at__isnull=False),
                violation_error_message=_("Status och tidpunkter stämmer inte med varandra."),
            ),
            models.CheckConstraint(
                name="expected_report_returned_with_reason",
                condition=~Q(state="returned") | ~Q(return_reason=""),
                violation_error_message=_("Skriv varför redovisningen lämnas tillbaka."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} {self.year}:{self.number}"

    @property
    def last_day(self) -> date:
        """The day it is due, extension counted."""
        return self.extended_to or self.due_on

    def days_late(self, today: date) -> int:
        """Days since it should have come; 0 when it has come or is not yet due."""
        if self.state in (self.State.SUBMITTED, self.State.ACCEPTED):
            return 0
        return max((today - self.last_day).days, 0)
