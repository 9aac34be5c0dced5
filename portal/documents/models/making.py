"""A file that takes too long to be made while somebody waits for the page: it is left to the task worker.

Two kinds of it. A file for one reader, who alone may fetch it, since what it holds depends on their rights;
it lies here for a day. And the papers of a long signed document: they go to ``Frozen``, and the row is gone.
No history is kept: nothing here is anybody's word, and all of it can be made again.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.background.work import Work, WorkQuerySet
from portal.documents.models.agenda import Meeting
from portal.documents.models.document import Document

KEPT = timedelta(days=1)


class MakingQuerySet(WorkQuerySet):
    def unmade(self):
        """What a worker may begin."""
        return self.filter(made_at__isnull=True)

    def papers(self):
        return self.filter(what=Making.What.PAPERS)

    def old(self, now):
        """What nobody came for within a day: made then, or asked for and never made."""
        last = now - KEPT
        asked = Q(made_at__isnull=True, asked_at__lt=last) & (Q(seen_at__isnull=True) | Q(seen_at__lt=last))
        return self.exclude(what=Making.What.PAPERS).filter(Q(made_at__lt=last) | asked)


class Making(Work):
    """``standing`` is a checksum of the words it was made from; ``holds`` the documents that are in it, which
    who fetches it must still be allowed to see."""

    class What(models.TextChoices):
        PDF = "pdf", _("PDF")
        WORD = "word", _("Word")
        BUNDLE = "bundle", _("handlingarna till ett sammanträde")
        PAPERS = "papers", _("filerna till en undertecknad handling")

    class Variant(models.TextChoices):
        DECIDED = "", _("som den beslutas")
        INTERNAL = "intern", _("intern")
        PUBLIC = "offentlig", _("offentlig")

    class Step(models.TextChoices):
        FILE = "file", _("Gör filen")
        PAPERS = "papers", _("Gör handlingarna")
        JOINING = "joining", _("Lägger ihop dem till en fil")

    what = models.CharField(_("vad som görs"), max_length=6, choices=What)
    variant = models.CharField(_("variant"), max_length=9, choices=Variant, blank=True)
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, blank=True, related_name="makings", verbose_name=_("handling")
    )
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="makings", verbose_name=_("sammanträde")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("av")
    )
    step = models.CharField(_("steg"), max_length=10, choices=Step, blank=True)
    made_at = models.DateTimeField(_("gjord"), null=True, blank=True)
    content = models.BinaryField(_("innehåll"), null=True, blank=True)
    size = models.PositiveIntegerField(_("storlek i byte"), default=0)
    standing = models.CharField(_("underlag"), max_length=64, blank=True)
    holds = models.JSONField(_("handlingar i filen"), default=list, blank=True)

    objects = MakingQuerySet.as_manager()

    class Meta(Work.Meta):
        verbose_name = _("fil som görs")
        verbose_name_plural = _("filer som görs")
        constraints = [
            *Work.Meta.constraints,
            models.CheckConstraint(
                name="making_of_a_document_or_a_meeting",
                condition=Q(what="bundle", document__isnull=True, meeting__isnull=False)
                | (~Q(what="bundle") & Q(document__isnull=False, meeting__isnull=True)),
                violation_error_message=_(
                    "En fil görs av en handling, eller av ett sammanträdes handlingar."
                ),
            ),
            models.CheckConstraint(
                name="making_whole",
                condition=Q(made_at__isnull=True, content__isnull=True)
                | Q(made_at__isnull=False, content__isnull=False, begun_at__isnull=True, problem=""),
                violation_error_message=_("En fil som är gjord har ett innehåll och en tidpunkt."),
            ),
            models.UniqueConstraint(
                fields=["asked_by", "what", "variant", "document", "meeting"],
                name="making_once_for_each",
                condition=~Q(what="papers"),
                nulls_distinct=False,
                violation_error_message=_("Du har redan begärt filen."),
            ),
            models.UniqueConstraint(
                fields=["document"],
                name="making_papers_once",
                condition=Q(what="papers"),
                violation_error_message=_("Handlingens filer är redan på väg att göras."),
            ),
        ]

    def __str__(self):
        return f"{self.document or self.meeting} {self.what} {self.variant}".strip()

    @property
    def is_made(self) -> bool:
        return self.made_at is not None

    @property
    def now_at(self) -> int:
        """The number of the one that is being made now."""
        return min(self.done + 1, self.of) if self.of else self.done + 1
