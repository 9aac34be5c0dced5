"""What writing an agreement's terms has in common, whichever page: a form, its rows, and what was kept."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView

from funding.forms.rows import RowSets
from funding.views.saying import Offered
from portal.saved.formpage import SavesItself
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin

ADD = "lagg-till"  # the button that adds a row: its value says of which kind


class Whole:
    """The form and its rows as one, for the list of errors above them."""

    def __init__(self, form: Any, rows: RowSets):
        self.form, self.rows, self.is_bound = form, rows, form.is_bound

    def non_field_errors(self) -> list[Any]:
        of_rows = (error for row in self.rows.forms for error in row.non_field_errors())
        return [*self.form.non_field_errors(), *of_rows]

    def __iter__(self):
        for form in (self.form, *self.rows.forms):
            yield from form


class WritingPage(SavesItself, CaseWorkMixin, FormView):
    """A form, its rows, and the button that adds a row without script. What was kept of a form that somebody
    left stands in the boxes again."""

    request: Asked
    template_name = "funding/agreement_form.html"
    is_signed = False
    typed: Any = None
    more = ""

    @cached_property
    def offered(self) -> Offered:
        return Offered.load()

    def get_initial(self) -> dict[str, Any]:
        """Give what was kept to form and rows alike, unread; it is not stored yet."""
        self.kept = {name: last_of(value) for name, value in super().get_initial().items()}
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        found = super().get_form_kwargs()
        if self.kept and self.typed is None and self.holds(self.kept):
            self.typed = self.kept
        if self.typed is not None:
            found.pop("data", None)
            found.pop("files", None)
        return found | {"typed": self.typed, "organisations": self.offered.choices["organisation"]}

    def holds(self, kept: dict[str, str]) -> bool:
        """Whether what was kept at this address is still of what the page writes."""
        return True

    def stored(self) -> dict[str, list[dict[str, Any]]]:
        return {}

    def rows(self, form: Any) -> RowSets:
        given: dict[str, Any] = {"choices": self.offered.choices, "signed": self.is_signed}
        if form.is_bound:
            return RowSets(data=self.request.POST, **given)
        return RowSets(typed=self.typed, stored=self.stored(), more=self.more, **given)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.more = request.POST.get(ADD, "")
        if self.more:
            self.typed = request.POST.dict()
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        form = self.get_form()
        self.sent = self.rows(form)
        if form.is_valid() & self.sent.is_valid() and not self.refusals():
            return self.form_valid(form)
        for told in self.refusals():
            form.add_error(None, told)
        return self.form_invalid(form)

    def refusals(self) -> list[str]:
        """Say what the rows refuse together, to be told at once with what the boxes refuse."""
        return []

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, rows=self.sent))

    def breadcrumb(self):
        return [(_("Överenskommelser"), reverse("funding:agreement_list"))]

    def get_success_url(self) -> str:
        page = reverse("funding:agreement_detail", args=[self.object.agreement_id])
        return f"{page}?version={self.object.version}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        rows = kwargs.get("rows") or self.rows(form)
        found = {"form": form, "rows": rows, "whole": Whole(form, rows), "added": self.more}
        found["was_kept"] = self.typed is not None and self.typed is self.kept
        return super().get_context_data(**(kwargs | found))


def last_of(value: str | list[str]) -> str:
    """Return the one text of a box that should hold one."""
    return (value[-1] if value else "") if isinstance(value, list) else value
