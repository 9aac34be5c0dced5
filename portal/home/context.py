"""What every page's furniture needs: the menu, the practice banner, whom to call. Asked when shown."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from portal.cases.access import may_list
from portal.disclosures.access import may_ask
from portal.disclosures.access import may_list as may_list_disclosures
from portal.disclosures.places import ask_address, place_of
from portal.documents.access import may_list as may_list_documents
from portal.imports.access import may_read_in
from portal.organisation import access
from portal.organisation.people import demo_mode
from portal.summaries.access import may_read_tables
from portal.workareas import MenuItem, work_areas

VERSION = "1.4"


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the context of base.html. Lazy: an error page must not ask a database that is down."""
    # Whoever is logged in as a demo user knows without asking.
    demo = SimpleLazyObject(lambda: getattr(request.user, "is_demo", False) or demo_mode())
    return {
        "menu": SimpleLazyObject(lambda: menu(request)),
        "user_menu": SimpleLazyObject(lambda: user_menu(request.user)),
        "demo": demo,
        "contact": SimpleLazyObject(lambda: contact(bool(demo))),
        "version": VERSION,
        "ask_unmasked": asking_of(request),
    }


def asking_of(request: HttpRequest) -> Callable[[str], str]:
    """Return what answers with where one asks for the masked figures of this page; "" to who may not."""

    def where(title: str) -> str:
        user = getattr(request, "user", None)
        may = user is not None and user.is_authenticated and may_ask(user)
        return ask_address(place_of(request), title) if may else ""

    return where


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the main menu for the person asking: title, url, ``current`` where one is, and ``pages``.

    ``current`` is "page" on the entry's own page and "true" on a page below it, as aria-current says it.
    ``pages`` are those of the area one is in, when it has several.
    """
    areas = [item for area in work_areas() for item in area.menu(request.user)]
    items = [MenuItem(_("Översikt"), "/"), *areas, *_own(request.user)]
    return [entry(item, request.path) for item in items]


def entry(item: MenuItem, path: str) -> dict[str, Any]:
    """Return how ``item`` is shown on the page at ``path``; of its pages the nearest one is marked."""
    current = _current(item, path)
    pages = item.pages if current and len(item.pages) > 1 else ()
    here = max(
        (page for page in pages if path.startswith(page.url)), key=lambda page: len(page.url), default=None
    )
    return {
        "title": item.title,
        "url": item.url,
        "current": current,
        "pages": [
            {"title": page.title, "url": page.url, "current": _current(page, path) if page is here else ""}
            for page in pages
        ],
    }


def _own(user: Any) -> Iterator[MenuItem]:
    """Yield the portal's own entries that the person may open."""
    if may_list(user):
        yield MenuItem(_("Ärenden"), reverse("cases:list"))
    if may_list_documents(user):
        yield MenuItem(_("Handlingar"), reverse("documents:list"), pages=_documents())
    if may_read_tables(user):
        yield MenuItem(_("Sammanställningar"), reverse("summaries:index"))
    if may_read_in(user):
        yield MenuItem(_("Läs in fil"), reverse("imports:index"))


def _documents() -> tuple[MenuItem, ...]:
    """Return the pages of Handlingar."""
    return (
        MenuItem(_("Handlingar"), reverse("documents:list")),
        MenuItem(_("Sammanträden"), reverse("documents:meeting_list")),
        MenuItem(_("Balanslista"), reverse("documents:assignment_list")),
        MenuItem(_("Delegationsbeslut"), reverse("documents:delegation_list")),
        MenuItem(_("Publicering"), reverse("documents:publish_list")),
    )


def _current(item: MenuItem, path: str) -> str:
    if path == item.url:
        return "page"
    prefix = item.prefix or item.url
    return "true" if prefix != "/" and path.startswith(prefix) else ""


def user_menu(user: Any) -> list[MenuItem]:
    """Return what a person does with the own account; logging out stands last in the template."""
    items = [
        MenuItem(_("Sparat"), reverse("saved:list")),
        MenuItem(_("Byt lösenord"), reverse("account_change_password")),
        MenuItem(_("Inloggning i två steg"), reverse("mfa_index")),
    ]
    if may_list_disclosures(user):
        items.append(MenuItem(_("Lämna ut"), reverse("disclosures:list")))
    if access.may_administer(user):
        items.append(MenuItem(_("Systemförvaltning"), reverse("admin:index")))
    return items


def contact(demo: bool) -> str:
    """Return whom to call. In the practice environment the number is none."""
    if demo:
        return _("Frågor? Ring samordnaren, 08-508 00 000 (övningsnummer)")
    return getattr(settings, "CONTACT", "") or _("Frågor? Ring samordnaren i din förvaltning.")
