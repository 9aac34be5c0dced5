"""Note how the matter was prepared, ask another authority for views, and answer one that asked."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from portal.documents import access
from portal.documents.domain.consulting import ask_for_views, give_views
from portal.documents.domain.preparing import note_preparation
from portal.documents.forms.flow import AnswerForm, ConsultForm, PreparationForm
from portal.documents.models import Consultation, Document
from portal.documents.views.page import DocumentPage
from portal.organisation.models import Organisation
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin

_AUTHORITIES = (Organisation.Kind.DISTRICT, Organisation.Kind.ADMINISTRATION)


class Prepare(DocumentPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/behandlad/``"""

    form_class = PreparationForm
    states = Document.WRITABLE_STATES
    title, submit_label = _("Anteckna beredning"), _("Spara beredningen")
    success_message = _("Beredningen är antecknad.")

    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)

    def act(self, form: Any) -> Any:
        by, now = self.request.user, timezone.now()
        return note_preparation(document=self.document, by=by, now=now, **form.cleaned_data)


class Consult(DocumentPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/synpunkter/``"""

    form_class = ConsultForm
    states = Document.WRITABLE_STATES
    title, submit_label = _("Skicka för synpunkter"), _("Skicka för synpunkter")
    success_message = _("Utkastet är skickat för synpunkter. Det är märkt som utkast hos dem.")

    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)

    def get_form_kwargs(self) -> dict[str, Any]:
        own = [self.document.owner_id, self.document.owner.parent_id]
        asked = self.document.consultations.values("authority")
        found = Organisation.objects.valid_on(self.today).filter(kind__in=_AUTHORITIES)
        others = found.exclude(pk__in=[each for each in own if each]).exclude(pk__in=asked)
        return super().get_form_kwargs() | {"authorities": others.by_name()}

    def act(self, form: Any) -> Consultation:
        by, now = self.request.user, timezone.now()
        return ask_for_views(document=self.document, by=by, now=now, **form.cleaned_data)


class Answer(DocumentPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/synpunkter/<fråga>/``"""

    form_class = AnswerForm
    states = Document.WRITABLE_STATES
    title, submit_label = _("Lämna synpunkter"), _("Lämna synpunkterna")
    success_message = _("Synpunkterna är lämnade.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.document.consultations.select_related("authority")
        self.consultation = get_object_or_404(rows, pk=kwargs["consultation"])

    def may(self) -> bool:
        return access.may_answer(self.request.user, self.consultation.authority)

    def act(self, form: Any) -> Consultation:
        by, now = self.request.user, timezone.now()
        return give_views(consultation=self.consultation, by=by, now=now, **form.cleaned_data)
