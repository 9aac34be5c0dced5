"""What a document said at a moment: when it was frozen, when it was sent, and when somebody last looked."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.documents.models.document import Document
from portal.documents.models.fixed import frozen_when_signed
from portal.files.models import StoredFile
from portal.history.tracking import tracked

NEVER_CHANGED = pgtrigger.Protect(name="frozen_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)


@tracked()
class Frozen(models.Model):
    """The signed document: all figures, tables, texts and file hashes as data, and the papers byte for byte.

    ``sha256`` is over the data in canonical JSON (sorted keys, no spaces, UTF-8). The public papers leave
    out what is secret and mask small counts.
    """

    document = models.OneToOneField(Document, models.PROTECT, related_name="frozen")
    data = models.JSONField(_("innehåll"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    word = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    public_pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    public_word = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(_("fryst"))
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("fryst handling")
        verbose_name_plural = _("frysta handlingar")
        triggers = [NEVER_CHANGED, frozen_when_signed()]

    def __str__(self):
        return self.sha256


class Snapshot(models.Model):
    """The live figures as they were when the document was sent for review: key -> [written, unit]."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="snapshots")
    figures = models.JSONField(_("siffror"))
    taken_at = models.DateTimeField(_("tagen"))

    class Meta:
        verbose_name = _("ögonblicksbild")
        verbose_name_plural = _("ögonblicksbilder")

    def __str__(self):
        return f"{self.document}: {self.taken_at}"


class SeenFigures(models.Model):
    """The live figures as they were when a person last looked at a document."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="seen")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    figures = models.JSONField(_("siffror"))
    seen_at = models.DateTimeField(_("läst"))

    class Meta:
        verbose_name = _("läst")
        verbose_name_plural = _("läst")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "user"],
                name="seen_figures_once",
                violation_error_message=_("Du har redan markerat handlingen som läst."),
            )
        ]

    def __str__(self):
        return f"{self.document}: {self.user}"
