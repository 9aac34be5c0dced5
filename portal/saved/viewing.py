"""A list as somebody filtered it is kept under a name, and found again on the list."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from portal.organisation.models import User
from portal.saved.models import SavedView

LONGEST_PATH = 200  # as the models have it

# Where in the list one stood, and what it was exported as, is not part of the view.
NOT_KEPT = ("efter", "fore", "format")


def kept_query(query: str) -> str:
    """Return the filter and the order of an address's query, without the place in the list."""
    found = QueryDict(query, mutable=True)
    for name in NOT_KEPT:
        found.pop(name, None)
    return found.urlencode()


def save_address(request: HttpRequest) -> str:
    """Return the address of the form that keeps this list as it stands."""
    asked = urlencode({"sida": request.path, "urval": kept_query(request.GET.urlencode())})
    return f"{reverse('saved:view_create')}?{asked}"


def is_page(path: str) -> bool:
    """Whether ``path`` is a page of the portal, and one that can be stored."""
    if not path.startswith("/") or path.startswith("//") or "\x00" in path or len(path) > LONGEST_PATH:
        return False
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def save_view(*, user: User, path: str, query: str, name: str) -> SavedView:
    """Keep the list at ``path``, filtered by ``query``, as ``name``.

    Raises ValidationError when there is no such page, or when the user has the name for that list already.
    """
    if not is_page(path):
        raise ValidationError(_("Sidan finns inte. Gå till listan och spara vyn därifrån."))
    view = SavedView(user=user, path=path, name=name.strip(), query=kept_query(query))
    view.full_clean()
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as refusal:  # the button was pressed twice
        raise ValidationError(
            {"name": _("Du har redan en vy med det namnet. Välj ett annat namn.")}
        ) from refusal
    return view
