"""What the pages of one record have in common: found among what the reader may see, with tabs and history."""

from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from outreach.views.pages import OutreachPage
from portal.history.views import HistoryPage
from portal.saved.viewing import save_address
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin, ListPage


class NounPage(OutreachPage):
    """A page about one kind of record: ``stem`` is what its addresses and templates begin with."""

    model: Any
    stem = ""
    plural: Any = ""

    def address(self, what: str, *args: Any) -> str:
        return reverse(f"outreach:{self.stem}_{what}", args=args)

    def rows(self) -> Any:
        """What the reader may see."""
        return self.model.objects.for_user(self.request.user)

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.plural, self.address("list"))]


class NounList(NounPage, ListPage):
    """A list of records with filters, saved views and export."""

    template_name = "outreach/record_list.html"

    def breadcrumb(self):
        return super().breadcrumb()[:1]

    def get_queryset(self):
        return self.rows()

    @property
    def save_view_url(self) -> str:
        return save_address(self.request) if self.request.GET else ""


class RecordPage(NounPage):
    """A page about one record, found among what the reader may see: else 404."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.record = get_object_or_404(self.rows(), pk=kwargs["pk"])
        self.title = str(self.record)

    def badges(self) -> list[Any]:
        return []

    def tabs(self) -> list[tuple[Any, str, bool]]:
        here = self.request.resolver_match.url_name if self.request.resolver_match else ""
        found = [("detail", _("Översikt")), ("history", _("Historik"))]
        return [
            (title, self.address(what, self.record.pk), here == f"{self.stem}_{what}")
            for what, title in found
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"record": self.record, "badges": self.badges(), "tabs": self.tabs()}
        return super().get_context_data(**(found | kwargs))


class RecordDetail(RecordPage, TemplateView):
    """``.../<id>/``"""


class RecordHistory(HistoryPage):
    """``.../<id>/historik/``: stands before the noun's own page."""

    template_name = "outreach/record_history.html"

    def get_thing(self) -> Any:
        return self.record  # type: ignore[attr-defined]  # RecordPage's, which stands after it

    def breadcrumb(self):
        page: Any = self
        return [*super().breadcrumb(), (str(page.record), page.address("detail", page.record.pk))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=_("Historik"), lede="", **kwargs)


class RecordForm(CaseWorkMixin, NounPage):
    """What registering and changing have in common."""

    template_name = "outreach/record_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | self.told()

    def told(self) -> dict[str, Any]:
        """What the form is told beside what is sent."""
        return {"today": localdate()}

    def get_success_url(self) -> str:
        return self.address("detail", self.object.pk)


class EditsRecord(RecordForm):
    """``.../<id>/andra/``: two who save at once are told of each other. Before UpdateView."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.record = get_object_or_404(self.rows(), pk=kwargs["pk"])
        self.title = _("Ändra %(thing)s") % {"thing": self.record}
        self.cancel_url = self.address("detail", self.record.pk)

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.record), self.address("detail", self.record.pk))]

    def get_object(self, queryset: Any = None) -> Any:
        """Lock the row before it is compared with what the form was opened on."""
        if self.request.method != "POST":
            return self.record
        return get_object_or_404(self.rows().select_for_update(of=("self",)), pk=self.record.pk)

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().post(request, *args, **kwargs)
