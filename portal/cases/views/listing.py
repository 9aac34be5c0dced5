"""The lists: every case one may see, and the registrar's Väntar på diarienummer."""

from typing import Any
from urllib.parse import urlencode

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cases import access, tables
from portal.cases.filters import CaseFilter
from portal.cases.models import Case, Registry
from portal.cases.views.tabs import tabs
from portal.ui.columns import Column
from portal.ui.views import Action, ListPage


class CaseList(ListPage):
    """``/arenden/``"""

    template_name = "cases/case_list.html"
    title, noun, noun_one = _("Ärenden"), _("ärenden"), _("ärende")
    filterset_class = CaseFilter
    columns = [tables.NUMBER, tables.TITLE, tables.HOLDER, tables.KIND, tables.OPENED, tables.STATE]
    default_sort = "-opened_on"
    empty_title = _("Inga ärenden än")
    empty_text = _("Här står ärendena med diarienummer. Allt annat i portalen hänger på ett ärende.")

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def get_queryset(self):
        return Case.objects.for_user(self.request.user)

    def actions(self):
        if not access.may_register(self.request.user):
            return []
        return [Action(_("Registrera ärende"), reverse("cases:create"), icon="plus")]

    def unfiltered(self) -> int:
        """Nothing chosen: the list has counted them already."""
        chosen = self.filterset and any(self.filterset.form.cleaned_data.values())
        return super().unfiltered() if chosen or self.listing.capped else self.listing.count

    @property
    def save_view_url(self) -> str:
        """Where this choice is kept under a name; nothing chosen, nothing to keep."""
        asked = urlencode({"sida": self.request.path, "urval": self.request.GET.urlencode()})
        return f"{reverse('saved:view_create')}?{asked}" if self.request.GET else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(tabs=tabs(self.request), **kwargs)


class Waiting(CaseList):
    """``/arenden/vantar/``: open cases whose present holder has given no number; worked off row by row."""

    title = _("Väntar på diarienummer")
    lede = _("Skriv numret ur stadens diarium, eller låt portalen ge det där nämnden valt så.")
    default_sort = "opened_on"
    filterset_class = None
    empty_title = _("Inget ärende väntar")
    empty_text = _("Här hamnar öppna ärenden som ännu inte har fått sitt diarienummer.")

    def may(self) -> bool:
        return access.may_see_waiting(self.request.user)

    def breadcrumb(self):
        return [(_("Ärenden"), reverse("cases:list"))]

    def get_queryset(self):
        return super().get_queryset().waiting_for_number()

    def get_columns(self):
        shown = [tables.OPENED, tables.TITLE, tables.HOLDER, tables.KIND]
        if "format" in self.request.GET or not access.may_register(self.request.user):
            return shown
        self.portal_gives = set(
            Registry.objects.filter(source=Registry.Source.PORTAL).values_list("body", flat=True)
        )
        return [*shown, Column("holder_id", _("Diarienummer"), cell=self.number_form, phone="wide")]

    def number_form(self, row: Any) -> str:
        """Write the row's own little form, so that the list can be worked off without leaving it."""
        found = {
            "row": row,
            "given": row.holder_id in self.portal_gives,
            "csrf_token": get_token(self.request),
        }
        return render_to_string("cases/_number_form.html", found)

    def actions(self):
        return []
