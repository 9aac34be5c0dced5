"""How rules keep figures as facts (JSON) and write them again in the reader's language."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from portal.money import write_number
from portal.periods import Period
from projects.domain.plausibility.seen import Count, Told


def plain(value: Decimal | int) -> int | str:
    """Return a number as JSON can keep it exactly: whole ones as they are, others as text."""
    whole = int(value)
    return whole if whole == value else f"{Decimal(value).normalize():f}"


def number(fact: Any) -> str:
    """Write a number kept by ``plain`` for a page."""
    return write_number(Decimal(str(fact)))


def named(counts: Iterable[Count]) -> list[list[Any]]:
    """Return counts as facts: [what it is called, how many]."""
    return [[count.called, plain(count.number)] for count in counts if count.value is not None]


def added(parts: Sequence[Sequence[Any]]) -> str:
    """Write parts as a sum: "Arbete 1 + Studier 1 = 2"."""
    total = sum(Decimal(str(value)) for _name, value in parts)
    told = " + ".join(f"{name} {number(value)}" for name, value in parts)
    return f"{told} = {write_number(total)}"


def listed(parts: Sequence[Sequence[Any]]) -> str:
    """Write parts one after the other: "Arbete 4, Studier 2 och Praktik 6"."""
    return joined([f"{name} {number(value)}" for name, value in parts])


def joined(texts: Sequence[str]) -> str:
    """Join texts as a sentence does."""
    *first, last = texts
    return _("%(first)s och %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def period_facts(told: Told) -> list[Any]:
    return [told.kind, told.year, told.number]


def period_key(told: Told) -> str:
    """Return the period as a part of a question's key: the same in every run and version."""
    return f"{told.kind}-{told.year}-{told.number}"


def period_title(facts: Sequence[Any]) -> str:
    return Period(*facts).title
