"""``/uppsokande/kartlaggningar/``: the rounds, who has answered and who has not."""

from typing import Any

import django_filters
from django.db.models import Case, CharField, Count, Exists, F, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from outreach import access, states
from outreach.models import MappingReply, MappingRound
from outreach.models.searching import with_words
from outreach.views.records import NounList
from portal.database.functions import SwedishKey
from portal.ui.columns import COUNT, DAY, Column, Kind
from portal.ui.columns import states as badges
from portal.ui.views import Action
from portal.ui.writing import text

YEAR = Kind(page=text, css="nowrap")


def round_state() -> Combinable:
    """The code of how a round stands, as ``states.ROUNDS`` has it."""
    return Case(
        When(~Exact(F("source"), Value("")), then=Value(states.PRINTED)),
        When(sent_on__isnull=True, then=Value(states.UNSENT)),
        When(closed_on__isnull=False, then=Value(states.CLOSED)),
        default=Value(states.OPEN),
        output_field=CharField(),
    )


class RoundFilter(django_filters.FilterSet):
    """``?text= lage=``"""

    text = django_filters.CharFilter(label=_("Ord"), method="with_words", max_length=200)
    lage = django_filters.ChoiceFilter(
        label=_("Läge"),
        method="in_state",
        choices=[(code, state.word) for code, state in states.ROUNDS.items()],
        empty_label=_("Alla"),
    )

    def with_words(self, rows: Any, name: str, value: str) -> Any:
        return with_words(rows, value, "title", "intro", "participants_text", "limits")

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(Exact(round_state(), Value(value)))


def _title(row: Any) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("outreach:mapping_detail", args=[row.pk]), row.title)


def _counted(rows: Any) -> Combinable:
    """How many of ``rows`` are of the round; nothing (not zero) where nobody may be known to be asked."""
    of_round = rows.filter(round=OuterRef("pk")).order_by()
    counted = of_round.values("round").annotate(n=Count("pk")).values("n")
    return Case(When(Exists(of_round), then=Subquery(counted)), default=Value(0), output_field=IntegerField())


class RoundList(NounList):
    model, stem, plural = MappingRound, "mapping", _("Kartläggningar")
    filterset_class = RoundFilter
    title, noun, noun_one = _("Kartläggningar"), _("kartläggningar"), _("kartläggning")
    lede = _("En gång om året svarar stadsdelarna på samma frågor. Svaren blir ett avsnitt i en handling.")
    default_sort = "-year"
    empty_title = _("Inga kartläggningar än")
    empty_text = _("Här står frågorna till stadsdelarna, vilka som har svarat och vad de svarade.")

    def get_columns(self):
        known = MappingReply.objects.known_to(self.request.user)
        asked, answered = _counted(known), _counted(known.submitted())
        return [
            Column("year", _("År"), sort=True, kind=YEAR),
            Column("title", _("Kartläggning"), sort=SwedishKey("title"), nulls=False, head=True, cell=_title),
            Column("sent_on", _("Skickad"), kind=DAY, sort=True, none=_("ej angivet")),
            Column("due_on", _("Svar senast"), kind=DAY, sort=True, none=_("ej angivet")),
            Column("asked", _("Tillfrågade"), source=asked, kind=COUNT, total=True),
            Column("answered", _("Har svarat"), source=answered, kind=COUNT, total=True),
            Column("state", _("Läge"), source=round_state(), kind=badges(states.ROUNDS.get), nulls=False),
        ]

    def actions(self):
        if not access.may_keep_mapping(self.request.user):
            return []
        return [Action(_("Ny kartläggning"), reverse("outreach:mapping_create"), icon="plus")]
