"""One uppdrag: what it says, who gave it, which projects answer to it, and how it was answered."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from portal.cases.models import Case
from portal.history.views import HistoryPage
from portal.ui.requests import Asked
from portal.ui.views import Action, PageMixin
from projects import access
from projects.domain.commissioning import reopen_commission
from projects.models import Commission, Project
from projects.states import commission_state

NAME = 80  # signs of an uppdrag that stand for it in a title


class CommissionPage(PageMixin):
    """What every page about one uppdrag has: the record, its short name and where it lies."""

    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        related = ("given_by", "committee", "programme", "case")
        self.commission = get_object_or_404(Commission.objects.select_related(*related), pk=kwargs["pk"])
        self.url = reverse("projects:commission_detail", args=[self.commission.pk])

    @property
    def name(self) -> str:
        return Truncator(self.commission.text).chars(NAME)

    def may(self) -> bool:
        return access.may_read_commissions(self.request.user)

    def breadcrumb(self):
        projects = (_("Projekt"), reverse("projects:project_list"))
        return [projects, (_("Uppdrag"), reverse("projects:commission_list"))]


class CommissionDetail(CommissionPage, TemplateView):
    """``/projekt/uppdrag/<id>/``"""

    template_name = "projects/commission_detail.html"

    @property
    def title(self) -> str:
        return self.name

    @property
    def badge(self):
        late = self.commission.days_late(timezone.localdate())
        return commission_state("overdue" if late else self.commission.state)

    def actions(self):
        if not access.may_keep_commissions(self.request.user):
            return []
        page = [self.commission.pk]
        edit = Action(_("Ändra"), reverse("projects:commission_edit", args=page), icon="pen", primary=False)
        if self.commission.state in (Commission.State.ANSWERED, Commission.State.DROPPED):
            return [edit]
        answer = Action(_("Besvara"), reverse("projects:commission_answer", args=page), icon="ok")
        drop = Action(_("Avskriv"), reverse("projects:commission_drop", args=page), primary=False)
        return [answer, drop, edit]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, commission = self.request.user, self.commission
        projects = Project.objects.for_user(user).filter(commission_links__commission=commission)
        found = {
            "commission": commission,
            "projects": projects.select_related("lead").by_number(),
            "case": Case.objects.for_user(user).filter(pk=commission.case_id).first(),
            "days_late": commission.days_late(timezone.localdate()),
            "may_reopen": access.may_keep_commissions(user)
            and commission.state in (Commission.State.ANSWERED, Commission.State.DROPPED),
        }
        return super().get_context_data(**(found | kwargs))


class CommissionHistory(HistoryPage, CommissionPage, TemplateView):
    """``/projekt/uppdrag/<id>/historik/``"""

    children = ("links",)

    def get_thing(self):
        return self.commission

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.name, self.url)]


class CommissionReopen(CommissionPage, View):
    """Sätt tillbaka på balanslistan: one button, no form."""

    http_method_names = ["post", "options"]

    def may(self) -> bool:
        return access.may_keep_commissions(self.request.user)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            reopen_commission(commission=self.commission)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Uppdraget står på balanslistan igen."))
        return redirect(self.url)
