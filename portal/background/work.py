"""What the task worker has at hand: who asked for it, how far it has come, and what stopped it.

What stands here is written while the work goes on, by a connection of its own, so that everybody sees it
before the work itself is committed (``portal.background.progress``).
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

STALE = timedelta(seconds=30)  # without a sign of life: the worker was killed


class WorkQuerySet(models.QuerySet):
    def left_behind(self, now: datetime):
        """Begun by a worker that gives no sign of life, and not given up."""
        return self.filter(problem="", begun_at__isnull=False, seen_at__lt=now - STALE)

    def claim(self, pk: int, now: datetime) -> bool:
        """Begin it, if it is one of these and free: whoever gets True does it, and nobody else."""
        free = self.filter(pk=pk, problem="", begun_at__isnull=True)
        return bool(free.update(begun_at=now, seen_at=now, attempts=F("attempts") + 1))

    def put_back(self) -> int:
        """Let any worker begin them anew."""
        return self.update(begun_at=None, seen_at=None)


class Work(models.Model):
    """One thing that is done in the background. A model adds what is done, to what, and its ``objects``."""

    #: what is as it was when nobody has begun
    ANEW = {
        "begun_at": None,
        "seen_at": None,
        "attempts": 0,
        "step": "",
        "done": 0,
        "of": None,
        "problem": "",
    }

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
    step = models.CharField(_("steg"), max_length=10, blank=True)
    done = models.PositiveIntegerField(_("klara"), default=0)
    of = models.PositiveIntegerField(_("av"), null=True, blank=True)
    #: why nothing came of it, in words to who asked
    problem = models.TextField(_("hinder"), blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_seen_since_it_began",
                condition=Q(begun_at__isnull=True, seen_at__isnull=True)
                | Q(begun_at__isnull=False, seen_at__isnull=False),
                violation_error_message=_("Ett påbörjat arbete har ett livstecken."),
            )
        ]

    def has_stopped(self, now: datetime) -> bool:
        """Nobody works on it, or nobody began: who looks at it may ask for it anew."""
        return bool(self.problem) or now - (self.seen_at or self.asked_at) > 2 * STALE

    @property
    def percent(self) -> int | None:
        """How much of the step is done, 0-100; None when nobody knows how much there is."""
        return min(100, self.done * 100 // self.of) if self.of else None
