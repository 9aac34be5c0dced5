"""Which page a request is about: its path and the choices made on it, whatever order they stand in."""

from collections import Counter
from operator import itemgetter
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from portal.content.contacts import refuse_identifying
from portal.disclosures.models import LONGEST_ADDRESS
from portal.ui.addresses import PLACE

VARIANT, INTERNAL = "variant", "intern"
# What says how a page is shown and not what it shows.
_SHOWN = frozenset({*PLACE, VARIANT, "sortera", "sida"})
_CLOSED = ("/admin/", "/konto/", "/utlamnande/", "/logga-")


def place_of(request: HttpRequest) -> str:
    """The address of the page that is asked for, as a request for it is kept."""
    return _in_order(request.get_full_path())


def read_place(typed: str) -> str:
    """A page of the portal, as it is kept. ValidationError when it is none, or not one with figures, or when
    what was looked for on it points out a person."""
    found = _in_order(typed.strip())
    if not found.startswith("/") or found.startswith(("//", *_CLOSED)) or "\\" in found:
        raise ValidationError(_no_page())
    if len(found) > LONGEST_ADDRESS:
        raise ValidationError(_("Adressen är för lång. Välj färre filter på sidan och begär ut igen."))
    try:
        resolve(urlsplit(found).path)
    except Resolver404:
        raise ValidationError(_no_page()) from None
    for _name, value in parse_qsl(urlsplit(found).query):
        refuse_identifying(value)
    return found


def internal_address(place: str) -> str:
    """The page with its small counts, for whom it was disclosed to."""
    return f"{place}{'&' if '?' in place else '?'}{VARIANT}={INTERNAL}"


def ask_address(place: str, title: str) -> str:
    """Where one asks to see the page unmasked."""
    return f"{reverse('disclosures:ask')}?{urlencode({'sida': place, 'tabell': title[:160]})}"


def _in_order(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc:
        return ""
    asked = sorted(_choices(parts.query), key=itemgetter(0))
    return f"{parts.path}?{urlencode(asked)}" if asked else parts.path


def _choices(query: str) -> list[tuple[str, str]]:
    """What is chosen. A page goes by the last of two values with one name, and a blank one is all there is:
    so they keep their order, and a blank one is left out only where it stands alone."""
    typed = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] not in _SHOWN]
    times = Counter(name for name, _value in typed)
    return [(name, value) for name, value in typed if value or times[name] > 1]


def _no_page() -> str:
    return _("Sidan finns inte i portalen. Gå till tabellen och välj Begär ut under den.")
