"""The registrar's forms: open a case, change it, note a number, put a number right."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, FormView, UpdateView

from portal.cases import access, registering
from portal.cases.forms import CaseEditForm, CaseForm, NumberCorrection, NumberForm
from portal.cases.models import Case
from portal.cases.views.detail import visible_case
from portal.history.context import because
from portal.ui.views import CaseWorkMixin


class _RegistrarsForm(CaseWorkMixin):
    """A form only the registrar may open; ``/<id>/`` in its address is a case one may see."""

    case: Case

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if "pk" in kwargs:
            self.case = visible_case(request, kwargs["pk"])
            self.cancel_url = self.case.get_absolute_url()

    def may(self) -> bool:
        return access.may_register(self.request.user)

    def breadcrumb(self):
        found = [(_("Ärenden"), reverse("cases:list"))]
        return [*found, (self.case, self.case.get_absolute_url())] if hasattr(self, "case") else found

    def get_success_url(self) -> str:
        return self.case.get_absolute_url()


class CaseCreate(_RegistrarsForm, CreateView):
    """``/arenden/nytt/``"""

    model, form_class = Case, CaseForm
    title, submit_label = gettext_lazy("Registrera ärende"), gettext_lazy("Registrera ärendet")
    success_message = gettext_lazy("Ärendet är registrerat.")

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"opened_on": localdate()}

    def act(self, form: Any) -> Case:
        number = form.cleaned_data["number"]
        self.case = registering.open_case(case=form.instance, number=number, today=localdate())
        return self.case


class CaseEdit(_RegistrarsForm, UpdateView):
    """``/arenden/<id>/andra/``"""

    model, form_class = Case, CaseEditForm
    title, submit_label = gettext_lazy("Ändra ärendet"), gettext_lazy("Spara ärendet")
    success_message = gettext_lazy("Ärendet är ändrat.")

    def get_object(self, queryset: Any = None) -> Case:
        if self.request.method != "POST":
            return self.case
        return Case.objects.select_for_update(of=("self",)).get(pk=self.case.pk)

    @method_decorator(transaction.atomic)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().post(request, *args, **kwargs)

    def act(self, form: Any) -> Case:
        return registering.change_case(case=form.instance, today=localdate())


class NumberAdd(_RegistrarsForm, FormView):
    """``/arenden/<id>/diarienummer/``; ``?vidare=vantar`` goes on with the list it came from."""

    form_class = NumberForm
    title, submit_label = gettext_lazy("Ange diarienummer"), gettext_lazy("Spara diarienumret")

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"body": self.case.holder}

    def act(self, form: Any) -> Any:
        told = form.cleaned_data
        number = registering.add_number(
            case=self.case, body=told["body"], number=told["number"], today=localdate()
        )
        self.success_message = _("Ärendet har fått diarienumret %(number)s.") % {"number": number}
        return number

    def get_success_url(self) -> str:
        onwards = self.request.GET.get("vidare") == "vantar"
        return reverse("cases:waiting") if onwards else super().get_success_url()


class NumberEdit(_RegistrarsForm, FormView):
    """``/arenden/<id>/diarienummer/<number>/``: a number typed wrong is put right, with a reason."""

    form_class = NumberCorrection
    title, submit_label = gettext_lazy("Rätta diarienumret"), gettext_lazy("Spara diarienumret")
    success_message = gettext_lazy("Diarienumret är rättat.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.number = get_object_or_404(self.case.numbers, pk=kwargs["number"])

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"number": self.number.number}

    def act(self, form: Any) -> Any:
        with because(form.cleaned_data["why"]):
            return registering.correct_number(number=self.number, to=form.cleaned_data["number"])
