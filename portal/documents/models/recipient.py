"""The nämnder a document goes to: each with its meeting, number, paragraph and outcome.

A nämnd that still waits when a new version to it is signed has nothing to decide on the former one any more:
``replaced_by`` says which version it gets instead. One that has decided keeps what it decided on.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.documents.models.agenda import Meeting
from portal.documents.models.document import Document
from portal.documents.models.fixed import recipients_fixed_when_signed
from portal.files.models import StoredFile
from portal.history.tracking import tracked
from portal.organisation.models import Organisation


class RecipientQuerySet(models.QuerySet):
    def waiting(self):
        """Those that have yet to decide on this version."""
        return self.filter(outcome__in=Recipient.OPEN, replaced_by__isnull=True)


@tracked()
class Recipient(models.Model):
    """A nämnd the document is decided by. The dates are registered when the nämnd's own papers say them."""

    class Outcome(models.TextChoices):
        AS_PROPOSED = "as_proposed", _("enligt förslaget")
        CHANGED = "changed", _("ändrat")
        REFERRED_BACK = "referred_back", _("återremitterat")
        POSTPONED = "postponed", _("bordlagt")
        REJECTED = "rejected", _("avslaget")

    OPEN = ("", Outcome.POSTPONED)  # after which the nämnd has yet to decide

    document = models.ForeignKey(Document, models.CASCADE, related_name="recipients")
    order = models.PositiveSmallIntegerField(_("ordning"), default=1)
    committee = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("nämnd"))
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recipients",
        verbose_name=_("sammanträde"),
    )
    number = models.CharField(_("nämndens diarienummer"), max_length=40, blank=True)
    sent_on = models.DateField(_("utsänd med kallelsen"), null=True, blank=True)
    outcome = models.CharField(_("utfall"), max_length=14, choices=Outcome, blank=True)
    decided_on = models.DateField(_("beslutsdatum"), null=True, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    delegation_point = models.CharField(_("på delegation, punkt"), max_length=40, blank=True)
    reason = models.TextField(_("skäl eller ändring"), blank=True)
    adjusted_on = models.DateField(_("protokollet justerat"), null=True, blank=True)
    announced_on = models.DateField(_("anslaget"), null=True, blank=True)
    legal_force_on = models.DateField(_("laga kraft"), null=True, blank=True)
    extract = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("protokollsutdrag"),
    )
    extract_checked_at = models.DateTimeField(_("utdraget kontrollerat"), null=True, blank=True)
    extract_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaced_by = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ersatt av version")
    )

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = _("mottagande nämnd")
        verbose_name_plural = _("mottagande nämnder")
        triggers = [recipients_fixed_when_signed()]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "committee"],
                name="recipient_once",
                violation_error_message=_("Nämnden är redan mottagare."),
            ),
            models.CheckConstraint(
                name="recipient_decided_whole",
                condition=Q(outcome="", decided_on__isnull=True)
                | (~Q(outcome="") & Q(decided_on__isnull=False)),
                violation_error_message=_("Ett utfall har ett beslutsdatum."),
            ),
            models.CheckConstraint(
                name="recipient_replaced_undecided",
                condition=Q(replaced_by__isnull=True) | Q(outcome__in=["", "postponed"]),
                violation_error_message=_("En ny version har tagit handlingens plats hos nämnden."),
            ),
        ]

    def __str__(self):
        return str(self.committee)

    @property
    def is_waiting(self) -> bool:
        """Whether the nämnd has yet to decide on this version."""
        return self.outcome in self.OPEN and self.replaced_by_id is None


@tracked()
class Reservation(models.Model):
    """A reservation or a special statement in a nämnd, by whom and which parties."""

    class Kind(models.TextChoices):
        RESERVATION = "reservation", _("reservation")
        STATEMENT = "statement", _("särskilt uttalande")

    recipient = models.ForeignKey(Recipient, models.CASCADE, related_name="reservations")
    kind = models.CharField(_("slag"), max_length=11, choices=Kind)
    members = models.CharField(_("ledamöter"), max_length=300, blank=True)
    parties = models.CharField(_("partier"), max_length=120)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("reservation eller särskilt uttalande")
        verbose_name_plural = _("reservationer och särskilda uttalanden")

    def __str__(self):
        return f"{self.get_kind_display()} ({self.parties})"
