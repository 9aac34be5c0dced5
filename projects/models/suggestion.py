"""What the coordinator suggests: a workshop, a network, a method to spread; and whether it came to be."""

from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.activity import Activity
from projects.models.learning import LearningQuerySet
from projects.models.method import Method
from projects.models.network import Network
from projects.models.programme import Programme
from projects.models.project import Project


class SuggestionQuerySet(LearningQuerySet):
    searched = ("text", "outcome_note", "project__number", "project__title", "method__name")

    def for_user(self, user):
        """As the rest of Lärande; one about a project is read by those who see the project."""
        found = super().for_user(user)
        if user.reach.central:
            return found
        seen = Project.objects.for_user(user).values("pk")
        return found.filter(Q(project__isnull=True) | Q(project__in=seen))


@tracked()
class Suggestion(models.Model):
    """What the coordinator suggests, perhaps about a project, and whether it came to be."""

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("workshop")
        NETWORK = "network", _("nätverk")
        SPREAD = "spread", _("sprida en metod")
        OTHER = "other", _("annat")

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("väntar")
        HELD = "held", _("genomfört")
        NOT_HELD = "not_held", _("inte genomfört")

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="suggestions", verbose_name=_("program")
    )
    kind = models.CharField(_("slag"), max_length=10, choices=Kind)
    text = models.TextField(_("förslag"))
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name=_("om projektet"),
    )
    method = models.ForeignKey(
        Method, models.PROTECT, null=True, blank=True, related_name="suggestions", verbose_name=_("metod")
    )
    made_on = models.DateField(_("föreslaget den"), null=True, blank=True)
    outcome = models.CharField(_("hur det gick"), max_length=10, choices=Outcome, default=Outcome.WAITING)
    outcome_on = models.DateField(_("följdes upp den"), null=True, blank=True)
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name=_("genom aktiviteten"),
    )
    network = models.ForeignKey(
        Network,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name=_("genom nätverket"),
    )
    outcome_note = models.TextField(_("vad som hände"), blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("förslag")
        verbose_name_plural = _("förslag")
        constraints = [
            models.CheckConstraint(
                name="suggestion_text_given",
                condition=~Q(text=""),
                violation_error_message=_("Skriv vad du föreslår."),
            ),
            models.CheckConstraint(
                name="suggestion_kind_known",
                condition=Q(kind__in=["workshop", "network", "spread", "other"]),
                violation_error_message=_("Förslaget är av ett slag som portalen inte känner."),
            ),
            models.CheckConstraint(
                name="suggestion_outcome_known",
                condition=Q(outcome__in=["waiting", "held", "not_held"]),
                violation_error_message=_("Uppföljningen har ett läge som portalen inte känner."),
            ),
            models.CheckConstraint(
                name="suggestion_waiting_has_no_outcome",
                condition=~Q(outcome="waiting") | Q(outcome_on__isnull=True, outcome_note=""),
                violation_error_message=_("Ett förslag som väntar har ingen uppföljning. Välj hur det gick."),
            ),
            models.CheckConstraint(
                name="suggestion_held_by_something",
                condition=Q(outcome="held") | Q(activity__isnull=True, network__isnull=True),
                violation_error_message=_("Bara det som genomfördes har en aktivitet eller ett nätverk."),
            ),
            models.CheckConstraint(
                name="suggestion_dates_in_order",
                condition=Q(outcome_on__gte=F("made_on")),
                violation_error_message=_("Uppföljningen kan inte ligga före förslaget."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display().capitalize()}: {Truncator(self.text).chars(60)}"
