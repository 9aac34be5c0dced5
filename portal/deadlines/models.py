"""Expected reports with fixed due dates, the year's wheel they come from, and the chase after them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from portal.organisation.models import Organisation


@tracked()
class WheelEntry(models.Model):
    """One line of the year's wheel: a period of a year and when its report is due. Data, not code.

    Changing a line never moves a due date that is already stored with an expected report.
    """

    class Kind(models.TextChoices):
        TERTIAL = "tertial", _("tertial")
        QUARTER = "quarter", _("kvartal")
        HALF_YEAR = "half_year", _("halvår")
        YEAR = "year", _("år")

    kind = models.CharField(_("slags period"), max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField(_("nummer i året"))
    title = models.CharField(_("rubrik"), max_length=80)
    due_month = models.PositiveSmallIntegerField(_("förfaller, månad"))
    due_day = models.PositiveSmallIntegerField(_("förfaller, dag"))
    due_next_year = models.BooleanField(_("året efter"), default=False)

    class Meta:
        verbose_name = _("rad i årshjulet")
        verbose_name_plural = _("årshjulet")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                name="wheel_entry_once",
                violation_error_message=_("Perioden finns redan i årshjulet."),
            ),
            models.CheckConstraint(
                name="wheel_entry_due_is_a_day",
                condition=Q(due_month__range=(1, 12), due_day__range=(1, 31)),
                violation_error_message=_("Skriv en månad 1–12 och en dag 1–31."),
            ),
        ]

    def __str__(self):
        return self.title


class ExpectedReportQuerySet(models.QuerySet):
    def with_latest_day(self):
        """Adds ``latest_day``: the due date, or the later one an extension was granted to."""
        return self.annotate(latest_day=Coalesce("extended_to", "due_on"))

    def outstanding(self):
        return self.exclude(state__in=[ExpectedReport.State.SUBMITTED, ExpectedReport.State.ACCEPTED])

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


@tracked()
class Extension(models.Model):
    """Begär uppskov: asked with a date and a reason, then granted or refused. The old date is kept."""

    expected = models.ForeignKey(ExpectedReport, models.CASCADE, related_name="extensions")
    asked_at = models.DateTimeField(_("begärt"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_to = models.DateField(_("till"))
    reason = models.TextField(_("skäl"))
    granted = models.BooleanField(_("beviljat"), null=True)
    answered_at = models.DateTimeField(_("besvarat"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("svar"), blank=True)

    class Meta:
        verbose_name = _("uppskov")
        verbose_name_plural = _("uppskov")
        constraints = [
            models.UniqueConstraint(
                fields=["expected"],
                condition=Q(granted__isnull=True),
                name="extension_one_question_at_a_time",
                violation_error_message=_("Ett uppskov är redan begärt och väntar på svar."),
            ),
            models.CheckConstraint(
                name="extension_answered_whole",
                condition=Q(granted__isnull=True, answered_at__isnull=True, answered_by__isnull=True)
                | Q(granted__isnull=False, answered_at__isnull=False, answered_by__isnull=False),
                violation_error_message=_("Ett svar på uppskov har datum och namn."),
            ),
        ]

    def __str__(self):
        return f"{self.expected}: {self.asked_to}"


@tracked()
class ReminderStep(models.Model):
    """One line of the plan for reminders: so many days from the last day, and who is told. Data, not code."""

    days = models.SmallIntegerField(
        _("dagar från sista dagen"), unique=True, help_text=_("Minus betyder dagar före.")
    )
    tells_director = models.BooleanField(_("även stadsdelsdirektören"), default=False)

    class Meta:
        verbose_name = _("steg i påminnelserna")
        verbose_name_plural = _("påminnelsernas steg")

    def __str__(self):
        return str(self.days)


@tracked()
class Reminder(models.Model):
    """A reminder that was sent. A step of the plan is sent once for each last day the report has had."""

    expected = models.ForeignKey(ExpectedReport, models.CASCADE, related_name="reminders")
    step = models.SmallIntegerField(_("dagar från sista dagen"))
    counted_from = models.DateField(_("sista dagen när den skickades"))
    sent_at = models.DateTimeField(_("skickad"))
    recipients = models.PositiveSmallIntegerField(_("mottagare"))

    class Meta:
        verbose_name = _("påminnelse")
        verbose_name_plural = _("påminnelser")
        constraints = [
            models.UniqueConstraint(
                fields=["expected", "counted_from", "step"],
                name="reminder_once_per_step",
                violation_error_message=_("Påminnelsen är redan skickad."),
            )
        ]

    def __str__(self):
        return f"{self.expected}: {self.step}"


@tracked()
class Promise(models.Model):
    """What somebody said: when the report would come (or that it would not), and how we know."""

    expected = models.ForeignKey(ExpectedReport, models.CASCADE, related_name="promises")
    noted_on = models.DateField(_("antecknat"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    promised_for = models.DateField(_("utlovad till"), null=True, blank=True)
    text = models.TextField(_("vad som sades"))

    class Meta:
        verbose_name = _("löfte")
        verbose_name_plural = _("löften")

    def __str__(self):
        return f"{self.expected}: {self.noted_on}"
