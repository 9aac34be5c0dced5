"""How running text says a figure: small counts as words, money in tkr or mnkr, shares in percent."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from portal.money import NBSP, percent, write_int, write_number, write_tkr

MOST_IN_WORDS = 12
MILLION = Decimal(1_000_000)


def number_in_words(number: int, *, of_neuter: bool = True) -> str:
    """Return a count as running text has it: "tre", "32". ``of_neuter``: "ett projekt", not "en grupp"."""
    words = (
        _("inget") if of_neuter else _("ingen"),
        _("ett") if of_neuter else _("en"),
        *(_("två"), _("tre"), _("fyra"), _("fem"), _("sex"), _("sju"), _("åtta"), _("nio"), _("tio")),
        *(_("elva"), _("tolv")),
    )
    return words[number] if 0 <= number <= MOST_IN_WORDS else write_int(number)


def in_tkr(kronor: Decimal | int) -> str:
    """Return kronor as "1 136 tkr"."""
    return f"{write_tkr(kronor)}{NBSP}tkr"


def in_millions(kronor: Decimal | int) -> str:
    """Return kronor as "15,5 mnkr", one decimal rounded half up; below a million as tkr."""
    amount = Decimal(kronor)
    if abs(amount) < MILLION:
        return in_tkr(kronor)
    rounded = (amount / MILLION).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{write_number(rounded)}{NBSP}{_('mnkr')}"


def in_percent(part: int, whole: int) -> str:
    """Return a share as "48 procent"; of nothing "0 av 0"."""
    share = percent(part, whole)
    if share is None:
        return _("%(part)s av %(whole)s") % {"part": write_int(part), "whole": write_int(whole)}
    return f"{write_int(share)}{NBSP}{_('procent')}"


def part_with_percent(part: int, whole: int) -> str:
    """Return "19 (48 procent)"; of nothing only the number."""
    return f"{write_int(part)} ({in_percent(part, whole)})" if whole > 0 else write_int(part)
