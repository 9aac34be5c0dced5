"""Send a draft for review, send it back, say that it is reviewed, throw it away."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from portal.documents import access
from portal.documents.domain.drafting import throw_away
from portal.documents.domain.living import live_of
from portal.documents.domain.reviewing import mark_reviewed, return_for_changes, send_for_review
from portal.documents.forms.flow import NoteForm, ReasonForm
from portal.documents.models import Document
from portal.documents.views.page import DocumentPage
from portal.ui.views import CaseWorkMixin

_State = Document.State


class Review(DocumentPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/granskning/``"""

    form_class = NoteForm
    states = (_State.DRAFT,)
    title, submit_label = _("Skicka till granskning"), _("Skicka till granskning")
    success_message = _("Handlingen är skickad till avdelningschefen för granskning.")

    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)

    def act(self, form: Any) -> Document:
        live = live_of(self.document, today=self.today)
        by, now = self.request.user, timezone.now()
        return send_for_review(document=self.document, live=live, by=by, now=now, **form.cleaned_data)


class Reviewed(DocumentPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/granskad/``"""

    form_class = NoteForm
    states = (_State.REVIEW,)
    title, submit_label = _("Markera som granskad"), _("Markera som granskad")
    success_message = _("Handlingen är granskad och kan undertecknas.")

    def may(self) -> bool:
        return access.may_review(self.request.user, self.document)

    def act(self, form: Any) -> Document:
        by, now = self.request.user, timezone.now()
        return mark_reviewed(document=self.document, by=by, now=now, **form.cleaned_data)


class Return(DocumentPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/tillbaka/``: back to a draft; by who reviews or who writes."""

    form_class = ReasonForm
    states = (_State.REVIEW, _State.REVIEWED)
    title, submit_label = _("Skicka tillbaka"), _("Skicka tillbaka")
    success_message = _("Handlingen är ett utkast igen.")

    def may(self) -> bool:
        user = self.request.user
        return access.may_review(user, self.document) or access.may_write(user, self.document)

    def act(self, form: Any) -> Document:
        by, now = self.request.user, timezone.now()
        return return_for_changes(document=self.document, by=by, now=now, **form.cleaned_data)


class Discard(DocumentPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/slang/``"""

    form_class = ReasonForm
    states = Document.WRITABLE_STATES
    title, submit_label = _("Släng utkastet"), _("Släng utkastet")
    success_message = _("Utkastet är slängt. Det finns kvar i listan under läget Slängd.")

    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)

    def act(self, form: Any) -> Document:
        by, now = self.request.user, timezone.now()
        return throw_away(document=self.document, by=by, now=now, **form.cleaned_data)
