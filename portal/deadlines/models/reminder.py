"""Reminders: the plan with its letters, and what was sent by the clock or done by hand."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models.expected import ExpectedReport
from portal.deadlines.placeholders import check_placeholders, one_line
from portal.history.tracking import tracked

_OWN_WORDS = _("Tomt: portalens egna ord.")


@tracked()
class ReminderStep(models.Model):
    """One line of the plan: so many days from the last day, who is told, and the letter. Data, not code."""

    class Tone(models.TextChoices):
        FRIENDLY = "friendly", _("vänlig")
        PLAIN = "plain", _("saklig")
        FIRM = "firm", _("bestämd")

    days = models.SmallIntegerField(
        _("dagar från sista dagen"), unique=True, help_text=_("Minus betyder dagar före.")
    )
    tells_director = models.BooleanField(_("även stadsdelsdirektören"), default=False)
    tone = models.CharField(_("ton"), max_length=8, choices=Tone, default=Tone.PLAIN)
    subject = models.CharField(
        _("ämnesrad"),
        max_length=200,
        blank=True,
        validators=[one_line, check_placeholders],
        help_text=_OWN_WORDS,
    )
    text = models.TextField(_("brevets text"), blank=True, validators=[check_placeholders])
    subject_en = models.CharField(
        _("ämnesrad på engelska"),
        max_length=200,
        blank=True,
        validators=[one_line, check_placeholders],
        help_text=_OWN_WORDS,
    )
    text_en = models.TextField(_("brevets text på engelska"), blank=True, validators=[check_placeholders])

    class Meta:
        verbose_name = _("steg i påminnelserna")
        verbose_name_plural = _("påminnelsernas steg")
        constraints = [
            models.CheckConstraint(
                name="reminder_step_days_sensible",
                condition=Q(days__range=(-365, 365)),
                violation_error_message=_("Skriv dagarna mellan −365 och 365."),
            ),
            models.CheckConstraint(
                name="reminder_step_tone_known",
                condition=Q(tone__in=["friendly", "plain", "firm"]),
                violation_error_message=_("Välj vänlig, saklig eller bestämd."),
            ),
        ]

    def __str__(self):
        return str(self.days)


@tracked()
class Reminder(models.Model):
    """A reminder of a report, sent by the clock or given by hand.

    A step of the plan is sent once for each last day the report has had: ``step`` and ``counted_from``. One
    given by hand has neither; ``sent_at`` is then noon of its day. ``when_text`` is shown instead of the day
    where the source knows no day ("våren 2002").
    """

    class Channel(models.TextChoices):
        AUTOMATIC = "automatic", _("portalens e-post")
        LETTER = "letter", _("brev")
        TELEPHONE = "telephone", _("telefon")
        MEETING = "meeting", _("möte")
        EMAIL = "email", _("e-post")

    expected = models.ForeignKey(ExpectedReport, models.CASCADE, related_name="reminders")
    channel = models.CharField(_("hur"), max_length=9, choices=Channel, default=Channel.AUTOMATIC)
    step = models.SmallIntegerField(_("dagar från sista dagen"), null=True, blank=True)
    counted_from = models.DateField(_("sista dagen när den skickades"), null=True, blank=True)
    sent_at = models.DateTimeField(_("skickad"))
    when_text = models.CharField(_("när, i ord"), max_length=60, blank=True)
    recipients = models.PositiveSmallIntegerField(_("mottagare"), null=True, blank=True)
    text = models.TextField(_("anteckning"), blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("påminnelse")
        verbose_name_plural = _("påminnelser")
        constraints = [
            models.UniqueConstraint(
                fields=["expected", "counted_from", "step"],
                name="reminder_once_per_step",
                violation_error_message=_("Påminnelsen är redan skickad."),
            ),
            models.CheckConstraint(
                name="reminder_by_plan_or_by_hand",
                condition=Q(
                    channel="automatic",
                    step__isnull=False,
                    counted_from__isnull=False,
                    recipients__isnull=False,
                )
                | Q(
                    channel__in=["letter", "telephone", "meeting", "email"],
                    step__isnull=True,
                    counted_from__isnull=True,
                ),
                violation_error_message=_("Välj hur påminnelsen gavs: brev, telefon, möte eller e-post."),
            ),
        ]

    def __str__(self):
        return f"{self.expected}: {self.get_channel_display()}"

    @property
    def on(self) -> date:
        """Its day, by the clock in Stockholm."""
        return timezone.localdate(self.sent_at)

    @property
    def by_hand(self) -> bool:
        return self.channel != self.Channel.AUTOMATIC
