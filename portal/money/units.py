"""Tkr stand in files, headings and papers, kronor in the database; both exact, never float."""

from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

TKR_DECIMALS = 5  # five decimals of a tkr reach the öre (contract, "Files in")


def ore_exact(kronor: Decimal | int) -> int:
    """Return kronor as whole öre. Raise ValidationError when they are no number or finer than the öre."""
    ore = 100 * _finite(kronor)
    if ore.denominator != 1:
        raise ValidationError(_("Beloppet ska ha högst två decimaler, alltså hela ören."))
    return ore.numerator


def from_ore(ore: int) -> Decimal:
    """Return öre as kronor with two decimals. By text, since Decimal arithmetic rounds at 28 digits."""
    return Decimal(f"{ore}e-2")


def tkr_to_kronor(tkr: Decimal | int) -> Decimal:
    """Return tkr as kronor with two decimals. Raise ValidationError when they are finer than the öre."""
    ore = 100_000 * _finite(tkr)
    if ore.denominator != 1:
        raise ValidationError(_("Beloppet i tkr ska ha högst fem decimaler, alltså hela ören."))
    return from_ore(ore.numerator)


def kronor_to_tkr(kronor: Decimal | int) -> Decimal:
    """Return kronor as tkr, exact, with the decimals that are needed and no more (4770500 -> 4770.5)."""
    return trimmed(Decimal(f"{ore_exact(kronor)}e-{TKR_DECIMALS}"))


def trimmed(value: Decimal) -> Decimal:
    """Return the same number without trailing zeros after the point, without an exponent, and never -0."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValidationError(_("Skriv beloppet som ett tal."))
    while exponent < 0 and digits[-1] == 0 and len(digits) > 1:
        digits, exponent = digits[:-1], exponent + 1
    if not any(digits):
        return Decimal(0)
    return Decimal((sign, digits + (0,) * max(exponent, 0), min(exponent, 0)))


def _finite(value: Decimal | int) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"Money is Decimal or int, not {type(value).__name__}")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValidationError(_("Skriv beloppet som ett tal."))
    return Fraction(value)
