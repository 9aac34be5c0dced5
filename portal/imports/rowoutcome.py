"""What one row of a file came to: the part of the receipt that is disposed of with the file."""

from collections import Counter

from django.db import models
from django.db.models import F, Func
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext_lazy as _

from portal.imports.keytriggers import of_a_batch


class RowOutcomeQuerySet(models.QuerySet):
    def bad_columns(self):
        """[(heading, how many problems)] of one batch's bad rows, the most first; "" is about a whole row."""
        said = Func(F("details"), function="jsonb_array_elements", output_field=models.JSONField())
        bad = self.filter(status=RowOutcome.Status.BAD).order_by()
        each = bad.annotate(said=said).annotate(column=KeyTextTransform("column", "said"))
        found = Counter(each.values_list("column", flat=True))
        return [(name, count) for name, count in found.most_common() if name]


class RowOutcome(models.Model):
    """What one row of a file came to; kept with the receipt. ``line`` is the line on which the row begins.

    A row that changes nothing, and that nothing is asked about, has none: it is in the batch's counts.
    """

    class Status(models.TextChoices):
        NEW = "new", _("ny")
        CHANGED = "changed", _("ändrad")
        UNCHANGED = "unchanged", _("oförändrad")
        BAD = "bad", _("att rätta")

    #: found by the constraint's index, and held by triggers: what is asked once a row a large file has to pay
    batch = models.ForeignKey(
        "imports.Batch", models.CASCADE, related_name="outcomes", db_index=False, db_constraint=False
    )
    line = models.PositiveIntegerField(_("rad"))
    status = models.CharField(_("utfall"), max_length=10, choices=Status)
    label = models.CharField(_("vad raden gäller"), max_length=200, blank=True)
    href = models.CharField(max_length=200, blank=True)
    #: bad rows: [{column, value, message, remedy, suggestion}]; changed rows: [{column, old, new}]
    details = models.JSONField(_("detaljer"), default=list)
    questions = models.JSONField(_("frågor"), default=list)
    #: what the row wrote, as "app.model:7"
    record = models.CharField(max_length=80, blank=True, editable=False)
    is_kept = models.BooleanField(_("kvar fast filen ångrades"), default=False)

    objects = RowOutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("rad")
        verbose_name_plural = _("rader")
        triggers = of_a_batch()
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="row_outcome_once_per_line")]

    def __str__(self):
        return f"{self.batch} rad {self.line}"
