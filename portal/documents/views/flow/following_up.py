"""After the decision: dates, the extract of the minutes, checked by another, and the end of it."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View

from portal.documents import access
from portal.documents.domain.following_up import check_extract, close, keep_extract, note_days
from portal.documents.domain.versions import new_version
from portal.documents.forms.deciding import DaysForm, ExtractForm
from portal.documents.forms.flow import ConfirmForm, ReasonForm
from portal.documents.models import Document, Recipient
from portal.documents.views.flow.deciding import RegistrarsPage
from portal.documents.views.page import DocumentPage, RecipientPage
from portal.files.serving import serve
from portal.files.storing import store_file
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin

_State = Document.State
_AFTER = (_State.SENT, _State.DECIDED)


class Days(RegistrarsPage, FormView):
    """``/handlingar/<id>/datum/<nämnd>/``"""

    form_class = DaysForm
    states = _AFTER
    title, submit_label = _("Datum efter beslutet"), _("Spara datumen")
    success_message = _("Datumen är sparade.")

    def get_initial(self) -> dict[str, Any]:
        names = ("adjusted_on", "announced_on", "legal_force_on")
        return super().get_initial() | {name: getattr(self.recipient, name) for name in names}

    def act(self, form: DaysForm) -> Recipient:
        return note_days(**form.cleaned_data, **self.done())


class Extract(RegistrarsPage, FormView):
    """``/handlingar/<id>/utdrag/<nämnd>/``"""

    form_class = ExtractForm
    states = _AFTER
    title, submit_label = _("Protokollsutdrag"), _("Ladda upp utdraget")
    success_message = _("Utdraget är uppladdat. Nu kontrollerar en annan person det.")

    @transaction.atomic
    def act(self, form: ExtractForm) -> Recipient:
        name = form.cleaned_data["file"].name
        file = store_file(name=name, content=form.content, by=self.request.user)
        return keep_extract(file=file, **self.done())


class ExtractFile(RecipientPage, View):
    """``/handlingar/<id>/utdrag/<nämnd>/fil/``: for who may read the document."""

    http_method_names = ["get", "head"]

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.recipient.extract is None:
            raise Http404
        return serve(self.recipient.extract)


class Check(RegistrarsPage, FormView):
    """``/handlingar/<id>/utdrag/<nämnd>/kontroll/``"""

    form_class = ConfirmForm
    template_name = "documents/extract_check.html"
    states = _AFTER
    title, submit_label = _("Kontrollera protokollsutdraget"), _("Utdraget stämmer")
    success_message = _("Utdraget är kontrollerat.")

    def act(self, form: Any) -> Recipient:
        return check_extract(**self.done())


class Close(DocumentPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/avsluta/``"""

    form_class = ConfirmForm
    states = (_State.DECIDED,)
    title, submit_label = _("Avsluta handlingen"), _("Avsluta handlingen")
    success_message = _("Handlingen är avslutad.")

    def may(self) -> bool:
        return access.may_register(self.request.user, self.document)

    def act(self, form: Any) -> Document:
        return close(document=self.document, by=self.request.user, now=timezone.now())


class NewVersion(DocumentPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/ny-version/``"""

    form_class = ReasonForm
    states = Document.FROZEN_STATES
    title, submit_label = _("Ny version"), _("Påbörja en ny version")
    success_message = _("En ny version är påbörjad. Den förra står kvar som den är.")

    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)

    def act(self, form: Any) -> Document:
        by, now = self.request.user, timezone.now()
        self.made = new_version(document=self.document, by=by, now=now, **form.cleaned_data)
        return self.made

    def get_success_url(self) -> str:
        return self.made.get_absolute_url()
