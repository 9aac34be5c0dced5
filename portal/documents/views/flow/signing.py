"""Read the whole document, with its figures as they are now, and sign it."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from portal.documents import access
from portal.documents.checks import what_hinders_signing
from portal.documents.domain.composing import compose
from portal.documents.domain.living import live_of
from portal.documents.domain.reviewing import changed_since_review
from portal.documents.domain.signing import is_numbered, sign, signing_hash
from portal.documents.forms.flow import SignForm
from portal.documents.models import Document, Signatory
from portal.documents.views.page import DocumentPage
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin


class Sign(DocumentPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/underskrift/<undertecknare>/``"""

    form_class = SignForm
    template_name = "documents/sign.html"
    states = (Document.State.REVIEWED,)
    submit_label = gettext_lazy("Underteckna")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.document.signatories.select_related("administration", "document")
        self.signatory: Signatory = get_object_or_404(rows, pk=kwargs["signatory"])

    def may(self) -> bool:
        return access.may_sign(self.request.user, self.signatory)

    @property
    def title(self) -> str:
        return _("Underteckna som %(title)s") % {"title": self.signatory.title}

    @cached_property
    def live(self):
        return live_of(self.document, today=self.today)

    @cached_property
    def hinders(self) -> list[Any]:
        return what_hinders_signing(self.document, self.live)

    def get_initial(self) -> dict[str, Any]:
        seen = signing_hash(self.document, self.live)
        return super().get_initial() | {"seen_hash": seen, "is_acting": self.signatory.is_acting}

    def act(self, form: SignForm) -> Signatory:
        said = form.cleaned_data
        signed = sign(
            signatory=self.signatory,
            seen_hash=said["seen_hash"],
            by=self.request.user,
            now=timezone.now(),
            is_acting=said["is_acting"],
            hindered_by=[str(each.words) for each in self.hinders],
        )
        state = Document.objects.values_list("state", flat=True).get(pk=self.document.pk)
        self.success_message = (
            _("Alla har undertecknat. Handlingen är fryst och ändras inte längre.")
            if state == Document.State.SIGNED
            else _("Du har undertecknat. Handlingen väntar på de andra.")
        )
        return signed

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form")
        if form is not None and form.errors:  # what is shown now is what the next try is about
            form.data = form.data.copy()
            form.data["seen_hash"] = signing_hash(self.document, self.live)
        found = {
            "paper": compose(self.document, self.live),
            "signatory": self.signatory,
            "hinders": self.hinders,
            "changed": changed_since_review(self.document),
            "can_sign": is_numbered(self.document) and not self.hinders,
        }
        return super().get_context_data(**(found | kwargs))
