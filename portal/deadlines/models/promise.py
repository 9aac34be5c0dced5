"""What was said about a report that has not come: a promise, an excuse, or that it went one step up."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.deadlines.models.expected import ExpectedReport
from portal.history.tracking import tracked


@tracked()
class Promise(models.Model):
    """What somebody said on a day, how we know it, and what became of it.

    A promise may name the day it was given for, and may be taken back. An escalation says to whom it went.
    ``when_text`` is shown instead of the day where the source knows no day ("våren 2002").
    """

    class Kind(models.TextChoices):
        PROMISE = "promise", _("löfte")
        EXCUSE = "excuse", _("förklaring")
        ESCALATION = "escalation", _("lyft till chef")

    class Chief(models.TextChoices):
        DIRECTOR = "director", _("stadsdelsdirektören")
        HEAD = "head", _("förvaltningschefen")

    expected = models.ForeignKey(ExpectedReport, models.CASCADE, related_name="promises")
    kind = models.CharField(_("slag"), max_length=10, choices=Kind, default=Kind.PROMISE)
    noted_on = models.DateField(_("dag"))
    when_text = models.CharField(_("när, i ord"), max_length=60, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    promised_for = models.DateField(_("utlovad till"), null=True, blank=True)
    withdrawn_on = models.DateField(_("löftet återtaget"), null=True, blank=True)
    chief = models.CharField(_("lyft till"), max_length=8, choices=Chief, blank=True)
    text = models.TextField(_("vad som sades"))

    class Meta:
        verbose_name = _("löfte")
        verbose_name_plural = _("löften")
        constraints = [
            models.CheckConstraint(
                name="promise_kind_known",
                condition=Q(kind__in=["promise", "excuse", "escalation"]),
                violation_error_message=_("Välj löfte, förklaring eller lyft till chef."),
            ),
            models.CheckConstraint(
                name="promise_day_of_a_promise",
                condition=Q(kind="promise") | Q(promised_for__isnull=True, withdrawn_on__isnull=True),
                violation_error_message=_("Bara ett löfte har en utlovad dag och kan tas tillbaka."),
            ),
            models.CheckConstraint(
                name="promise_escalated_to_somebody",
                condition=(Q(kind="escalation") & ~Q(chief="")) | (~Q(kind="escalation") & Q(chief="")),
                violation_error_message=_("Välj vem frågan lyfts till."),
            ),
            models.CheckConstraint(
                name="promise_withdrawn_after",
                condition=Q(withdrawn_on__gte=F("noted_on")),
                violation_error_message=_("Löftet kan inte tas tillbaka innan det gavs."),
            ),
        ]

    def __str__(self):
        return f"{self.expected}: {self.noted_on}"
