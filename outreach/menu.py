"""The pages of the work area, as the menu shows them: each with the question of who may open it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from outreach import access
from portal.organisation.models import User
from portal.workareas import MenuItem


class Page(NamedTuple):
    title: Any
    url_name: str
    may_open: Callable[[User], bool]


PAGES: tuple[Page, ...] = (
    Page(_("Aktiviteter"), "activity_list", access.may_read_outreach),
    Page(_("Kalender"), "calendar", access.may_read_outreach),
    Page(_("Täckning"), "coverage", access.may_read_outreach),
    Page(_("Räckvidd"), "reach", access.may_read_outreach),
    Page(_("Material"), "material_list", access.may_read_outreach),
    Page(_("Samverkan"), "partner_list", access.may_read_outreach),
    Page(_("Iakttagelser"), "observation_list", access.may_read_outreach),
    Page(_("Insatser"), "initiative_list", access.may_read_outreach),
    Page(_("Kartläggningar"), "mapping_list", access.may_read_outreach),
)


def menu(user: User) -> tuple[MenuItem, ...]:
    """Return the area's entry with the pages the user may open below it; nothing when there is none."""
    pages = [page for page in PAGES if page.may_open(user)]
    items = tuple(MenuItem(page.title, reverse(f"outreach:{page.url_name}")) for page in pages)
    return (MenuItem(_("Uppsökande"), items[0].url, "/uppsokande/", pages=items),) if items else ()
