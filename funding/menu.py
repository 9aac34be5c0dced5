"""The pages of the work area, as the menu shows them: each with the question of who may open it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funding import access
from portal.organisation.models import User
from portal.workareas import MenuItem


class Page(NamedTuple):
    title: Any
    url_name: str
    may_open: Callable[[User], bool]


PAGES = (
    Page(_("Överenskommelser"), "agreement_list", access.may_list_agreements),
    Page(_("Delegationsbeslut"), "delegation_list", access.may_list_delegations),
)


def menu(user: User) -> tuple[MenuItem, ...]:
    """Return the area's entry with the pages the user may open below it; nothing when there is none."""
    pages = [page for page in PAGES if page.may_open(user)]
    items = tuple(MenuItem(page.title, reverse(f"funding:{page.url_name}")) for page in pages)
    return (
        (MenuItem(_("Överenskommelser"), items[0].url, "/overenskommelser/", pages=items),) if items else ()
    )
