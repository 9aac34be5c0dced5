"""Stored files: kept privately, named by their content; whoever owns one decides who may read it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.history.tracking import tracked

KEPT = "stored_file_is_kept"
# What is signed vouches for a file by its sum. Only the name may change: it alone can point out a person.
_REFUSE = f"""
    IF ROW(NEW.id, NEW.sha256, NEW.size, NEW.content_type, NEW.stored_at, NEW.stored_by_id)
        IS DISTINCT FROM
       ROW(OLD.id, OLD.sha256, OLD.size, OLD.content_type, OLD.stored_at, OLD.stored_by_id)
    THEN
        RAISE EXCEPTION 'a stored file is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{KEPT}';
    END IF;
    RETURN NEW;
"""
# What points at a file by its number points at its bytes: no other file takes the number of a deleted one.
_ONE_FILE_A_NUMBER = f"""
    IF EXISTS (
        SELECT 1 FROM files_storedfileevent e
        WHERE e.pgh_obj_id = NEW.id
            AND ROW(e.sha256, e.size, e.content_type)
                IS DISTINCT FROM ROW(NEW.sha256, NEW.size, NEW.content_type)
    ) THEN
        RAISE EXCEPTION 'a stored file is not exchanged'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{KEPT}';
    END IF;
    RETURN NEW;
"""  # noqa: S608  our own words


@tracked()
class StoredFile(models.Model):
    """A file as it came in. ``sha256`` is the hash of its bytes, and also where it lies in the store."""

    name = models.CharField(_("namn"), max_length=200)
    content_type = models.CharField(_("typ"), max_length=100)
    size = models.PositiveBigIntegerField(_("storlek i byte"))
    sha256 = models.CharField(_("hash (SHA-256)"), max_length=64, db_index=True)
    stored_at = models.DateTimeField(_("sparad"), auto_now_add=True)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("av"),
    )

    trigger_refusals = {KEPT: ("__all__", _("En sparad fil ändras inte. Ladda upp den nya filen i stället."))}

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        triggers = [
            pgtrigger.Trigger(
                name="is_kept", operation=pgtrigger.Update, when=pgtrigger.Before, func=_REFUSE
            ),
            pgtrigger.Trigger(
                name="not_exchanged",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=_ONE_FILE_A_NUMBER,
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="stored_file_hash_whole",
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Filens hash är inte hel."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def path(self) -> str:
        """Where the bytes lie in the store, relative to its root."""
        return f"{self.sha256[:2]}/{self.sha256}"
