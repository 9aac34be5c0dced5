"""How one value is written on a page: text in, safe HTML out. Used by the template tags and by list columns.

``None`` is "ej redovisat", never blank and never 0 (promise 4). Amounts come in kronor.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.money import write_int, write_kronor, write_tkr

TONES = ("ok", "warn", "bad", "info", "")


class State(Protocol):
    """What a badge shows: an icon's name, a Swedish word and a tone (ok, warn, bad, info or nothing)."""

    @property
    def icon(self) -> str: ...
    @property
    def word(self) -> Any: ...
    @property
    def tone(self) -> str: ...


def icon(name: str) -> SafeString:
    """Draw the icon ``name`` of ``static/img/icons.svg``; it is decoration, words carry the meaning."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        static("img/icons.svg"),
        name,
    )


def badge(state: State | None) -> SafeString:
    """Write a state as icon and word; no state, no badge."""
    if state is None or state == "":
        return mark_safe("")
    tone = f" badge-{state.tone}" if state.tone else ""
    return format_html('<span class="badge{}">{}{}</span>', tone, icon(state.icon), state.word)


def unreported() -> SafeString:
    """Write that a value was never reported."""
    return format_html('<span class="unreported">{}</span>', _("ej redovisat"))


def text(value: Any) -> SafeString:
    """Write words; nothing written is "ej redovisat" only for None, an empty text stays empty."""
    return unreported() if value is None else conditional_escape(value)


def tkr(kronor: Decimal | int | None) -> SafeString:
    """Write kronor as thousands: 4770500 is "4 770,5"."""
    return unreported() if kronor is None else conditional_escape(write_tkr(Decimal(kronor)))


def kr(kronor: Decimal | int | None) -> SafeString:
    """Write kronor with öre: "2 463 999,99"."""
    return unreported() if kronor is None else conditional_escape(write_kronor(Decimal(kronor)))


def number(value: int | None) -> SafeString:
    """Write a whole number: "15 528"."""
    return unreported() if value is None else conditional_escape(write_int(value))


def day(value: date | datetime | None) -> SafeString:
    """Write a date as 2026-11-22, marked up for machines too; of a moment, its Swedish day."""
    if value is None:
        return unreported()
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    iso = value.isoformat()
    return format_html('<time datetime="{}" class="nowrap">{}</time>', iso, iso)


def moment(value: datetime | None) -> SafeString:
    """Write a moment as 2026-11-22 kl. 09.12, Swedish time."""
    if value is None:
        return unreported()
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    shown = f"{local:%Y-%m-%d} kl. {local:%H.%M}"
    return format_html(
        '<time datetime="{}" class="nowrap">{}</time>', local.isoformat(timespec="minutes"), shown
    )


def yes_no(value: bool | None) -> SafeString:
    """Write an answer: Ja, Nej or ej redovisat."""
    return unreported() if value is None else conditional_escape(_("Ja") if value else _("Nej"))
