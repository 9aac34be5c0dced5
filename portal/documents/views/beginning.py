"""Begin a document: choose a template, say what it is about and where it goes."""

from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from portal.cases.models import Case
from portal.documents import access
from portal.documents.domain.drafting import begin
from portal.documents.forms.beginning import SEPARATOR, BeginForm
from portal.documents.forms.receiving import ADD, recipients_of
from portal.documents.models import Document, Meeting, Template
from portal.organisation.models import Organisation
from portal.ui.views import CaseWorkMixin, PageMixin
from portal.workareas import Subject, work_areas

_DECIDING = (Organisation.Kind.COMMITTEE, Organisation.Kind.DISTRICT)
_WRITING = (Organisation.Kind.ADMINISTRATION, Organisation.Kind.DISTRICT)


def deciding_bodies() -> QuerySet:
    """The nämnder of today."""
    return Organisation.objects.valid_on(timezone.localdate()).filter(kind__in=_DECIDING).by_name()


def meetings_ahead() -> QuerySet:
    """The meetings that are still to come, the nearest first."""
    ahead = Meeting.objects.filter(held_on__gte=timezone.localdate())
    return ahead.select_related("committee").order_by("held_on", "pk")


class AddingRecipients:
    """A form with ``RecipientsForm``'s button that adds a nämnd: what is typed stays, nothing is stored."""

    request: Any
    form_class: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if ADD not in request.POST:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]  # a FormView's
        sent = request.POST.dict()
        own = {name: value for name, value in sent.items() if not name.startswith(("committee_", "meeting_"))}
        given = {k: v for k, v in self.get_form_kwargs().items() if k not in ("data", "files")}
        form = self.form_class(**given | {"initial": own | recipients_of(sent, adding=True)})
        return self.render_to_response(self.get_context_data(form=form))


class TemplateChoose(PageMixin, TemplateView):
    """``/handlingar/ny/``: the templates in use, by kind."""

    template_name = "documents/template_choose.html"
    http_method_names = ["get", "head", "options"]
    title = gettext_lazy("Ny handling")
    lede = gettext_lazy("Välj mall. Den säger vilka rubriker handlingen får och vad du skriver under dem.")

    def may(self) -> bool:
        return access.may_begin(self.request.user)

    def breadcrumb(self):
        return [(_("Handlingar"), reverse("documents:list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Template.objects.filter(is_active=True).select_related("committee")
        found = sorted(rows, key=lambda each: (each.kind, each.committee_id is not None, each.name))
        return super().get_context_data(**({"templates": found} | kwargs))


class Begin(AddingRecipients, CaseWorkMixin, FormView):
    """``/handlingar/ny/<mall>/``"""

    form_class = BeginForm
    submit_label = gettext_lazy("Påbörja handlingen")
    success_message = gettext_lazy("Handlingen är påbörjad. Bara din egen förvaltning ser utkastet.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.template = get_object_or_404(Template, pk=kwargs["template"], is_active=True)

    def may(self) -> bool:
        return access.may_begin(self.request.user)

    @property
    def title(self) -> str:
        return _("Ny handling: %(kind)s") % {"kind": self.template.get_kind_display()}

    @property
    def lede(self) -> str:
        return self.template.name

    @property
    def cancel_url(self) -> str:
        return reverse("documents:begin")

    def breadcrumb(self):
        return [
            (_("Handlingar"), reverse("documents:list")),
            (_("Ny handling"), reverse("documents:begin")),
        ]

    @cached_property
    def owners(self) -> QuerySet:
        here = self.request.user.reach.at(*access.WRITERS)
        found = Organisation.objects.valid_on(timezone.localdate()).filter(kind__in=_WRITING)
        return found.filter(Q(pk__in=here) | Q(parent__in=here, kind=_WRITING[0])).by_name()

    @cached_property
    def subjects(self) -> list[tuple[str, Subject]]:
        """What the reader's documents of this kind may be about, each with its area's key."""
        kind = self.template.kind
        return [
            (area.key, each)
            for area in work_areas()
            for each in area.subjects(self.request.user)
            if not each.kinds or kind in each.kinds
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "owners": self.owners,
            "cases": Case.objects.for_user(self.request.user).open().order_by("title", "pk"),
            "about": [_choices(area, each) for area, each in self.subjects],
            "committees": deciding_bodies(),
            "meetings": meetings_ahead(),
        }

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {
            "owner": self.owners.first(),
            "committee_1": self.template.committee_id,
            "case": self.request.GET.get("arende"),
        }

    def act(self, form: BeginForm) -> Document:
        said, subject = form.cleaned_data, form.subject()
        return begin(
            template=self.template,
            owner=said["owner"],
            officer=self.request.user,
            title=said["title"],
            subtitle=said["subtitle"],
            case=said["case"] or self._case_of(subject),
            recipients=form.recipients(),
            now=timezone.now(),
            **subject,
        )

    def _case_of(self, subject: dict[str, str]) -> Case | None:
        """The case of what the document is about, where it has one that is open."""
        wanted = (subject["area"], subject["subject"])
        key = next((each.case for area, each in self.subjects if (area, each.key) == wanted), None)
        seen = Case.objects.for_user(self.request.user).open()
        return seen.filter(pk=key).first() if key else None

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


def _choices(area: str, subject: Subject) -> tuple[str, Any]:
    """A line of the list to choose from; with periods, a group of them."""
    value = SEPARATOR.join((area, subject.key))
    if not subject.periods:
        return value, subject.title
    return subject.title, [(SEPARATOR.join((value, key)), words) for key, words in subject.periods]
