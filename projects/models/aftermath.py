"""What remains of a project: follow-ups of what was implemented, and money that goes back."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked
from projects.models.grant import Grant
from projects.models.project import Project


class FollowUpQuerySet(models.QuerySet):
    def for_user(self, user):
        """Follow-ups of the projects the user may see."""
        return self.filter(project__in=Project.objects.for_user(user))

    def overdue(self, *, on: date):
        """Those whose day has passed without an answer."""
        return self.filter(answer="", due_on__lt=on)


@tracked()
class FollowUp(models.Model):
    """The follow-up 6, 12 or 24 months after a project's end: is it still running, where, at what cost?

    Due as a stored row from the day the end is known. ``cost`` in kronor a year.
    """

    class Answer(models.TextChoices):
        RUNNING = "running", _("infört och i drift")
        PARTLY = "partly", _("delvis infört")
        ENDED = "ended", _("infört men avslutat")
        NEVER = "never", _("inte infört")

    project = models.ForeignKey(Project, models.CASCADE, related_name="follow_ups", verbose_name=_("projekt"))
    months = models.PositiveSmallIntegerField(_("månader efter slutet"))
    due_on = models.DateField(_("senast"))
    answer = models.CharField(_("hur det gick"), max_length=7, choices=Answer, blank=True)
    where = models.CharField(_("var"), max_length=300, blank=True)
    cost = models.DecimalField(
        _("kostnad per år, kronor"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    note = models.TextField(_("anteckning"), blank=True)
    answered_on = models.DateField(_("besvarad"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("besvarad av"),
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppföljning av införandet")
        verbose_name_plural = _("uppföljningar av införandet")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "months"],
                name="follow_up_once",
                violation_error_message=_("Den uppföljningen finns redan."),
            ),
            models.CheckConstraint(
                name="follow_up_answered_whole",
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                violation_error_message=_("En besvarad uppföljning har svar och datum."),
            ),
            models.CheckConstraint(
                name="follow_up_cost_not_negative",
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                violation_error_message=_("Kostnaden kan inte vara negativ."),
            ),
        ]

    def __str__(self):
        return f"{self.project}: {self.months}"


@tracked()
class Repayment(models.Model):
    """Unused money that goes back: återföring between nämnder, återkrav from an external body. Kronor.

    Announced, then received or withdrawn; what is announced is not yet back (administration.md 13).
    """

    class Kind(models.TextChoices):
        RETURN = "return", _("återföring av medel")
        CLAIM = "claim", _("återkrav")

    project = models.ForeignKey(Project, models.PROTECT, related_name="repayments", verbose_name=_("projekt"))
    grant = models.ForeignKey(
        Grant, models.PROTECT, null=True, blank=True, related_name="repayments", verbose_name=_("beslut")
    )
    kind = models.CharField(_("slag"), max_length=6, choices=Kind)
    amount = models.DecimalField(_("belopp, kronor"), max_digits=14, decimal_places=2, null=True, blank=True)
    announced_on = models.DateField(_("meddelat"), null=True, blank=True)
    received_on = models.DateField(_("mottaget"), null=True, blank=True)
    withdrawn_on = models.DateField(_("återtaget"), null=True, blank=True)
    reason = models.TextField(_("skäl"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("noterad av"),
    )

    class Meta:
        verbose_name = _("återföring")
        verbose_name_plural = _("återföringar")
        constraints = [
            models.CheckConstraint(
                name="repayment_amount_positive",
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
                violation_error_message=_("Beloppet ska vara större än noll."),
            ),
            models.CheckConstraint(
                name="repayment_received_or_withdrawn",
                condition=Q(received_on__isnull=True) | Q(withdrawn_on__isnull=True),
                violation_error_message=_("Medlen är antingen mottagna eller återtagna, inte båda."),
            ),
            models.CheckConstraint(
                name="repayment_reason_given",
                condition=~Q(reason=""),
                violation_error_message=_("Skriv varför medlen ska tillbaka."),
            ),
        ]

    def __str__(self):
        return f"{self.project}: {self.amount}"
