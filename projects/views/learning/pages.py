"""What the pages of Lärande have in common: where they lie, who may open them, and how a record is shown."""

from contextlib import nullcontext
from functools import cached_property
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, TemplateView, UpdateView

from portal.history.context import because
from portal.history.views import HistoryPage
from portal.saved.formpage import SavesItself
from portal.ui.requests import Asked
from portal.ui.views import Action, CaseWorkMixin, PageMixin
from projects import access
from projects.filters import chosen_programme
from projects.models import Programme
from projects.models.following import followed_programmes
from projects.states import EXAMPLE

SECTIONS = (
    ("learning_overview", gettext_lazy("Översikt")),
    ("network_list", gettext_lazy("Nätverk")),
    ("activity_list", gettext_lazy("Aktiviteter")),
    ("survey_list", gettext_lazy("Enkäter")),
    ("method_list", gettext_lazy("Metoder")),
    ("suggestion_list", gettext_lazy("Förslag")),
)


def sections(here: str, programme: str) -> list[tuple[Any, str, bool]]:
    """Return the parts of Lärande as (title, address, whether it is this page), in the same programme."""
    query = f"?program={programme}" if programme else ""
    return [(title, reverse(f"projects:{name}") + query, name == here) for name, title in SECTIONS]


class LearningPage(PageMixin):
    """Read by everybody who lists projects."""

    request: Asked
    kwargs: dict[str, Any]

    def may(self) -> bool:
        return access.may_read_learning(self.request.user)

    def breadcrumb(self):
        return [
            (_("Projekt"), reverse("projects:project_list")),
            (_("Lärande"), reverse("projects:learning_overview")),
        ]


class NounPage(LearningPage):
    """A page about one kind of record: ``stem`` is what its addresses and templates begin with."""

    model: Any
    stem = ""
    plural: Any = ""

    def address(self, what: str, *args: Any) -> str:
        return reverse(f"projects:{self.stem}_{what}", args=args)

    def rows(self) -> Any:
        """What the reader may see."""
        return self.model.objects.for_user(self.request.user).select_related("programme")

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.plural, self.address("list"))]


class RecordPage(NounPage):
    """A page about one record, found among what the reader may see: else 404."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.record = get_object_or_404(self.rows(), pk=kwargs["pk"])
        self.title = str(self.record)

    def badges(self) -> list[Any]:
        return [EXAMPLE] * self.record.programme.is_example

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
    """``/projekt/larande/<nouns>/<id>/``: the coordinator may change it."""

    def actions(self):
        if not access.may_keep_learning(self.request.user):
            return []
        return [Action(_("Ändra"), self.address("edit", self.record.pk), icon="pen")]

    @property
    def lede(self) -> Any:
        return self.record.programme.name


class RecordHistory(HistoryPage):
    """``.../<id>/historik/``: stands before the noun's own page."""

    template_name = "projects/learning_history.html"

    def get_thing(self) -> Any:
        return self.record

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.record), self.address("detail", self.record.pk))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=_("Historik"), lede="", **kwargs)


class RecordForm(CaseWorkMixin, NounPage):
    """What registering and changing have in common. Only the coordinator may."""

    template_name = "projects/learning_form.html"
    programme: Programme

    def may(self) -> bool:
        return access.may_keep_learning(self.request.user)

    @property
    def lede(self) -> Any:
        return self.programme.name

    def get_form_kwargs(self) -> dict[str, Any]:
        mine = {"user": self.request.user, "programme": self.programme, "today": localdate()}
        return super().get_form_kwargs() | mine

    def keep(self, form: Any) -> Any:
        """Make the one call into the domain; return the record."""
        return form.save()

    def get_success_url(self) -> str:
        return self.address("detail", self.object.pk)


class RecordCreate(SavesItself, RecordForm, CreateView):
    """``.../nytt/?program=<slug>``: in that programme, or the newest one followed."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        programmes = list(followed_programmes(request.user))
        asked = chosen_programme(programmes, request.GET.get("program", "")).programme
        self.found = asked or next(iter(programmes), None)

    def may(self) -> bool:
        """Ask the right first: that there is no programme is told to who may, and 404."""
        if super().may() and self.found is None:
            raise Http404
        return super().may()

    @cached_property
    def programme(self) -> Any:
        return self.found

    @property
    def cancel_url(self) -> str:
        return f"{self.address('list')}?program={self.programme.slug}"

    def act(self, form: Any) -> Any:
        return self.keep(form)


class RecordEdit(RecordForm, UpdateView):
    """``.../<id>/andra/``: two who save at once are told of each other; printed facts ask for a reason."""

    submit_label = gettext_lazy("Spara ändringen")
    success_message = gettext_lazy("Ändringen är sparad.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.record = get_object_or_404(self.rows(), pk=kwargs["pk"])
        self.title = _("Ändra %(thing)s") % {"thing": self.record}
        self.cancel_url = self.address("detail", self.record.pk)

    @property
    def programme(self) -> Programme:
        return self.record.programme

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

    def act(self, form: Any) -> Any:
        why = form.cleaned_data.get("why", "")
        with because(why) if why else nullcontext():
            return self.keep(form)
