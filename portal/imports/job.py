"""A file that the task worker has at hand: what it is to do with it, and how far it has come.

Beside the batch, not in it: what stands here is written while the work goes on, by a connection of its own,
so that everybody sees it; and it is gone when the work is done. The batch says what came of it.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

STALE = timedelta(seconds=30)  # without a sign of life: the worker was killed


class JobQuerySet(models.QuerySet):
    def left_behind(self, now: datetime):
        """Begun by a worker that gives no sign of life, and not given up."""
        return self.filter(problem="", begun_at__isnull=False, seen_at__lt=now - STALE)


class Job(models.Model):
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
    asked_at = models.DateTimeField(_("begärt"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("av"),
    )
    begun_at = models.DateTimeField(_("påbörjat"), null=True, blank=True)
    seen_at = models.DateTimeField(_("senaste livstecken"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("försök"), default=0)
    step = models.CharField(_("steg"), max_length=10, choices=Step, blank=True)
    done = models.PositiveIntegerField(_("rader klara"), default=0)
    of = models.PositiveIntegerField(_("av rader"), null=True, blank=True)
    #: why nothing came of it, in words to the sender
    problem = models.TextField(_("hinder"), blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("fil i arbete")
        verbose_name_plural = _("filer i arbete")
        constraints = [
            models.CheckConstraint(
                name="job_seen_since_it_began",
                condition=Q(begun_at__isnull=True, seen_at__isnull=True)
                | Q(begun_at__isnull=False, seen_at__isnull=False),
                violation_error_message=_("Ett påbörjat arbete har ett livstecken."),
            )
        ]

    def __str__(self):
        return f"{self.batch} {self.what}"

    def has_stopped(self, now: datetime) -> bool:
        """Nobody works on it, or nobody began: who looks at it may ask for it anew."""
        return bool(self.problem) or now - (self.seen_at or self.asked_at) > 2 * STALE

    @property
    def percent(self) -> int | None:
        """How much of the step is done, 0-100; None when nobody knows how many rows there are."""
        return min(100, self.done * 100 // self.of) if self.of else None
