"""How a party comes to be bound: support for the signature, and the signature on exactly one version."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.models.agreement import Party
from funding.models.terms import Terms
from portal.history.tracking import tracked

# A signature binds to what was read: the text as it was sent, and no other.
SIGNS_WHAT_WAS_SENT = """
    IF NOT EXISTS (
        SELECT 1 FROM funding_terms t
        WHERE t.id = NEW.terms_id AND t.state IN ('for_signing', 'signed')
            AND t.content_hash = NEW.content_hash
    ) THEN
        RAISE EXCEPTION 'signature is not on the terms that were sent'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signature_on_what_was_sent';
    END IF;
    RETURN NEW;
"""


@tracked()
class Support(models.Model):
    """What a party's signature rests on: its nämnd's decision, or a point of the delegation order.

    A decision on delegation is listed for the nämnd's next meeting until ``reported_on`` is known.
    """

    terms = models.ForeignKey(Terms, models.CASCADE, related_name="supports")
    party = models.ForeignKey(Party, models.PROTECT, related_name="supports", verbose_name=_("part"))
    decided_on = models.DateField(_("beslutsdatum"))
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    delegation = models.CharField(_("delegationspunkt"), max_length=120, blank=True)
    reported_on = models.DateField(_("anmält till nämnden"), null=True, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("stöd för underskriften")
        verbose_name_plural = _("stöd för underskrifterna")
        constraints = [
            models.UniqueConstraint(
                fields=["terms", "party"],
                name="support_once",
                violation_error_message=_("Partens stöd är redan registrerat."),
            ),
            models.CheckConstraint(
                name="support_says_where",
                condition=~Q(paragraph="") | ~Q(delegation=""),
                violation_error_message=_("Skriv paragrafen, eller punkten i delegationsordningen."),
            ),
            models.CheckConstraint(
                name="support_reported_on_delegation",
                condition=Q(reported_on__isnull=True)
                | (~Q(delegation="") & Q(reported_on__gte=models.F("decided_on"))),
                violation_error_message=_("Bara delegationsbeslut anmäls, och först efter att de fattats."),
            ),
        ]

    def __str__(self):
        return f"{self.party}: {self.paragraph or self.delegation}"


@tracked()
class Signature(models.Model):
    """A party's signature: who, as what, when, on which version. On paper: the signed page is stored.

    ``signed_at`` is when the portal took it down; ``signed_on`` the day that stands on the paper, if known.
    Of a paper from long ago often only the title is known, not the name.
    """

    terms = models.ForeignKey(Terms, models.PROTECT, related_name="signatures")
    party = models.ForeignKey(Party, models.PROTECT, related_name="signatures", verbose_name=_("part"))
    content_hash = models.CharField(_("kontrollsumma"), max_length=64)
    name = models.CharField(_("namn"), max_length=120, blank=True)
    title = models.CharField(_("befattning"), max_length=120)
    is_acting = models.BooleanField(_("tillförordnad"), default=False)
    signed_on = models.DateField(_("datum på papperet"), null=True, blank=True)
    signed_at = models.DateTimeField(_("undertecknat"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paper = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("papper")
    )

    trigger_refusals = {
        "signature_on_what_was_sent": (
            "__all__",
            _("Villkoren har ändrats sedan du läste dem. Läs den nya versionen och underteckna den."),
        ),
    }

    class Meta:
        verbose_name = _("underskrift")
        verbose_name_plural = _("underskrifter")
        constraints = [
            models.UniqueConstraint(
                fields=["terms", "party"],
                name="signature_once",
                violation_error_message=_("Parten har redan undertecknat."),
            ),
            models.UniqueConstraint(
                fields=["terms", "signed_by"],
                name="signature_one_party_a_person",
                violation_error_message=_("En person undertecknar bara för en part."),
            ),
            models.CheckConstraint(
                name="signature_by_somebody",
                condition=~Q(title=""),
                violation_error_message=_("Skriv som vad den som undertecknade gjorde det: befattningen."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signs_what_was_sent",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                func=SIGNS_WHAT_WAS_SENT,
            )
        ]

    def __str__(self):
        return f"{self.party}: {self.title}"
