"""The list of requests: one row each, worked off by the registrar and read by the auditor."""

from typing import Any

from django.db.models import Count, F, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.disclosures.models import Disclosure
from portal.ui.columns import DAY, Column, states
from portal.workareas import State

_State = Disclosure.State
STATES = {
    _State.ASKED: State(_("Väntar på prövning"), "wait", "warn"),
    _State.GRANTED: State(_("Lämnas ut"), "ok", "ok"),
    _State.REFUSED: State(_("Lämnas inte ut"), "bad", "bad"),
    _State.WITHDRAWN: State(_("Återtagen"), "undo", "empty"),
}


def disclosure_url(row: Any) -> str:
    return reverse("disclosures:detail", args=[row.pk])


_NAME = Trim(Concat("asked_by__first_name", Value(" "), "asked_by__last_name"))
COLUMNS = [
    Column("title", _("Vilka uppgifter"), sort=True, nulls=False, head=True, link=disclosure_url),
    Column(
        "asker", _("Begärd av"), source=Coalesce(NullIf(_NAME, Value("")), F("asked_by__username")), sort=True
    ),
    Column("asked_at", _("Begärd"), kind=DAY, sort=True, nulls=False),
    Column("state", _("Prövning"), kind=states(STATES.get), sort=True, nulls=False),
    Column("last_day", _("Öppen till"), kind=DAY, sort=True),
    Column("opened", _("Öppnad, gånger"), source=Count("openings"), sort=True, nulls=False),
]
