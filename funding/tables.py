"""The columns of the list of agreements, said once: page and export are both made from them."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.states import EXAMPLE, RENEGOTIATED, SOON, ends_soon, standing_of
from portal.database.functions import SwedishKey
from portal.ui import writing
from portal.ui.columns import COUNT, DAY, Column

#: values of a row that no column shows by itself
EXTRA = {"is_example": "is_example"}


def agreement_columns(today) -> list[Column]:
    """Return the columns as they are on ``today``."""
    return [
        Column(
            "title",
            gettext_lazy("Överenskommelse"),
            sort=SwedishKey("title"),
            nulls=False,
            head=True,
            cell=_title,
            export=_title_out,
        ),
        Column(
            "party_names",
            gettext_lazy("Parter"),
            cell=lambda row: ", ".join(row.party_names),
            export=lambda row: ", ".join(row.party_names),
            phone="wide",
        ),
        Column("first_day", gettext_lazy("Gäller från"), kind=DAY, sort=True),
        Column(
            "ends",
            gettext_lazy("Till och med"),
            kind=DAY,
            sort=True,
            cell=lambda row: writing.day(_last_day(row)),
            export=_last_day,
        ),
        Column(
            "rank",
            gettext_lazy("Läge"),
            sort=True,
            cell=lambda row: _state(row, today),
            export=lambda row: _state_out(row, today),
        ),
        Column("notices_open", gettext_lazy("Pågående omförhandlingar"), kind=COUNT, sort=True, nulls=False),
    ]


def agreement_path(pk: int) -> str:
    """Return an agreement's address; reversed once a page costs less than once a row."""
    return f"{reverse('funding:agreement_list')}{pk}/"


def _title(row: Any) -> SafeString:
    mark = format_html(" {}", writing.badge(EXAMPLE)) if row.is_example else ""
    return format_html('<a href="{}">{}</a>{}', agreement_path(row.pk), row.title, mark)


def _title_out(row: Any) -> str:
    return f"{row.title} ({EXAMPLE.word})" if row.is_example else row.title


def _last_day(row: Any):
    return row.ends - timedelta(days=1) if row.ends else None


def _states(row: Any, today) -> list[writing.State]:
    """Return every state the row is in: how it stands, that it ends soon, that it is renegotiated."""
    found = [standing_of(row.rank)]
    found += [SOON] * ends_soon(row.rank, row.ends, today)
    found += [RENEGOTIATED] * bool(row.notices_open)
    return [state for state in found if state]


def _state(row: Any, today) -> SafeString:
    return mark_safe(" ".join(writing.badge(state) for state in _states(row, today)))  # noqa: S308 - badges are safe


def _state_out(row: Any, today) -> str:
    return ", ".join(str(state.word) for state in _states(row, today)) or _("Utkast")
