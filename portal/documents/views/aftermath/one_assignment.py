"""One uppdrag: a new one, its page, which document answers it, and how it ended."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from portal.cases.models import Case
from portal.content.texts import as_number
from portal.documents import access
from portal.documents.domain import assigning
from portal.documents.forms.aftermath import AnswerForm, AssignmentForm, CloseForm
from portal.documents.models import Assignment, Document, Recipient
from portal.documents.views.aftermath.assignments import balance_crumb, state_of
from portal.documents.views.meetings.page import documents_crumb
from portal.ui.requests import Asked
from portal.ui.views import Action, CaseWorkMixin, PageMixin

NAME = 80  # signs of an uppdrag that stand for it in a title


class AssignmentCreate(CaseWorkMixin, FormView):
    """``/handlingar/balanslista/nytt/``; ``?beslut=<nämnd>`` fills in the uppdrag that was decided there."""

    form_class = AssignmentForm
    title = gettext_lazy("Nytt uppdrag från nämnd")
    submit_label = gettext_lazy("Lägg till uppdraget")
    success_message = gettext_lazy("Uppdraget står på balanslistan.")

    def may(self) -> bool:
        return access.may_keep_meetings(self.request.user)

    def breadcrumb(self):
        return [documents_crumb(), balance_crumb()]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | self._decided(self.request.GET.get("beslut", ""))

    def _decided(self, asked: str) -> dict[str, Any]:
        seen = Document.objects.for_user(self.request.user)
        rows = Recipient.objects.filter(document__in=seen).select_related("committee", "document")
        found = rows.filter(pk=as_number(asked)).first()
        texts = assigning.not_on_list([found]).get(found.pk) if found else None
        if found is None or not texts:
            return {}
        return {
            "committee": found.committee,
            "text": texts[0],
            "source": assigning.source_of(found),
            "given_on": found.decided_on,
            "case": found.document.case_id,
        }

    def act(self, form: AssignmentForm) -> Assignment:
        return assigning.give_assignment(**form.cleaned_data, today=timezone.localdate())

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class AssignmentPage(PageMixin):
    """A page about one uppdrag that the reader may see."""

    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Assignment.objects.for_user(request.user).select_related("committee")
        self.assignment: Assignment = get_object_or_404(rows, pk=kwargs["pk"])

    @property
    def badge(self):
        return state_of(self.assignment, timezone.localdate())

    @property
    def name(self) -> str:
        return Truncator(self.assignment.text).chars(NAME)

    @property
    def cancel_url(self) -> str:
        return self.assignment.get_absolute_url()

    def get_success_url(self) -> str:
        return self.assignment.get_absolute_url()

    def breadcrumb(self):
        return [documents_crumb(), balance_crumb(), (self.name, self.assignment.get_absolute_url())]


class AssignmentDetail(AssignmentPage, TemplateView):
    """``/handlingar/balanslista/<id>/``"""

    template_name = "documents/assignment_detail.html"
    http_method_names = ["get", "head", "options"]

    @property
    def title(self) -> str:
        return self.name

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def breadcrumb(self):
        return [documents_crumb(), balance_crumb()]

    def actions(self):
        row, user = self.assignment, self.request.user
        if row.closed_on or not access.may_answer_for(user, row.committee):
            return []
        answer = reverse("documents:assignment_answer", args=[row.pk])
        found = [Action(_("Ange handling som svarar"), answer, icon="file", primary=not row.answered_in_id)]
        if access.may_keep_for(user, row.committee):
            close = reverse("documents:assignment_close", args=[row.pk])
            found.append(Action(_("Avsluta"), close, icon="ok", primary=bool(row.answered_in_id)))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.assignment, self.request.user
        found = {
            "assignment": row,
            "answer": Document.objects.for_user(user).filter(pk=row.answered_in_id).first(),
            "case": Case.objects.for_user(user).filter(pk=row.case_id).first(),
            "days_late": row.days_late(timezone.localdate()),
        }
        return super().get_context_data(**(found | kwargs))


class AssignmentAnswer(AssignmentPage, CaseWorkMixin, FormView):
    """``/handlingar/balanslista/<id>/svar/``"""

    form_class = AnswerForm
    title = gettext_lazy("Vilken handling besvarar uppdraget?")
    submit_label = gettext_lazy("Spara handlingen")
    success_message = gettext_lazy("Sparat. Uppdraget står kvar tills det avslutas.")

    def may(self) -> bool:
        return access.may_answer_for(self.request.user, self.assignment.committee)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        return {"document": self.assignment.answered_in_id}

    def act(self, form: AnswerForm) -> Assignment:
        return assigning.answer_assignment(assignment=self.assignment, **form.cleaned_data)


class AssignmentClose(AssignmentPage, CaseWorkMixin, FormView):
    """``/handlingar/balanslista/<id>/avsluta/``"""

    form_class = CloseForm
    title = gettext_lazy("Avsluta uppdraget")
    submit_label = gettext_lazy("Avsluta uppdraget")
    success_message = gettext_lazy("Uppdraget är avslutat och står inte längre på balanslistan.")

    def may(self) -> bool:
        return access.may_keep_for(self.request.user, self.assignment.committee)

    def act(self, form: CloseForm) -> Assignment:
        today = timezone.localdate()
        return assigning.close_assignment(assignment=self.assignment, **form.cleaned_data, today=today)
