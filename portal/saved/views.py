"""One's own saved views and drafts: kept, listed and thrown away. Nobody else's can be reached."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from portal.saved.drafting import Fields, clear_draft, keep_draft
from portal.saved.forms import SavedViewForm
from portal.saved.models import SavedDraft, SavedView
from portal.saved.viewing import save_view
from portal.ui.views import CaseWorkMixin, PageMixin

# What a form carries that nobody typed.
NOT_TYPED = ("csrfmiddlewaretoken", "seen", "sida")


class SavedList(PageMixin, TemplateView):
    """``/sparat/``"""

    template_name = "saved/saved_list.html"
    title = gettext_lazy("Sparat")
    lede = gettext_lazy("Dina sparade vyer och det du har börjat skriva. Bara du ser det.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        found = {
            "views": SavedView.objects.filter(user=user).order_by("name", "pk"),
            "drafts": SavedDraft.objects.filter(user=user).order_by("-saved_at", "-pk"),
        }
        return super().get_context_data(**(found | kwargs))


class ViewCreate(CaseWorkMixin, FormView):
    """``/sparat/vyer/ny/?sida=/projekt/&urval=...``"""

    form_class = SavedViewForm
    title, submit_label = gettext_lazy("Spara vy"), gettext_lazy("Spara vyn")
    lede = gettext_lazy("Vyn minns filter och ordning, inte raderna. Du hittar den ovanför listan.")
    success_message = gettext_lazy("Vyn är sparad.")

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        return super().get_initial() | {"path": asked.get("sida", ""), "query": asked.get("urval", "")}

    def act(self, form: Any) -> SavedView:
        self.view = save_view(user=self.request.user, **form.cleaned_data)
        return self.view

    def get_success_url(self) -> str:
        return f"{self.view.path}?{self.view.query}" if self.view.query else self.view.path


class ViewDelete(View):
    """``/sparat/vyer/<id>/ta-bort/``: one's own only."""

    http_method_names = ["post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.view = get_object_or_404(SavedView, user=request.user, pk=kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.view.delete()
        messages.success(request, _("Vyn ”%(name)s” är borttagen.") % {"name": self.view.name})
        return redirect("saved:list")


class DraftKeep(View):
    """``/sparat/utkast/``: a form's boxes, posted by autosave.js with the form's page as ``sida``.

    Answers {"message"} with 200 when kept and 422 when refused.
    """

    http_method_names = ["post"]

    def post(self, request: Any, *args: Any, **kwargs: Any) -> JsonResponse:
        moment = now()
        try:
            keep_draft(
                user=request.user, path=request.POST.get("sida", ""), fields=typed(request.POST), now=moment
            )
        except ValidationError as refusal:
            return JsonResponse({"message": " ".join(refusal.messages)}, status=422)
        clock = f"{localtime(moment):%H.%M}"
        return JsonResponse({"message": _("Utkastet sparades kl. %(clock)s.") % {"clock": clock}})


class DraftClear(View):
    """``/sparat/utkast/bort/``: throw away what was kept for a page."""

    http_method_names = ["post"]

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        clear_draft(user=request.user, path=request.POST.get("sida", ""))
        messages.success(request, _("Utkastet är borttaget."))
        return redirect(reverse("saved:list"))


def typed(data: Any) -> Fields:
    """Return what somebody typed in a posted form; a box that holds several values as a list."""
    found: Fields = {}
    for name, values in data.lists():
        if name not in NOT_TYPED:
            found[name] = values[0] if len(values) == 1 else values
    return found
