"""Activities (aktiviteter): seminars, courses, study trips, meetings of networks. The kinds are data."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.dating import Span, read_spans, say_spans
from projects.models.learning import CodeQuerySet, LearningQuerySet
from projects.models.network import Network
from projects.models.programme import Programme

_ONE = r"\d{4}(-(\d{2}(-\d{2})?|våren|hösten))?"
DATES = rf"^({_ONE}(/{_ONE})?(\|{_ONE}(/{_ONE})?)*)?$"


@tracked()
class ActivityKind(models.Model):
    """A kind of activity: a code list."""

    name = models.CharField(_("namn"), max_length=80, unique=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("slag av aktivitet")
        verbose_name_plural = _("slag av aktiviteter")

    def __str__(self):
        return self.name


class ActivityQuerySet(LearningQuerySet):
    searched = ("title", "audience", "organiser", "note", "kind__name")


@tracked()
class Activity(models.Model):
    """``dates`` is what is known of the days (``projects.models.dating``); ``begins`` and ``ends`` (the first
    day after) follow from it and are what lists sort and filter by. ``participants`` are people of the city
    and its partners: None is not reported, 0 is nobody.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("planerad")
        HELD = "held", _("genomförd")
        CANCELLED = "cancelled", _("inställd")

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="activities", verbose_name=_("program")
    )
    number = models.PositiveIntegerField(_("nr"), null=True, blank=True)
    title = models.CharField(_("titel"), max_length=200)
    kind = models.ForeignKey(
        ActivityKind, models.PROTECT, related_name="activities", verbose_name=_("slag av aktivitet")
    )
    status = models.CharField(_("läge"), max_length=10, choices=Status, default=Status.PLANNED)
    dates = models.CharField(_("datum"), max_length=300, blank=True)
    begins = models.DateField(_("första dagen"), null=True, blank=True, editable=False)
    ends = models.DateField(_("dagen efter den sista"), null=True, blank=True, editable=False)
    days = models.DecimalField(_("antal dagar"), max_digits=5, decimal_places=1, null=True, blank=True)
    audience = models.CharField(_("för vem"), max_length=300, blank=True)
    invited = models.PositiveIntegerField(_("inbjudna"), null=True, blank=True)
    participants = models.PositiveIntegerField(_("deltagare"), null=True, blank=True)
    over_demand = models.BooleanField(_("fler ville delta än som fick plats"), default=False)
    in_competence_programme = models.BooleanField(_("ingår i kompetensprogrammet"), default=False)
    organiser = models.CharField(_("arrangör"), max_length=160, blank=True)
    network = models.ForeignKey(
        Network,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("nätverk"),
    )
    note = models.TextField(_("anteckning"), blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="activity_number_once",
                violation_error_message=_("Programmet har redan en aktivitet med det numret."),
            ),
            models.CheckConstraint(
                name="activity_title_given",
                condition=~Q(title=""),
                violation_error_message=_("Skriv vad aktiviteten heter."),
            ),
            models.CheckConstraint(
                name="activity_status_known",
                condition=Q(status__in=["planned", "held", "cancelled"]),
                violation_error_message=_("Aktiviteten har ett läge som portalen inte känner."),
            ),
            models.CheckConstraint(
                name="activity_dates_written",
                condition=Q(dates__regex=DATES),
                violation_error_message=_("Skriv datum som 2026-10-27, 2026-10, 2026-hösten eller 2026."),
            ),
            models.CheckConstraint(
                name="activity_dates_whole",
                condition=Q(dates="", begins__isnull=True, ends__isnull=True)
                | (~Q(dates="") & Q(begins__isnull=False, ends__gt=F("begins"))),
                violation_error_message=_("Datumen hänger inte ihop. Skriv dem igen."),
            ),
            models.CheckConstraint(
                name="activity_heads_when_held",
                condition=Q(status="held") | Q(participants__isnull=True),
                violation_error_message=_("Bara en genomförd aktivitet har deltagare."),
            ),
            models.CheckConstraint(
                name="activity_days_positive",
                condition=Q(days__isnull=True) | Q(days__gt=0),
                violation_error_message=_("Antalet dagar ska vara större än noll."),
            ),
        ]
        indexes = [models.Index("programme", "begins", "id", name="activity_by_day")]

    def __str__(self):
        return self.title

    @property
    def spans(self) -> list[Span]:
        return read_spans(self.dates)

    @property
    def dates_in_words(self) -> str | None:
        return say_spans(self.dates)
