"""Att ta över: the list the registrar works off, a button per line."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from portal.cases.models import Case
from portal.cases.views.tabs import tabs
from portal.deadlines.models import ExpectedReport
from portal.takeovers import access, lines
from portal.takeovers.heirs import Heirs, all_heirs
from portal.takeovers.taking_over import take_over, take_over_report
from portal.takeovers.waiting import waiting_cases, waiting_reports
from portal.ui.refusals import refuse
from portal.ui.views import PageMixin
from portal.workareas import State

UNSTATED = State(gettext_lazy("Ange vem som tar över"), "question", "warn")


class TakeoverList(PageMixin, TemplateView):
    """``/arenden/ta-over/``"""

    template_name = "takeovers/takeover_list.html"
    title = gettext_lazy("Att ta över")
    lede = gettext_lazy(
        "När en nämnd upphör tar efterträdaren över det som är öppet. "
        "Avslutade ärenden stannar hos arkivbildaren."
    )
    refused: Any = None

    def may(self) -> bool:
        return access.may_see_takeovers(self.request.user)

    def breadcrumb(self):
        return [(_("Ärenden"), reverse("cases:list"))]

    def heirs(self) -> dict[int, Heirs]:
        return all_heirs(today=localdate(), lineage=self.request.user.reach.lineage)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_take, heirs = access.may_take_over(self.request.user), self.heirs()
        given = lines.given_by_portal()
        found = {
            "tabs": tabs(self.request),
            "cases": lines.lines(waiting_cases(heirs), given, self.refused),
            "reports": lines.lines(waiting_reports(heirs), given, self.refused),
            "may_take": may_take,
            "unstated": UNSTATED,
        }
        return super().get_context_data(**(found | kwargs))


class _TakeOver(TakeoverList):
    """What both buttons do: one domain call, then the list again; a refusal stands at its line."""

    http_method_names = ["post", "options"]

    def may(self) -> bool:
        return access.may_take_over(self.request.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        line = lines.line_of(self.thing, heirs=self.heirs(), data=request.POST)
        if line is None:
            messages.info(request, _("Det är redan övertaget, eller finns inte längre i listan."))
            return redirect("takeovers:list")
        if line.form.is_valid():
            try:
                self.act(line.form.cleaned_data)
                return redirect("takeovers:list")
            except ValidationError as refusal:
                refuse(line.form, refusal)
        self.refused = line
        return self.render_to_response(self.get_context_data())

    def act(self, told: dict[str, Any]) -> None:
        raise Http404


class TakeOverCase(_TakeOver):
    """``/arenden/ta-over/<id>/``"""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.thing = get_object_or_404(Case.objects.for_user(request.user), pk=kwargs["pk"])

    def act(self, told: dict[str, Any]) -> None:
        line = take_over(
            case=self.thing,
            to=told["to"],
            number=told["number"],
            by=self.request.user,
            today=localdate(),
            now=now(),
        )
        words = {"thing": self.thing, "body": line.to_body.as_committee}
        messages.success(self.request, _("%(thing)s är övertaget av %(body)s.") % words)


class TakeOverReport(_TakeOver):
    """``/arenden/ta-over/redovisning/<id>/``"""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.thing = get_object_or_404(ExpectedReport.objects.for_user(request.user), pk=kwargs["pk"])

    def act(self, told: dict[str, Any]) -> None:
        line = take_over_report(
            expected=self.thing, to=told["to"], by=self.request.user, today=localdate(), now=now()
        )
        words = {"body": line.to_body.as_committee}
        messages.success(self.request, _("Redovisningen är övertagen av %(body)s.") % words)
