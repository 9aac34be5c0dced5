"""How numbers are written: pages and papers the Swedish way, files so that every spreadsheet reads them.

Pages: thousands by U+00A0, decimal comma, minus U+2212. CSV: ASCII minus, decimal comma, no thousands
(contract, "Lists, tables, documents out").
"""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from portal.money.units import from_ore, kronor_to_tkr, ore_exact, trimmed

NBSP = "\u00a0"
MINUS = "\u2212"
SHORT = 40  # signs


def write_int(number: int) -> str:
    """Return a whole number for a page: 15528 -> "15 528"."""
    return _grouped(str(int(number)))


def write_number(number: Decimal | int) -> str:
    """Return a number for a page with the decimals it needs: Decimal("4770.50") -> "4 770,5"."""
    return _grouped(_plain(number))


def write_kronor(kronor: Decimal | int) -> str:
    """Return kronor for a page, always with öre: 15528000.5 -> "15 528 000,50"."""
    return _grouped(f"{from_ore(ore_exact(kronor)):f}")


def write_tkr(kronor: Decimal | int) -> str:
    """Return KRONOR as tkr for a page, with the decimals needed, at most five: 4770500 -> "4 770,5"."""
    return write_number(kronor_to_tkr(kronor))


def write_fraction(number: Fraction, decimals: int = 4) -> str:
    """Return a fraction for a page, cut after `decimals`, with an ellipsis where more would follow."""
    scaled = abs(number) * 10**decimals
    whole = scaled.numerator // scaled.denominator
    written = write_number(Decimal(f"{'-' if number < 0 else ''}{whole}e-{decimals}"))
    return written if scaled == whole else f"{written}…"


def percent(numerator: int, denominator: int) -> int | None:
    """Return the whole percent, rounded half up; None when there is nothing to have a share of."""
    if denominator <= 0:
        return None
    return (200 * numerator + denominator) // (2 * denominator)


def write_percent(numerator: int, denominator: int) -> str:
    """Return a share with its numerator and denominator: "19 av 40 (48 %)"; of nothing only "0 av 0"."""
    words = {"part": write_int(numerator), "whole": write_int(denominator)}
    share = percent(numerator, denominator)
    if share is None:
        return _("%(part)s av %(whole)s") % words
    words["share"] = f"{write_int(share)}{NBSP}%"
    return _("%(part)s av %(whole)s (%(share)s)") % words


def csv_number(value: Decimal | int | None) -> str:
    """Return a number for a CSV cell: ASCII minus, decimal comma, no thousands; None, not known, is empty."""
    return "" if value is None else _plain(value).replace(".", ",")


def _plain(value: Decimal | int) -> str:
    if isinstance(value, bool) or not isinstance(value, (Decimal, int)):
        raise TypeError(f"A written number is Decimal or int, not {type(value).__name__}")
    written = str(value)
    if len(written) <= SHORT and written[-1].isdigit() and "E" not in written:
        # As the database gives them: told by their text alone, for a list may have a hundred thousand.
        short = written.rstrip("0").rstrip(".") if "." in written else written
        return "0" if short == "-0" else short
    return f"{trimmed(Decimal(value)):f}"


def _grouped(plain: str) -> str:
    """Turn "-15528.5" into Swedish writing."""
    sign = MINUS if plain.startswith("-") else ""
    whole, point, decimals = plain.lstrip("-").partition(".")
    return sign + f"{int(whole):,}".replace(",", NBSP) + (f",{decimals}" if point else "")
