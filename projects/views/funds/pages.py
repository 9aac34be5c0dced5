"""Medel: what the nämnder set aside for a programme and what is left; registered by those who keep it."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, TemplateView, UpdateView

from portal.content.tables import Table
from portal.content.writers import table_response
from portal.ui.addresses import with_query
from portal.ui.exporting import FORMATS
from portal.ui.requests import Asked
from portal.ui.views import Action, CaseWorkMixin, PageMixin
from projects import access
from projects.domain.funding import write_appropriation
from projects.filters import Chosen, chosen_programme
from projects.forms.appropriation import AppropriationForm
from projects.models import Appropriation, Programme
from projects.models.following import followed_programmes
from projects.states import EXAMPLE
from projects.summary.funds import funds_table


class Funds(PageMixin, TemplateView):
    """``/projekt/medel/?program=``: without it the newest programme the reader follows."""

    template_name = "projects/funds.html"
    title = gettext_lazy("Medel")
    request: Asked

    def may(self) -> bool:
        return access.may_read_funds(self.request.user)

    @cached_property
    def chosen(self) -> Chosen:
        programmes = list(followed_programmes(self.request.user))
        asked = self.request.GET.get("program", "")
        return chosen_programme(programmes, asked if asked in {each.slug for each in programmes} else "")

    @property
    def lede(self) -> str:
        return self.chosen.programme.name if self.chosen.programme else ""

    @cached_property
    def table(self) -> Table | None:
        if self.chosen.programme is None:
            return None
        built, wanted = funds_table(self.chosen.programme), self.request.GET.get("sortera", "")
        key = wanted.removeprefix("-")
        known = key in {column.key for column in built.columns}
        return built.ordered(key, descending=wanted.startswith("-")) if known else built

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        programme = self.chosen.programme
        if (form := request.GET.get("format")) in FORMATS and self.table and programme:
            words = {"programme": programme, "day": timezone.localdate().isoformat()}
            said = _("Medel. %(programme)s. Uttaget %(day)s.") % words
            return table_response(replace(self.table, subtitle=said), form, f"medel-{programme.slug}")
        return super().get(request, *args, **kwargs)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list"))]

    def actions(self):
        if not access.may_keep_funds(self.request.user):
            return []
        url = reverse("projects:appropriation_create")
        slug = self.chosen.programme.slug if self.chosen.programme else ""
        return [Action(_("Lägg in medel"), f"{url}?program={slug}" if slug else url, icon="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        programme = self.chosen.programme
        rows = Appropriation.objects.filter(programme=programme).select_related("committee")
        found = {
            "chosen": self.chosen,
            "table": self.table,
            "example": EXAMPLE,
            "may_keep": access.may_keep_funds(self.request.user),
            "appropriations": rows.order_by("year", "committee__short_name", "pk"),
            "exports": {kind: with_query(self.request.GET, format=kind) for kind in ("xlsx", "csv")},
        }
        return super().get_context_data(**(found | kwargs))


class AppropriationPage(CaseWorkMixin):
    """What registering and correcting have in common."""

    model, form_class = Appropriation, AppropriationForm
    request: Asked
    kwargs: dict[str, Any]

    def may(self) -> bool:
        return access.may_keep_funds(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, form: AppropriationForm) -> Appropriation:
        why = form.cleaned_data.get("why", "")
        return write_appropriation(appropriation=form.instance, values=form.values(), why=why)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list")), (_("Medel"), reverse("projects:funds"))]

    def get_success_url(self) -> str:
        return f"{reverse('projects:funds')}?program={self.object.programme.slug}"


class AppropriationCreate(AppropriationPage, CreateView):
    """``/projekt/medel/nytt/?program=``"""

    title, submit_label = gettext_lazy("Lägg in medel"), gettext_lazy("Spara")
    success_message = gettext_lazy("Medlen är sparade.")

    @property
    def cancel_url(self) -> str:
        return reverse("projects:funds")

    def get_initial(self) -> dict[str, Any]:
        slug = self.request.GET.get("program", "").replace("\x00", "")
        return {"programme": Programme.objects.filter(slug=slug).first()} | super().get_initial()


class AppropriationEdit(AppropriationPage, UpdateView):
    """``/projekt/medel/<id>/andra/``: two who save at once are told of each other."""

    success_message = gettext_lazy("Ändringen är sparad.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.appropriation = self._found()
        words = {"committee": self.appropriation.committee.as_committee, "year": self.appropriation.year}
        self.title = _("Ändra medel: %(committee)s %(year)s") % words
        self.cancel_url = f"{reverse('projects:funds')}?program={self.appropriation.programme.slug}"

    def _found(self, *, locked: bool = False) -> Appropriation:
        rows = Appropriation.objects.select_related("programme", "committee")
        rows = rows.select_for_update(of=("self",)) if locked else rows
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_object(self, queryset: Any = None) -> Appropriation:
        return self.appropriation

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the row before it is compared with what the form was opened on."""
        self.appropriation = self._found(locked=True)
        return super().post(request, *args, **kwargs)
