"""What the editor's script asks between two keystrokes: keep, lock, let go, show. JSON, or a piece."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from portal.documents.domain.living import live_of
from portal.documents.domain.locking import LOCKED, keep_lock, release_lock
from portal.documents.domain.writing import EARLIER, drop_aside, keep_aside, save_section
from portal.documents.forms.writing import SectionForm
from portal.documents.views.writing.editing import preview_of
from portal.documents.views.writing.page import SectionPage
from portal.ui.requests import Asked


class _Asked(SectionPage, View):
    http_method_names = ["post"]


class SectionSave(_Asked):
    """``.../spara/``: autosave. 200 {message, edition}; 409 when another was first, 422 when refused."""

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> JsonResponse:
        form, moment = SectionForm(request.POST), timezone.now()
        if not form.is_valid():
            told = [str(message) for messages in form.errors.values() for message in messages]
            return JsonResponse({"message": " ".join(told)}, status=422)
        said = form.cleaned_data
        try:
            saved = save_section(section=self.section, **said, by=request.user, now=moment)
        except ValidationError as refusal:
            return self._refused(said["text"], refusal)
        clock = f"{timezone.localtime(moment):%H.%M}"
        message = _("Avsnittet sparades kl. %(clock)s.") % {"clock": clock}
        return JsonResponse({"message": message, "edition": saved.edition})

    def _refused(self, text: str, refusal: ValidationError) -> JsonResponse:
        told = " ".join(refusal.messages)
        if refusal.code not in (LOCKED, EARLIER):
            return JsonResponse({"message": told}, status=422)
        kept = keep_aside(section=self.section, text=text, by=self.request.user, now=timezone.now())
        words = _("Din text finns kvar under Undanlagt.") if kept else ""
        return JsonResponse({"message": f"{told} {words}".strip()}, status=409)


class SectionLock(_Asked):
    """``.../las/``: I am writing here. 200, or 409 with who is."""

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> JsonResponse:
        try:
            keep_lock(section=self.section, by=request.user, now=timezone.now())
        except ValidationError as refusal:
            return JsonResponse({"message": " ".join(refusal.messages)}, status=409)
        return JsonResponse({"message": ""})


class SectionRelease(_Asked):
    """``.../slapp/``: I have stopped writing here."""

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        release_lock(section=self.section, by=request.user)
        return redirect(self.url)


class SectionPreview(_Asked):
    """``.../forhandsvisa/``: the text as it will stand; nothing is saved."""

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        live = live_of(self.document, today=self.today)
        paper = preview_of(self.section, request.POST.get("text", "")[:200_000], live)
        return render(request, "documents/_preview.html", {"preview": paper})


class KeptDrop(_Asked):
    """``.../undanlagt/bort/``: what was kept aside for me is looked after."""

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        drop_aside(section=self.section, by=request.user)
        return redirect(self.editor_url)
