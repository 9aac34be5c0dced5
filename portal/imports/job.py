"""A file that the task worker has at hand: what it is to do with it, and how far it has come.

Beside the batch, not in it: what stands here is written while the work goes on, by a connection of its own,
so that everybody sees it; and it is gone when the work is done. The batch says what came of it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.background.work import Work, WorkQuerySet


class Job(Work):
    """What is to be done with a file in the background; at most one thing at a time."""

    class What(models.TextChoices):
        CHECK = "check", _("granskas")
        APPLY = "apply", _("läses in")
        UNDO = "undo", _("ångras")

    class Step(models.TextChoices):
        READING = "reading", _("Läser raderna")
        CHECKING = "checking", _("Prövar raderna mot det som är sparat")
        KEEPING = "keeping", _("Skriver ner vad som blev av raderna")

    batch = models.OneToOneField("imports.Batch", models.CASCADE, related_name="job", verbose_name=_("fil"))
    what = models.CharField(_("vad som görs"), max_length=5, choices=What)
    #: of the applying; of a check: what is applied straight after it, when all is well
    scope = models.CharField(_("omfattning"), max_length=5, blank=True)
    #: of an undoing: whether rows edited later are left as they are
    rest = models.BooleanField(_("låt ändrade rader stå kvar"), default=False)
    step = models.CharField(_("steg"), max_length=10, choices=Step, blank=True)
    done = models.PositiveIntegerField(_("rader klara"), default=0)
    of = models.PositiveIntegerField(_("av rader"), null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta(Work.Meta):
        verbose_name = _("fil i arbete")
        verbose_name_plural = _("filer i arbete")

    def __str__(self):
        return f"{self.batch} {self.what}"
