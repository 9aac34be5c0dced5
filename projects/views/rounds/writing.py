"""Open a decision round, and change one."""

from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, UpdateView

from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin
from projects import access
from projects.domain.rounds import write_round
from projects.forms.round import RoundForm
from projects.models import DecisionRound


class RoundFormPage(CaseWorkMixin):
    """What opening and changing have in common."""

    model, form_class = DecisionRound, RoundForm
    request: Asked
    kwargs: dict[str, Any]

    def may(self) -> bool:
        return access.may_decide(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, form: RoundForm) -> DecisionRound:
        return write_round(round=form.instance, values=form.values(), committees=form.said_committees())

    def breadcrumb(self):
        return [
            (_("Projekt"), reverse("projects:project_list")),
            (_("Beslutstillfällen"), reverse("projects:round_list")),
        ]

    def get_success_url(self) -> str:
        return reverse("projects:round_detail", args=[self.object.pk])


class RoundCreate(RoundFormPage, CreateView):
    """``/projekt/beslutstillfallen/nytt/``"""

    title, submit_label = gettext_lazy("Nytt beslutstillfälle"), gettext_lazy("Öppna beslutstillfället")
    success_message = gettext_lazy("Beslutstillfället är öppet för ansökningar.")

    @property
    def cancel_url(self) -> str:
        return reverse("projects:round_list")


class RoundEdit(RoundFormPage, UpdateView):
    """``/projekt/beslutstillfallen/<id>/andra/``: two who save at once are told of each other."""

    success_message = gettext_lazy("Ändringen är sparad.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.round = self._found()
        self.title = _("Ändra beslutstillfälle %(number)s") % {"number": self.round.number}
        self.cancel_url = reverse("projects:round_detail", args=[self.round.pk])

    def _found(self, *, locked: bool = False) -> DecisionRound:
        rows = DecisionRound.objects.select_for_update() if locked else DecisionRound.objects.all()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_object(self, queryset: Any = None) -> DecisionRound:
        return self.round

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the row before it is compared with what the form was opened on."""
        self.round = self._found(locked=True)
        return super().post(request, *args, **kwargs)
