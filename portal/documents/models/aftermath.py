"""What comes of meetings: what the nämnd has asked for, what is decided for it, and what is sent out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.documents.models.agenda import Meeting
from portal.documents.models.document import Document
from portal.history.tracking import tracked
from portal.organisation.models import Organisation


class RegisteredQuerySet(models.QuerySet):
    """What a nämnd, or somebody for it, has decided: it is no draft, so central roles read all of it."""

    def for_user(self, user):
        everything = user.reach.central
        return self.all() if everything else self.filter(committee__in=user.reach.own_organisations)


class OpenAssignmentQuerySet(RegisteredQuerySet):
    def open(self):
        return self.filter(closed_on__isnull=True)

    def overdue(self, today):
        return self.open().filter(due_on__lt=today)


class DelegationQuerySet(RegisteredQuerySet):
    def unreported(self):
        return self.filter(reported_at__isnull=True)


class DispatchQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_on__isnull=True)


@tracked()
class Assignment(models.Model):
    """An uppdrag to an administration: where it comes from, by when, and which document answers it."""

    committee = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    text = models.TextField(_("uppdrag"), max_length=2000)
    source = models.CharField(_("kommer från"), max_length=300)
    given_on = models.DateField(_("givet den"))
    due_on = models.DateField(_("klart senast"), null=True, blank=True)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ärende")
    )
    answered_in = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("besvaras i")
    )
    closed_on = models.DateField(_("avslutat"), null=True, blank=True)
    closed_because = models.TextField(_("hur det avslutades"), blank=True)

    objects = OpenAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppdrag från nämnd")
        verbose_name_plural = _("uppdrag från nämnder")
        constraints = [
            models.CheckConstraint(
                name="assignment_from_committee_dates",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("given_on")),
                violation_error_message=_("Uppdraget kan inte vara klart innan det gavs."),
            )
        ]

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("documents:assignment_detail", args=[self.pk])

    def days_late(self, today) -> int:
        """How many days past its last day an open one is; 0 when it is not."""
        late = self.closed_on is None and self.due_on is not None and self.due_on < today
        return (today - self.due_on).days if late else 0


@tracked()
class DelegationDecision(models.Model):
    """A decision on delegation, to be reported to the nämnd's next meeting."""

    committee = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    point = models.CharField(_("punkt i delegationsordningen"), max_length=40)
    text = models.TextField(_("beslut"), max_length=2000)
    decided_on = models.DateField(_("beslutat den"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("beslutat av")
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ärende")
    )
    reported_at = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="delegation",
        verbose_name=_("anmält vid"),
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegationsbeslut")
        verbose_name_plural = _("delegationsbeslut")

    def __str__(self):
        return f"{self.point}: {self.text[:60]}"


@tracked()
class Dispatch(models.Model):
    """A line of the expedieringslista: what was sent to whom, when, how and by whom."""

    recipient = models.ForeignKey("documents.Recipient", models.CASCADE, related_name="dispatches")
    to = models.CharField(_("mottagare"), max_length=200)
    what = models.CharField(_("handling"), max_length=200)
    how = models.CharField(_("sätt"), max_length=60)
    sent_on = models.DateField(_("skickat den"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("av"),
    )

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("expediering")
        verbose_name_plural = _("expedieringslista")

    def __str__(self):
        return f"{self.to}: {self.what}"
