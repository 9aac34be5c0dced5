"""A nämnd's meetings and their agenda."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.history.tracking import tracked
from portal.organisation.models import Organisation


class MeetingQuerySet(models.QuerySet):
    def for_user(self, user):
        """The own nämnd's; those whose summons is sent also central roles."""
        own = Q(committee__in=user.reach.own_organisations)
        return self.filter(own | Q(agenda_fixed_at__isnull=False) if user.reach.central else own)


@tracked()
class Meeting(models.Model):
    """A meeting of a nämnd. ``papers_by``: when its papers must be in."""

    committee = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    held_on = models.DateField(_("sammanträdesdatum"))
    papers_by = models.DateField(_("handlingar senast"), null=True, blank=True)
    place = models.CharField(_("plats"), max_length=200, blank=True)
    agenda_fixed_at = models.DateTimeField(_("kallelsen utsänd"), null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

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
        return f"{self.committee.as_committee} {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("documents:meeting_detail", args=[self.pk])


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
                violation_error_message=_("Numret finns redan på ärendelistan."),
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"
