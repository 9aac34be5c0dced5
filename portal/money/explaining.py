"""A split's own explanation in Swedish sentences, for "Så räknades det"."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from portal.money.splitting import Key, PartStep, RestStep, Split
from portal.money.writing import NBSP, write_fraction, write_kronor


def explain(result: Split[Key], name: Callable[[Key], str] = str) -> list[str]:
    """Return one sentence a party, in key order, and a last one about the rest; `name` says who a key is."""
    return [_of_part(s, name) if isinstance(s, PartStep) else _of_rest(s, name) for s in result.steps]


def _of_part(step: PartStep[Key], name: Callable[[Key], str]) -> str:
    words = {
        "name": name(step.key),
        "share": f"{write_fraction(100 * step.share)}{NBSP}%",
        "exact": _kr(write_fraction(step.exact)),
        "rounded": _kr(write_kronor(step.rounded)),
        "part": _kr(write_kronor(step.part)),
    }
    is_whole = step.exact == step.rounded  # nothing is rounded, so nothing is said of it
    if step.moved and is_whole:
        return _("%(name)s: %(share)s är %(rounded)s, med resten %(part)s.") % words
    if step.moved:
        return _("%(name)s: %(share)s är %(exact)s, avrundat %(rounded)s, med resten %(part)s.") % words
    if is_whole:
        return _("%(name)s: %(share)s är %(part)s.") % words
    return _("%(name)s: %(share)s är %(exact)s, avrundat %(part)s.") % words


def _of_rest(step: RestStep[Key], name: Callable[[Key], str]) -> str:
    words = {
        "amount": _kr(write_kronor(step.amount)),
        "rounded": _kr(write_kronor(step.rounded)),
        "left": _kr(write_kronor(step.left)),
        "to": ", ".join(name(key) for key in step.to),
    }
    if not step.to:
        return _("Delarna blir tillsammans %(amount)s. Inget blev över.") % words
    return (
        _("De avrundade delarna blir %(rounded)s. Resten, %(left)s, läggs på %(to)s. Summan blir %(amount)s.")
        % words
    )


def _kr(written: str) -> str:
    return f"{written}{NBSP}kr"
