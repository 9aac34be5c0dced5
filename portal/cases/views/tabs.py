"""The tabs over the lists of cases: all of them, those that wait for a number, those to be taken over."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.cases import access
from portal.cases.models import Case


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """Return title, address, count and whether it is this page; one tab alone is none."""
    user = request.user
    if not access.may_see_waiting(user):  # type: ignore[arg-type]  # everybody here is logged in
        return []
    waiting = Case.objects.for_user(user).waiting_for_number().count()
    found = [
        {"title": _("Alla ärenden"), "url": reverse("cases:list")},
        {"title": _("Väntar på diarienummer"), "url": reverse("cases:waiting"), "count": waiting},
        {"title": _("Att ta över"), "url": reverse("takeovers:list")},
    ]
    return [tab | {"here": tab["url"] == request.path} for tab in found]
