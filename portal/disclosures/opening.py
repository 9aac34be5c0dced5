"""Whether a page was disclosed to its reader, asked by the pages that mask. Every opening is written down.

::

    internal = request.GET.get("variant") == "intern"
    small = internal and (access.sees_unmasked(user, district) or opens_unmasked(request))
"""

from typing import Any

from django.utils import timezone

from portal.disclosures.models import Disclosure, DisclosureOpening
from portal.disclosures.places import INTERNAL, VARIANT, place_of

_Form = DisclosureOpening.Form


def opens_unmasked(request: Any) -> bool:
    """Whether the reader asked for this page's small counts (?variant=intern), they were disclosed to the
    reader and the time is not out. Then the opening is logged. Rights to the page itself are its own."""
    if request.GET.get(VARIANT) != INTERNAL or not request.user.reach.roles:
        return False  # who has left, or lost every role, opens nothing
    given = Disclosure.objects.open_on(timezone.localdate()).filter(
        asked_by=request.user, address=place_of(request)
    )
    found = given.order_by("-last_day", "pk").first()
    if found is None:
        return False
    asked = request.GET.get("format", "")
    form = asked if asked in (_Form.CSV, _Form.XLSX) else _Form.OTHER if asked else _Form.PAGE
    DisclosureOpening.objects.create(disclosure=found, opened_at=timezone.now(), form=form)
    return True
