"""Decision points, senders and signatories: a page of rows each, with and without script."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from portal.documents import access
from portal.documents.checks import Level, run_checks
from portal.documents.domain.furnishing import (
    SenderRow,
    SignatoryRow,
    set_points,
    set_senders,
    set_signatories,
)
from portal.documents.domain.living import live_of
from portal.documents.forms.furniture import PointRow, RowForm, SenderRowForm, SignatoryRowForm, rows_of, said
from portal.documents.models import Document
from portal.documents.views.checking import shown
from portal.documents.views.page import DocumentPage
from portal.organisation.models import Organisation
from portal.ui.requests import Asked


class RowsPage(DocumentPage, TemplateView):
    """A set of rows, written whole. The button that adds a row (``lagg-till``) stores nothing."""

    states = Document.WRITABLE_STATES
    template_name = "documents/rows.html"
    http_method_names = ["get", "post", "head", "options"]
    row: type[RowForm] = RowForm
    submit_label: Any = gettext_lazy("Spara")
    success_message: Any = ""
    row_name: Any = ""
    add: Any = ""
    css = "rows"
    refused: Sequence[str] = ()

    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)

    @cached_property
    def administrations(self) -> Sequence[Organisation]:
        """Those that may stand in a row: what exists today, and what stands there already."""
        kinds = [Organisation.Kind.DISTRICT, Organisation.Kind.ADMINISTRATION]
        rows = Organisation.objects.valid_on(self.today).filter(kind__in=kinds)
        stored = Organisation.objects.filter(pk__in=[*self.kept(), self.document.owner_id])
        return list((rows | stored).distinct().by_name())

    def kept(self) -> list[int]:
        return []

    def stored(self) -> list[dict[str, Any]]:
        raise TypeError(f"{type(self).__name__} says not what is stored.")

    def act(self, rows: list[dict[str, Any]]) -> Any:
        raise TypeError(f"{type(self).__name__} says not how rows are written.")

    def sent(self, data: Any) -> Any:
        return rows_of(self.row, data=data, administrations=self.administrations)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = self.sent(request.POST)
        valid = rows.is_valid()
        if "lagg-till" in request.POST:
            typed = [] if not valid else said(rows)
            return self._again(typed) if valid else self._shown(rows)
        if valid and self._acted(rows):
            return redirect(self.url)
        return self._shown(rows)

    def _acted(self, rows: Any) -> bool:
        try:
            self.act(said(rows))
        except (ValidationError, IntegrityError) as refusal:
            self.refused = getattr(refusal, "messages", [str(refusal)])
            return False
        messages.success(self.request, self.success_message)
        return True

    def _again(self, typed: list[dict[str, Any]]) -> HttpResponse:
        for each in typed:
            if "administration" in each:
                each["administration"] = str(each["administration"].pk)
        return self._shown(rows_of(self.row, initial=typed, administrations=self.administrations))

    def _shown(self, rows: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(rows=rows))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = kwargs.pop("rows", None)
        if rows is None:
            rows = rows_of(self.row, initial=self.stored(), administrations=self.administrations)
        found = {
            "rows": rows,
            "refused": self.refused,
            "row_name": self.row_name,
            "add": self.add,
            "css": self.css,
            "submit_label": self.submit_label,
            "cancel_url": self.url,
        }
        return super().get_context_data(**(found | kwargs))


class Points(RowsPage):
    """``/handlingar/<id>/beslutspunkter/``, with what the checks say of them beside."""

    row, css = PointRow, "points"
    template_name = "documents/points.html"
    title, submit_label = gettext_lazy("Beslutspunkter"), gettext_lazy("Spara beslutspunkterna")
    success_message = gettext_lazy("Beslutspunkterna är sparade.")
    row_name, add = gettext_lazy("Punkt"), gettext_lazy("Lägg till en punkt")

    def stored(self) -> list[dict[str, Any]]:
        rows = self.document.points.order_by("order", "pk")
        return [{"kind": each.kind, "text": each.text} for each in rows]

    def act(self, rows: list[dict[str, Any]]) -> Any:
        return set_points(document=self.document, points=[(each["kind"], each["text"]) for each in rows])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = run_checks(self.document, live_of(self.document, today=self.today))
        told = [each for each in found if each.code.startswith("points.") and each.level != Level.OK]
        return super().get_context_data(
            **({"findings": shown(told, self.document, may_write=False)} | kwargs)
        )


class Senders(RowsPage):
    """``/handlingar/<id>/avsandare/``"""

    row = SenderRowForm
    title, submit_label = gettext_lazy("Avsändare"), gettext_lazy("Spara avsändarna")
    success_message = gettext_lazy("Avsändarna är sparade.")
    row_name, add = gettext_lazy("Avsändare"), gettext_lazy("Lägg till en förvaltning")

    def kept(self) -> list[int]:
        return list(self.document.senders.values_list("administration", flat=True))

    def stored(self) -> list[dict[str, Any]]:
        names = ("administration", "department", "handled_by", "phone")
        return list(self.document.senders.order_by("order", "pk").values(*names))

    def act(self, rows: list[dict[str, Any]]) -> Any:
        return set_senders(document=self.document, senders=[SenderRow(**each) for each in rows])


class Signatories(RowsPage):
    """``/handlingar/<id>/undertecknare/``"""

    row = SignatoryRowForm
    title, submit_label = gettext_lazy("Undertecknare"), gettext_lazy("Spara undertecknarna")
    success_message = gettext_lazy("Undertecknarna är sparade.")
    row_name, add = gettext_lazy("Undertecknare"), gettext_lazy("Lägg till en undertecknare")

    def kept(self) -> list[int]:
        return list(self.document.signatories.values_list("administration", flat=True))

    def stored(self) -> list[dict[str, Any]]:
        names = ("administration", "role", "title", "is_acting")
        return list(self.document.signatories.order_by("order", "pk").values(*names))

    def act(self, rows: list[dict[str, Any]]) -> Any:
        said = [SignatoryRow(**each) for each in rows]
        return set_signatories(document=self.document, signatories=said)
