"""A document's sections, and who is writing in one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.documents.models.document import Document
from portal.documents.models.fixed import rows_fixed_when_signed
from portal.documents.models.kinds import SectionRole
from portal.history.tracking import tracked
from portal.organisation.models import Organisation


class SectionQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those of the documents the user sees."""
        return self.filter(document__in=Document.objects.for_user(user).values("pk"))


@tracked()
class Section(models.Model):
    """One heading with its text, as ``portal.content.prose`` reads it. ``edition`` counts its saves: a save
    names the edition it began from, so that nobody writes over another.

    ``administration`` writes it where several do, and marks it ready. A section with ``secrecy_provision``
    is left out of the public variant, with a mark.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField(_("ordning"))
    role = models.CharField(_("vad avsnittet är till för"), max_length=12, choices=SectionRole)
    heading = models.CharField(_("rubrik"), max_length=200)
    level = models.PositiveSmallIntegerField(_("rubriknivå"), default=2)
    instruction = models.TextField(_("till den som skriver"), blank=True)
    text = models.TextField(_("text"), blank=True)
    is_required = models.BooleanField(_("måste fyllas i"), default=False)
    may_be_declined = models.BooleanField(_("får lämnas tomt med ett skäl"), default=False)
    declined_because = models.CharField(_("ej relevant, därför att"), max_length=500, blank=True)
    administration = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("skrivs av")
    )
    ready_at = models.DateTimeField(_("klar"), null=True, blank=True)
    ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    secrecy_provision = models.CharField(_("sekretess enligt"), max_length=200, blank=True)
    secrecy_authority = models.CharField(_("sekretessprövad av"), max_length=200, blank=True)
    secrecy_date = models.DateField(_("sekretessmarkerad den"), null=True, blank=True)
    edition = models.PositiveIntegerField(_("utgåva"), default=1)
    saved_at = models.DateTimeField(_("sparat"), null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("avsnitt")
        verbose_name_plural = _("avsnitt")
        triggers = [rows_fixed_when_signed()]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "order"],
                name="section_order_once",
                violation_error_message=_("Två avsnitt kan inte stå på samma plats."),
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="section_level",
                condition=Q(level__range=(2, 4)),
                violation_error_message=_("Rubriknivån är 2, 3 eller 4."),
            ),
            models.CheckConstraint(
                name="section_secrecy_whole",
                condition=Q(secrecy_provision="", secrecy_date__isnull=True, secrecy_authority="")
                | (~Q(secrecy_provision="") & ~Q(secrecy_authority="") & Q(secrecy_date__isnull=False)),
                violation_error_message=_("En sekretessmarkering har lagrum, myndighet och datum."),
            ),
        ]

    def __str__(self):
        return self.heading


class SectionLock(models.Model):
    """Who writes in a section now. It ends by itself when ``active_at`` is thirty minutes ago."""

    section = models.OneToOneField(Section, models.CASCADE, related_name="lock")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    taken_at = models.DateTimeField(_("tagen"))
    active_at = models.DateTimeField(_("senast aktiv"))
    taken_over_because = models.CharField(_("övertagen därför att"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("skrivlås")
        verbose_name_plural = _("skrivlås")

    def __str__(self):
        return f"{self.section}: {self.owner}"


class SectionText(models.Model):
    """What somebody was writing when another took over: kept for them, never written over the section."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="kept_texts")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(_("text"))
    kept_at = models.DateTimeField(_("sparat"))

    class Meta:
        verbose_name = _("undanlagd text")
        verbose_name_plural = _("undanlagda texter")

    def __str__(self):
        return f"{self.section}: {self.owner}"
