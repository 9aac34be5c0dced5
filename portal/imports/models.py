"""One file that came in: what it held, what became of it, and who answers for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.files.models import StoredFile
from portal.history.tracking import tracked
from portal.imports.headings import Said
from portal.imports.job import Job as Job  # a model too: found here by Django and by others
from portal.imports.keytriggers import goes_after_its_rows
from portal.imports.proof import Proof as Proof  # the same
from portal.imports.retention import RetentionRule
from portal.imports.rowoutcome import RowOutcome as RowOutcome  # the same
from portal.organisation.models import Organisation

DETECTED = ("format", "encoding", "separator", "sheet")
SEPARATORS = {"semikolon": _("semikolon"), "komma": _("komma"), "tabb": _("tabb")}


class BatchQuerySet(models.QuerySet):
    def for_user(self, user):
        """A file not applied is a draft of the sender's own authority; applied ones are read centrally."""
        own = Q(authority__in=user.reach.own_organisations)
        if user.reach.central:
            return self.filter(own | Q(state__in=Batch.RECEIPTS))
        return self.filter(own)


@tracked()
class Batch(models.Model):
    """An uploaded file of one kind, checked and perhaps applied: with its outcomes, the receipt."""

    class State(models.TextChoices):
        WAITING = "waiting", _("väntar på granskning")
        CHECKED = "checked", _("granskad")
        UNREADABLE = "unreadable", _("går inte att läsa")
        APPLIED = "applied", _("inläst")
        DISCARDED = "discarded", _("avbruten")
        UNDONE = "undone", _("ångrad")

    RECEIPTS = (State.APPLIED, State.UNDONE)

    class Scope(models.TextChoices):
        ALL = "allt", _("alla rader")
        GOOD = "goda", _("bara de rader som går att läsa")

    kind = models.CharField(_("slag"), max_length=40)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="batches", verbose_name=_("fil"))
    authority = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("förvaltning")
    )
    received_at = models.DateTimeField(_("mottagen"))
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("av"),
    )
    detected = models.JSONField(_("så lästes filen"), default=dict)
    problem = models.TextField(_("hinder"), blank=True)
    dropped_columns = models.JSONField(_("kolumner som hoppas över"), default=list)
    #: folded heading -> key of the column it means
    mapped_columns = models.JSONField(_("kolumner som heter annat"), default=dict)
    #: line -> column key -> what is read instead of what stands in the file
    corrections = models.JSONField(_("rättade celler"), default=dict)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(_("status"), max_length=10, choices=State)
    scope = models.CharField(_("omfattning"), max_length=5, choices=Scope, blank=True)
    applied_at = models.DateTimeField(_("inläst"), null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: the act of the history under which it was written, so that it can be taken back
    context = models.UUIDField(null=True, blank=True, editable=False)
    undone_at = models.DateTimeField(_("ångrad"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: the file and its rows are gone since then, under that rule; what stands here stays
    disposed_at = models.DateTimeField(_("gallrad"), null=True, blank=True)
    disposed_under = models.ForeignKey(
        RetentionRule,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="disposed",
        verbose_name=_("gallrad enligt"),
    )
    new = models.PositiveIntegerField(_("nya"), default=0)
    changed = models.PositiveIntegerField(_("ändrade"), default=0)
    unchanged = models.PositiveIntegerField(_("oförändrade"), default=0)
    bad = models.PositiveIntegerField(_("att rätta"), default=0)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("inläst fil")
        verbose_name_plural = _("inlästa filer")
        triggers = [goes_after_its_rows()]
        constraints = [
            models.CheckConstraint(
                name="batch_applied_whole",
                condition=Q(state__in=["applied", "undone"], applied_at__isnull=False)
                | (~Q(state__in=["applied", "undone"]) & Q(applied_at__isnull=True)),
                violation_error_message=_("En inläst fil har en tidpunkt."),
            ),
            models.CheckConstraint(
                name="batch_undone_whole",
                condition=Q(state="undone", undone_at__isnull=False)
                | (~Q(state="undone") & Q(undone_at__isnull=True)),
                violation_error_message=_("En ångrad fil har en tidpunkt."),
            ),
            models.CheckConstraint(
                name="batch_disposed_whole",
                condition=Q(disposed_at__isnull=True, disposed_under__isnull=True)
                | Q(disposed_at__isnull=False, disposed_under__isnull=False),
                violation_error_message=_("En gallrad fil har en tidpunkt och en regel."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def said(self) -> Said:
        """What the sender has said of the file beside what stands in it."""
        cells = {int(line): cells for line, cells in self.corrections.items()}
        return Said(self.dropped_columns, self.mapped_columns, cells)

    @property
    def good(self) -> int:
        """How many rows can be read."""
        return self.new + self.changed + self.unchanged

    @property
    def rows(self) -> int:
        return self.good + self.bad

    @property
    def detected_words(self) -> list[str]:
        """How the file was read, for the reader: "CSV", "Windows-1252", "semikolon"."""
        found = [self.detected[name] for name in DETECTED if self.detected.get(name)]
        return [str(SEPARATORS.get(word, word)) for word in found]


@tracked()
class ColumnName(models.Model):
    """What an administration's own heading means in files of a kind: remembered from the last time."""

    kind = models.CharField(_("slag"), max_length=40)
    authority = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("förvaltning")
    )
    heading = models.CharField(_("rubrik i filen"), max_length=200)
    column = models.CharField(_("kolumn"), max_length=80)

    class Meta:
        verbose_name = _("rubrik som heter annat")
        verbose_name_plural = _("rubriker som heter annat")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "authority", "heading"],
                name="column_name_once",
                violation_error_message=_("Rubriken har redan en kolumn."),
            )
        ]

    def __str__(self):
        return f"{self.heading}: {self.column}"
