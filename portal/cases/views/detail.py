"""One case and everything that hangs on it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from portal.cases import access
from portal.cases.models import Case
from portal.cases.reading import read_case
from portal.cases.states import state_of
from portal.history.views import HistoryPage
from portal.ui.views import Action, PageMixin
from portal.workareas import Entry, also, work_areas


def visible_case(request: HttpRequest, key: int) -> Case:
    """Return the case with its numbers and takeovers, or answer 404 when the reader may not see it."""
    case = read_case(request.user, key)
    if case is None:
        raise Http404
    return case


def entries(case: Case, user: Any) -> list[Entry]:
    """Ask every work area, and the documents, what hangs on the case, of what the user may see."""
    asked = [*(area.on_case for area in work_areas()), *also("on_case")]
    return [entry for answer in asked for entry in answer(case, user)]


class CaseDetail(PageMixin, TemplateView):
    """``/arenden/<id>/``"""

    template_name = "cases/case_detail.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case = visible_case(request, kwargs["pk"])
        self.title = self.case.title
        self.badge = state_of(self.case, [number.body_id for number in self.case.given])

    def breadcrumb(self):
        return [(_("Ärenden"), reverse("cases:list"))]

    def actions(self):
        if not access.may_register(self.request.user):
            return []
        add, edit = (reverse(name, args=[self.case.pk]) for name in ("cases:number_add", "cases:edit"))
        missing = self.badge.icon == "wait"
        return [
            Action(_("Ange diarienummer"), add, icon="plus", primary=missing),
            Action(_("Ändra ärendet"), edit, icon="pen", primary=not missing),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "case": self.case,
            "entries": entries(self.case, self.request.user),
            "may_register": access.may_register(self.request.user),
        }
        return super().get_context_data(**(found | kwargs))


class CaseHistory(HistoryPage):
    """``/arenden/<id>/historik/``"""

    template_name = "cases/case_history.html"
    children = ("numbers", "takeovers")

    def get_thing(self) -> Case:
        return visible_case(self.request, self.kwargs["pk"])

    def breadcrumb(self):
        return [(_("Ärenden"), reverse("cases:list")), (self.thing, self.thing.get_absolute_url())]
