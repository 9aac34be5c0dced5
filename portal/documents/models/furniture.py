"""What stands around a document's text: senders, points, signatures, preparation, appendices, views."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.documents.models.document import Document
from portal.documents.models.fixed import rows_fixed_when_signed
from portal.files.models import StoredFile
from portal.history.tracking import tracked
from portal.organisation.models import Organisation


@tracked()
class Sender(models.Model):
    """A sender block: an administration, its department, who handles the matter there and the telephone."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="senders")
    order = models.PositiveSmallIntegerField(_("ordning"), default=1)
    administration = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("förvaltning")
    )
    department = models.CharField(_("avdelning"), max_length=200, blank=True)
    handled_by = models.CharField(_("handläggare"), max_length=120, blank=True)
    phone = models.CharField(_("telefon"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("avsändare")
        verbose_name_plural = _("avsändare")
        triggers = [rows_fixed_when_signed()]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "administration"],
                name="sender_once",
                violation_error_message=_("Förvaltningen är redan avsändare."),
            )
        ]

    def __str__(self):
        return str(self.administration)


@tracked()
class DecisionPoint(models.Model):
    """One point of the proposal (beslutspunkt): one action, by a named nämnd, readable alone."""

    class Kind(models.TextChoices):
        APPROVE = "approve", _("godkänner")
        FORWARD = "forward", _("överlämnar till … för kännedom")
        ASSIGN = "assign", _("uppdrar åt")
        ENDORSE = "endorse", _("tillstyrker")
        FILE = "file", _("lägger till handlingarna")
        ANSWER = "answer", _("överlämnar som svar på remiss")
        GRANT = "grant", _("beviljar")
        ADJUST = "adjust", _("förklarar paragrafen omedelbart justerad")
        OTHER = "other", _("annat")

    document = models.ForeignKey(Document, models.CASCADE, related_name="points")
    order = models.PositiveSmallIntegerField(_("nummer"))
    kind = models.CharField(_("vad nämnden gör"), max_length=8, choices=Kind)
    text = models.TextField(_("beslutspunkt"), max_length=2000)

    class Meta:
        verbose_name = _("beslutspunkt")
        verbose_name_plural = _("beslutspunkter")
        triggers = [rows_fixed_when_signed()]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "order"],
                name="decision_point_order_once",
                violation_error_message=_("Två beslutspunkter kan inte ha samma nummer."),
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self):
        return self.text[:80]


@tracked()
class Signatory(models.Model):
    """Who signs for an administration: the function as printed, acting ("t.f.") or not; later who, when.

    ``signed_hash``: of what was signed, words and figures. A signature holds for that alone.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="signatories")
    order = models.PositiveSmallIntegerField(_("ordning"))
    administration = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("förvaltning")
    )
    role = models.CharField(_("roll i portalen"), max_length=20)
    title = models.CharField(_("funktion"), max_length=120)
    is_acting = models.BooleanField(_("tillförordnad"), default=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("undertecknad"), null=True, blank=True)
    signed_hash = models.CharField(_("kontrollsumma"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("undertecknare")
        verbose_name_plural = _("undertecknare")
        triggers = [rows_fixed_when_signed()]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "administration", "role"],
                name="signatory_once",
                violation_error_message=_("Den funktionen undertecknar redan."),
            ),
            models.CheckConstraint(
                name="signatory_signed_whole",
                violation_error_message=_("En underskrift har en person och en tidpunkt."),
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title


@tracked()
class Preparation(models.Model):
    """Who prepared the matter: a body, and when, or that it has had the opportunity to treat it."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="preparations")
    order = models.PositiveSmallIntegerField(_("ordning"), default=1)
    body = models.CharField(_("organ"), max_length=200)
    treated_on = models.DateField(_("behandlat den"), null=True, blank=True)
    had_opportunity = models.BooleanField(_("har haft möjlighet att behandla ärendet"), default=False)

    class Meta:
        verbose_name = _("beredning")
        verbose_name_plural = _("beredning")
        triggers = [rows_fixed_when_signed()]

    def __str__(self):
        return self.body


@tracked()
class Appendix(models.Model):
    """An appendix, numbered and dated; ``is_reference`` names one that is not attached."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="appendices")
    order = models.PositiveSmallIntegerField(_("nummer"))
    title = models.CharField(_("rubrik"), max_length=200)
    dated = models.DateField(_("datum"), null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fil")
    )
    is_reference = models.BooleanField(_("bifogas inte"), default=False)
    is_secret = models.BooleanField(_("utgår ur den offentliga varianten"), default=False)

    class Meta:
        verbose_name = _("bilaga")
        verbose_name_plural = _("bilagor")
        triggers = [rows_fixed_when_signed()]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "order"],
                name="appendix_number_once",
                violation_error_message=_("Två bilagor kan inte ha samma nummer."),
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self):
        return self.title


@tracked()
class Consultation(models.Model):
    """Skicka för synpunkter: another authority may read the draft, marked as one, and answer."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="consultations")
    authority = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("till förvaltning")
    )
    sent_at = models.DateTimeField(_("skickad"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer_by = models.DateField(_("svar senast"), null=True, blank=True)
    answer = models.TextField(_("synpunkter"), blank=True)
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("synpunkter")
        verbose_name_plural = _("synpunkter")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "authority"],
                name="consultation_once",
                violation_error_message=_("Handlingen är redan skickad dit för synpunkter."),
            )
        ]

    def __str__(self):
        return str(self.authority)
