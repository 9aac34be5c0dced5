"""The pages of the work area, as the menu shows them: each with the question of who may open it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import User
from portal.workareas import MenuItem
from projects import access


class Page(NamedTuple):
    title: Any
    url_name: str
    may_open: Callable[[User], bool]


#: in the order of the year: applied for, decided, reported, asked about, learnt
PAGES = (
    Page(_("Projekt"), "project_list", access.may_list_projects),
    Page(_("Ansökningar"), "application_list", access.may_list_projects),
    Page(_("Beslutstillfällen"), "round_list", access.may_list_projects),
    Page(_("Medel"), "funds", access.may_read_funds),
    Page(_("Redovisningar"), "duty_list", access.may_list_projects),
    Page(_("Rimlighet"), "question_list", access.may_read_questions),
    Page(_("Indikatorer"), "indicator_list", access.may_read_indicators),
    Page(_("Lärande"), "learning_overview", access.may_read_learning),
    Page(_("Uppföljning"), "follow_up_list", access.may_list_projects),
    Page(_("Uppdrag"), "commission_list", access.may_read_commissions),
)


def menu(user: User) -> tuple[MenuItem, ...]:
    """Return the area's entry with the pages the user may open below it; nothing when there is none."""
    pages = [page for page in PAGES if page.may_open(user)]
    items = tuple(MenuItem(page.title, reverse(f"projects:{page.url_name}")) for page in pages)
    return (MenuItem(_("Projekt"), items[0].url, "/projekt/", pages=items),) if items else ()
