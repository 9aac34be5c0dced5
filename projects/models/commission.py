"""An uppdrag: where the work comes from, who is to answer, by when, and in which paper it was answered."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.database.functions import FoldText
from portal.database.textkeys import fold_text
from portal.history.tracking import tracked
from projects.models.learning import MOST_WORDS
from projects.models.programme import Programme
from projects.models.project import Project


class CommissionQuerySet(models.QuerySet):
    def unanswered(self):
        """What stands on a balanslista: given, and neither answered nor written off."""
        return self.filter(state=Commission.State.OPEN)

    def matching(self, words: str):
        """Those with every word of ``words``, whatever the accents; none without a word."""
        # Control signs, NUL among them, are no part of a word, and the database takes none of them.
        typed = "".join(sign if sign.isprintable() else " " for sign in words)
        wanted = fold_text(typed).split()[:MOST_WORDS]
        rows = self.alias(folded=FoldText("text")) if wanted else self.none()
        for word in wanted:
            rows = rows.filter(folded__contains=word)
        return rows

    def overdue(self, *, on: date):
        return self.unanswered().filter(due_on__lt=on)


@tracked()
class Commission(models.Model):
    """Given by a political body to a nämnd, or by a nämnd to its own administration (administration.md 10).

    It stands on the balanslista of ``committee`` until it is answered or written off. ``unclear`` is for an
    old one of which the source does not say how it was answered: not open, and not said to be answered.
    """

    class Source(models.TextChoices):
        BUDGET = "budget", _("budget")
        DECISION = "decision", _("beslut")

    class State(models.TextChoices):
        OPEN = "open", _("obesvarat")
        ANSWERED = "answered", _("besvarat")
        DROPPED = "dropped", _("avskrivet")
        UNCLEAR = "unclear", _("oklart i källan")

    text = models.TextField(_("uppdraget"))
    source = models.CharField(_("kommer från"), max_length=8, choices=Source, default=Source.DECISION)
    given_by = models.ForeignKey(
        "organisation.Organisation", models.PROTECT, related_name="+", verbose_name=_("gavs av")
    )
    given_on = models.DateField(_("gavs den"))
    committee = models.ForeignKey(
        "organisation.Organisation",
        models.PROTECT,
        related_name="commissions",
        verbose_name=_("nämnd som ska svara"),
    )
    reference = models.CharField(_("diarienummer eller paragraf"), max_length=120, blank=True)
    point = models.CharField(_("punkt"), max_length=40, blank=True)
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commissions",
        verbose_name=_("program"),
    )
    case = models.ForeignKey(
        "cases.Case",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commissions",
        verbose_name=_("ärende"),
    )
    due_on = models.DateField(_("ska besvaras senast"), null=True, blank=True)
    state = models.CharField(_("status"), max_length=8, choices=State, default=State.OPEN)
    answered_on = models.DateField(_("besvarat eller avskrivet den"), null=True, blank=True)
    answered_in = models.CharField(_("besvarat i"), max_length=200, blank=True)
    note = models.TextField(_("anteckning"), blank=True)

    objects = CommissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppdrag till nämnden")
        verbose_name_plural = _("uppdrag till nämnderna")
        constraints = [
            models.CheckConstraint(
                name="commission_said",
                condition=~Q(text=""),
                violation_error_message=_("Skriv uppdraget."),
            ),
            models.CheckConstraint(
                name="commission_due_after_given",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("given_on")),
                violation_error_message=_(
                    "Dagen då uppdraget ska besvaras kan inte ligga före dagen då det gavs."
                ),
            ),
            models.CheckConstraint(
                name="commission_answered_after_given",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("given_on")),
                violation_error_message=_("Uppdraget kan inte vara besvarat innan det gavs."),
            ),
            models.CheckConstraint(
                name="commission_state_agrees",
                condition=Q(state__in=["open", "unclear"], answered_on__isnull=True, answered_in="")
                | (Q(state="answered", answered_on__isnull=False) & ~Q(answered_in=""))
                | (Q(state="dropped", answered_on__isnull=False, answered_in="") & ~Q(note="")),
                violation_error_message=_(
                    "Ett besvarat uppdrag har dag och handling. Ett avskrivet har dag och skäl. "
                    "Ett obesvarat har ingetdera."
                ),
            ),
        ]

    def __str__(self):
        return self.text

    def days_late(self, today: date) -> int:
        """How many days past its day an unanswered uppdrag is; 0 when it is answered or has no day."""
        if self.state != self.State.OPEN or self.due_on is None:
            return 0
        return max((today - self.due_on).days, 0)


@tracked()
class CommissionProject(models.Model):
    """The project is (part of) the answer to the uppdrag."""

    commission = models.ForeignKey(Commission, models.CASCADE, related_name="links")
    project = models.ForeignKey(Project, models.CASCADE, related_name="commission_links")

    class Meta:
        verbose_name = _("uppdragets projekt")
        verbose_name_plural = _("uppdragens projekt")
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "project"],
                name="commission_project_once",
                violation_error_message=_("Projektet är redan knutet till uppdraget."),
            )
        ]

    def __str__(self):
        return f"{self.commission}: {self.project}"
