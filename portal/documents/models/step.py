"""What has happened to a document, one line a step: by whom, when, and in which words."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.documents.models.document import Document
from portal.documents.models.recipient import Recipient
from portal.history.tracking import tracked


@tracked()
class Step(models.Model):
    """``day`` is the day it was done, where a person registers it afterwards; ``at`` when it was written."""

    class Kind(models.TextChoices):
        CREATED = "created", _("påbörjad")
        FOR_REVIEW = "for_review", _("skickad till granskning")
        RETURNED = "returned", _("tillbaka från granskning")
        REVIEWED = "reviewed", _("granskad")
        MANAGEMENT = "management", _("behandlad i förvaltningsgruppen")
        COUNCIL = "council", _("behandlad i råd")
        CONSULTED = "consulted", _("skickad för synpunkter")
        ANSWERED = "answered", _("synpunkter lämnade")
        TAKEN_OVER = "taken_over", _("avsnitt övertaget")
        SIGNED = "signed", _("undertecknad")
        FROZEN = "frozen", _("fryst")
        SENT = "sent", _("utsänd med kallelsen")
        DECIDED = "decided", _("beslutad")
        CORRECTED = "corrected", _("beslutet rättat")
        GAVE_WAY = "gave_way", _("ersatt av en ny version")
        ADJUSTED = "adjusted", _("protokollet justerat")
        ANNOUNCED = "announced", _("anslaget")
        DISPATCHED = "dispatched", _("expedierad")
        LEGAL_FORCE = "legal_force", _("laga kraft")
        PUBLISHED = "published", _("publicerad")
        NEW_VERSION = "new_version", _("ny version påbörjad")
        CLOSED = "closed", _("avslutad")
        WITHDRAWN = "withdrawn", _("slängd")

    document = models.ForeignKey(Document, models.CASCADE, related_name="steps")
    recipient = models.ForeignKey(Recipient, models.CASCADE, null=True, blank=True, related_name="steps")
    kind = models.CharField(_("steg"), max_length=12, choices=Kind)
    day = models.DateField(_("datum"))
    at = models.DateTimeField(_("registrerat"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("av"),
    )
    note = models.TextField(_("anteckning"), blank=True)

    class Meta:
        verbose_name = _("steg")
        verbose_name_plural = _("steg")
        indexes = [models.Index(fields=["document", "at"])]

    def __str__(self):
        return f"{self.get_kind_display()} {self.day}"
