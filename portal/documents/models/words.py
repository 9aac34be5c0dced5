"""What a search reads of a document: its words beside it, kept by the database itself."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

from portal.documents.models.document import Document

LONGEST = 250_000  # characters that are searched: more lexemes than a tsvector can hold come later than this


class Stems(Func):
    """The Swedish stems of two texts, as written and without rings and accents, so that either is found."""

    arity, output_field = 2, SearchVectorField()
    arg_joiner = " || ' ' || "
    template = (
        f"(to_tsvector('swedish'::regconfig, left(%(expressions)s, {LONGEST})) || "
        f"to_tsvector('swedish'::regconfig, fold_text(left(%(expressions)s, {LONGEST}))))"
    )


class Words(models.Model):
    """``text`` is what the document says now; ``frozen`` what the signed one said with its figures.

    The triggers of the migration write ``text`` whenever the document, a section or a point is written, in
    whichever way. What stands under a secrecy marking is left out, and ``frozen`` is taken from the public
    variant: a search tells nobody what the paper would not.
    """

    document = models.OneToOneField(
        Document, models.CASCADE, primary_key=True, related_name="words", verbose_name=_("handling")
    )
    text = models.TextField(_("text"), blank=True, default="")
    frozen = models.TextField(_("fryst text"), blank=True, default="")
    stems = models.GeneratedField(
        expression=Stems(F("text"), F("frozen")),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("sökbara ord")
        verbose_name_plural = _("sökbara ord")
        indexes = [GinIndex(fields=["stems"], name="words_stems", fastupdate=False)]

    def __str__(self):
        return self.text[:80]
