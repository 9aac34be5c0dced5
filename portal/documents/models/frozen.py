"""What a document said at a moment: when it was frozen, when it was sent, and when somebody last looked."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.documents.models.document import Document
from portal.documents.models.fixed import differs, frozen_when_signed
from portal.files.models import StoredFile
from portal.history.tracking import tracked

KEPT = "frozen_is_kept"
_FILES = ("pdf_id", "word_id", "public_pdf_id", "public_word_id")
_REST = ("id", "document_id", "data", "sha256", "frozen_at", "frozen_by_id")
# The papers of a long document are made after the signature: then they come, once, and nothing else ever.
NEVER_CHANGED = pgtrigger.Trigger(
    name=KEPT,
    operation=pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func=f"""
    IF TG_OP = 'DELETE' OR {differs(*_REST)} OR (OLD.pdf_id IS NOT NULL AND {differs(*_FILES)}) THEN
        RAISE EXCEPTION 'what is frozen is kept as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{KEPT}';
    END IF;
    RETURN NEW;
""",
)


@tracked()
class Frozen(models.Model):
    """The signed document: all figures, tables, texts and file hashes as data, and the papers byte for byte.

    ``sha256`` is over the data in canonical JSON (sorted keys, no spaces, UTF-8). The public papers leave
    out what is secret and mask small counts. The papers of a long document come a while after its data, of
    which they are made.
    """

    document = models.OneToOneField(Document, models.PROTECT, related_name="frozen")
    data = models.JSONField(_("innehåll"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    word = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    public_pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    public_word = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(_("fryst"))
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    trigger_refusals = {KEPT: ("__all__", _("Det som är fryst ändras inte."))}

    class Meta:
        verbose_name = _("fryst handling")
        verbose_name_plural = _("frysta handlingar")
        triggers = [NEVER_CHANGED, frozen_when_signed()]
        constraints = [
            models.CheckConstraint(
                name="frozen_has_all_papers_or_none",
                condition=Q(pdf=None, word=None, public_pdf=None, public_word=None)
                | Q(
                    pdf__isnull=False,
                    word__isnull=False,
                    public_pdf__isnull=False,
                    public_word__isnull=False,
                ),
                violation_error_message=_("En fryst handling har alla sina fyra filer, eller ingen än."),
            )
        ]

    def __str__(self):
        return self.sha256

    @property
    def has_papers(self) -> bool:
        return self.pdf_id is not None


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
