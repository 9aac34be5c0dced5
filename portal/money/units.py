"""Tkr stand in files, headings and papers, kronor in the database; both exact, never float."""

from decimal import Context, Decimal, Inexact, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

TKR_DECIMALS = 5  # five decimals of a tkr reach the öre (contract, "Files in")
WIDE = Context(prec=400, traps=[Inexact, InvalidOperation])  # the default context would round at 28 digits


def ore_exact(kronor: Decimal | int) -> int:
    """Return kronor as whole öre. Raise ValidationError when they are no number or finer than the öre."""
    ore = _exact(kronor).scaleb(2, WIDE)
    if ore != int(ore):
        raise ValidationError(_("Beloppet ska ha högst två decimaler, alltså hela ören."))
    return int(ore)


def from_ore(ore: int) -> Decimal:
    """Return öre as kronor with two decimals."""
    return Decimal(ore).scaleb(-2, WIDE)


def tkr_to_kronor(tkr: Decimal | int) -> Decimal:
    """Return tkr as kronor with two decimals. Raise ValidationError when they are finer than the öre."""
    ore = _exact(tkr).scaleb(TKR_DECIMALS, WIDE)
    if ore != int(ore):
        raise ValidationError(_("Beloppet i tkr ska ha högst fem decimaler, alltså hela ören."))
    return from_ore(int(ore))


def kronor_to_tkr(kronor: Decimal | int) -> Decimal:
    """Return kronor as tkr, exact, with the decimals that are needed and no more (4770500 -> 4770.5)."""
    return trimmed(from_ore(ore_exact(kronor)).scaleb(-3, WIDE))


def trimmed(value: Decimal) -> Decimal:
    """Return the same number without trailing zeros after the point, without an exponent, and never -0."""
    short = _exact(value).normalize(WIDE)
    if not short:
        return Decimal(0)
    return short.quantize(Decimal(1), context=WIDE) if short == short.to_integral_value() else short


def _exact(value: Decimal | int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (Decimal, int)):
        raise TypeError(f"Money is Decimal or int, not {type(value).__name__}")
    exact = Decimal(value)
    # Beyond 300 digits or decimals it is no amount but an attack on the machine.
    if not exact.is_finite() or abs(exact.adjusted()) > 300 or _digits(exact) > 300:
        raise ValidationError(_("Skriv beloppet som ett tal."))
    return exact


def _digits(exact: Decimal) -> int:
    """How many; no fewer than that of a number that is short as text, which is quicker to see."""
    written = len(str(exact))
    return written if written <= 300 else len(exact.as_tuple().digits)
