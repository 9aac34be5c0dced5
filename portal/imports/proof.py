"""What the preview of a large file proved, kept until the file is confirmed: it need not be proved twice.

The rows themselves lie in a file beside the database (``portal.imports.staging.proofs``). No history is kept:
nothing here is anybody's word, and all of it can be made again.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models

KEPT = timedelta(days=1)


class ProofQuerySet(models.QuerySet):
    def old(self, now):
        return self.filter(made_at__lt=now - KEPT)


class Proof(models.Model):
    """It holds for who asked and for the same day, as long as the history's ``mark`` is the same."""

    batch = models.OneToOneField("imports.Batch", models.CASCADE, related_name="proof")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    mark = models.CharField(max_length=32)
    #: the file and the SHA-256 of its bytes
    name = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)
    #: the keys in the file of what is locked, table after table: [table, bytes]
    tables = models.JSONField()
    #: the bytes of the rows that follow them in the file, table after table that is written
    rows = models.JSONField(default=list)
    #: how many rows come to what, and their signs, as ``TriedInSets.plain``
    plain = models.JSONField()

    objects = ProofQuerySet.as_manager()

    def __str__(self):
        return f"{self.batch} {self.mark}"
