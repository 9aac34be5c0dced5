"""Write an application: a new one and a draft. Rows are added without losing what stands in the boxes."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, UpdateView

from portal.money import write_tkr
from portal.organisation.models import User
from portal.saved.drafting import take_draft
from portal.saved.formpage import SavesItself
from portal.saved.views import typed as typed_boxes
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin
from projects import access
from projects.domain.applying import write_application
from projects.forms.application import ApplicationForm
from projects.forms.applicationrows import ApplicationRows
from projects.models import Application, Target

ADD = "lagg-till"  # the button that adds a row: its value says of which kind


class Whole:
    """The form and its rows as one, for the list of errors above them."""

    def __init__(self, form: Any, rows: ApplicationRows):
        self.form, self.rows = form, rows
        self.is_bound = form.is_bound

    def non_field_errors(self) -> list[Any]:
        return [
            *self.form.non_field_errors(),
            *(e for row in self.rows.forms for e in row.non_field_errors()),
        ]

    def __iter__(self):
        for form in (self.form, *self.rows.forms):
            yield from form


class ApplicationFormPage(SavesItself, CaseWorkMixin):
    """What writing and changing have in common. Saves itself while one writes (portal/saved)."""

    model, form_class = Application, ApplicationForm
    template_name = "projects/application_form.html"
    submit_label = gettext_lazy("Spara utkast")
    success_message = gettext_lazy(
        "Utkastet är sparat. Bara din egen förvaltning ser det tills du lämnar in det."
    )
    typed: Any = None
    more = ""

    @property
    def person(self) -> User:
        return self.request.user

    def get_initial(self) -> dict[str, Any]:
        """Nothing here: what was kept comes back through ``typed``, the rows with it."""
        self.draft = take_draft(user=self.person, path=self.request.path)
        if self.draft and self.request.method == "GET":
            self.typed = self.draft.fields
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        found = super().get_form_kwargs()
        if self.typed is not None:
            found.pop("data", None)
            found.pop("files", None)
        today = timezone.localdate()
        return found | {
            "user": self.person,
            "today": today,
            "typed": self.typed,
            "rows": rows_in_words(found["instance"]) if found.get("instance") else "",
        }

    def rows(self, form: ApplicationForm) -> ApplicationRows:
        if form.is_bound:
            return ApplicationRows(form.instance, data=self.request.POST)
        return ApplicationRows(form.instance, typed=self.typed, more=self.more)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.more = request.POST.get(ADD, "")
        if self.more:
            self.typed = typed_boxes(request.POST) | {"seen": request.POST.get("seen", "")}
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        form = self.get_form()
        self.sent = self.rows(form)
        return self.form_valid(form) if form.is_valid() & self.sent.is_valid() else self.form_invalid(form)

    def form_invalid(self, form: ApplicationForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, rows=self.sent))

    def act(self, form: ApplicationForm) -> Application:
        return write_application(
            application=form.instance,
            values=form.values(),
            budget=self.sent.said_budget(),
            targets=self.sent.said_targets(),
            today=timezone.localdate(),
        )

    def breadcrumb(self):
        return [
            (_("Projekt"), reverse("projects:project_list")),
            (_("Ansökningar"), reverse("projects:application_list")),
        ]

    def get_success_url(self) -> str:
        return reverse("projects:application_detail", args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        rows = kwargs.get("rows") or self.rows(form)
        found = {"form": form, "rows": rows, "whole": Whole(form, rows), "added": self.more}
        return super().get_context_data(**(kwargs | found))


class ApplicationCreate(ApplicationFormPage, CreateView):
    """``/projekt/ansokningar/ny/``"""

    title = gettext_lazy("Ansök om medel")

    def may(self) -> bool:
        return access.may_apply(self.person)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = None
        return super().post(request, *args, **kwargs)

    @property
    def cancel_url(self) -> str:
        return reverse("projects:application_list")


class ApplicationEdit(ApplicationFormPage, UpdateView):
    """``/projekt/ansokningar/<id>/andra/``: two who save at once are told of each other."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.application = self._found()
        self.title = _("Ändra %(application)s") % {"application": self.application}

    def _found(self, *, locked: bool = False) -> Application:
        rows = Application.objects.for_user(self.request.user).select_related("round__programme")
        rows = rows.select_for_update(of=("self",)) if locked else rows
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def may(self) -> bool:
        return access.may_edit_application(self.person, self.application)

    @property
    def cancel_url(self) -> str:
        return reverse("projects:application_detail", args=[self.application.pk])

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.application), self.cancel_url)]

    def get_object(self, queryset: Any = None) -> Application:
        return self.application

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the row before it is compared with what the form was opened on."""
        self.application = self.object = self._found(locked=True)
        return super().post(request, *args, **kwargs)


def rows_in_words(application: Application) -> str:
    """The stored targets and budget as one text, so that a change by somebody else is seen and told."""
    if not application.pk:
        return ""
    years = [f"{row.year}: {write_tkr(row.amount)} tkr" for row in application.budget.order_by("year")]
    return "; ".join([*years, *(_target_in_words(row) for row in application.targets.order_by("pk"))])


def _target_in_words(row: Target) -> str:
    said = (row.text, row.get_direction_display(), row.value, row.unit, row.due_on, row.note)
    return " ".join(str(each) for each in said if each not in (None, ""))
