"""A nämnd's meetings, their agenda, what the nämnd has asked for, and what is sent out afterwards."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.documents.models.document import Document
from portal.history.tracking import tracked
from portal.organisation.models import Organisation


@tracked()
class Meeting(models.Model):
    """A meeting of a nämnd. ``papers_by``: when its papers must be in."""

    committee = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    held_on = models.DateField(_("sammanträdesdatum"))
    papers_by = models.DateField(_("handlingar senast"), null=True, blank=True)
    place = models.CharField(_("plats"), max_length=200, blank=True)
    agenda_fixed_at = models.DateTimeField(_("kallelsen utsänd"), null=True, blank=True)

    class Meta:
        verbose_name = _("sammanträde")
        verbose_name_plural = _("sammanträden")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "held_on"],
                name="meeting_once_a_day",
                violation_error_message=_("Nämnden har redan ett sammanträde den dagen."),
            ),
            models.CheckConstraint(
                name="meeting_papers_before",
                condition=Q(papers_by__lte=F("held_on")),
                violation_error_message=_("Handlingarna ska vara inne före sammanträdet."),
            ),
        ]

    def __str__(self):
        return f"{self.committee} {self.held_on}"


@tracked()
class AgendaItem(models.Model):
    """A line of the agenda (ärendelista), numbered in order; with a document or only words."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField(_("nummer"))
    title = models.CharField(_("ärende"), max_length=300)
    recipient = models.OneToOneField(
        "documents.Recipient", models.CASCADE, null=True, blank=True, related_name="agenda_item"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("diarieärende")
    )

    class Meta:
        verbose_name = _("punkt på ärendelistan")
        verbose_name_plural = _("ärendelista")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="agenda_number_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"


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

    class Meta:
        verbose_name = _("expediering")
        verbose_name_plural = _("expedieringslista")

    def __str__(self):
        return f"{self.to}: {self.what}"
