"""One decision round: its nämnder and applications, the proposals while one types, and the decision list."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from portal.content.writers import table_response
from portal.history.reading import Also
from portal.history.views import HistoryPage
from portal.ui.exporting import FORMATS
from portal.ui.requests import Asked
from portal.ui.views import Action, PageMixin
from projects import access
from projects.domain.allocating import balances, lock_money
from projects.domain.assessing import assess_applications
from projects.forms.proposals import Proposals
from projects.models import Allocation, DecisionRound
from projects.states import EXAMPLE, application_state
from projects.summary.decisionlist import decision_tables
from projects.views.rounds.sheet import RoundSheet


class RoundPage(PageMixin):
    """What every page about one round has. All who list projects may know of rounds."""

    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.round = get_object_or_404(DecisionRound.objects.select_related("programme"), pk=kwargs["pk"])

    def may(self) -> bool:
        return access.may_list_projects(self.request.user)

    @property
    def name(self) -> str:
        return _("Beslutstillfälle %(number)s") % {"number": self.round.number}

    @property
    def url(self) -> str:
        return reverse("projects:round_detail", args=[self.round.pk])

    def tabs(self) -> list[tuple[Any, str, bool]]:
        here = self.request.resolver_match.url_name if self.request.resolver_match else ""
        history = reverse("projects:round_history", args=[self.round.pk])
        past = here == "round_history"
        return [(_("Översikt"), self.url, not past), (_("Historik"), history, past)]

    def breadcrumb(self):
        return [
            (_("Projekt"), reverse("projects:project_list")),
            (_("Beslutstillfällen"), reverse("projects:round_list")),
        ]


class RoundDetail(RoundPage, TemplateView):
    """``/projekt/beslutstillfallen/<id>/``"""

    template_name = "projects/round_detail.html"

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.title, self.lede = self.name, self.round.programme.name

    def actions(self):
        if not access.may_decide(self.request.user):
            return []
        return [
            Action(
                _("Ändra"), reverse("projects:round_edit", args=[self.round.pk]), icon="pen", primary=False
            )
        ]

    def proposals(self, typed: Any = None) -> Proposals:
        return Proposals(self.round, balances(self.round.programme), typed)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        sheet = RoundSheet(self.round, user=user, today=timezone.localdate())
        found: dict[str, Any] = {
            "round": self.round,
            "tabs": self.tabs(),
            "sheet": sheet,
            "badges": [sheet.state] + [EXAMPLE] * self.round.programme.is_example,
            "applications": [(each, application_state(each.state)) for each in sheet.applications],
            "may_decide": access.may_decide(user),
            "may_apply": access.may_apply(user),
            "today": timezone.localdate(),
        }
        if access.may_read_proposals(user) and "proposals" not in kwargs:
            found["proposals"] = self.proposals()
        return super().get_context_data(**(found | kwargs))


class RoundHistory(HistoryPage, RoundPage):
    """``/projekt/beslutstillfallen/<id>/historik/``: its nämnder and decisions, and why one was put right.

    Who may read proposals reads the decided amounts too, also those that were put right.
    """

    template_name = "projects/round_history.html"
    children = ("committees", "decisions")

    def get_thing(self) -> DecisionRound:
        return self.round

    def also(self) -> Also:
        if not access.may_read_proposals(self.request.user):
            return ()
        applications = list(self.round.applications.values_list("pk", flat=True))
        return [(Allocation, {"application_id__in": applications, "decided__isnull": False})]

    def breadcrumb(self):
        return [*RoundPage.breadcrumb(self), (self.name, self.url)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"title": _("Historik"), "lede": "", "round": self.round, "name": self.name}
        return super().get_context_data(**(found | {"tabs": self.tabs()} | kwargs))


class RoundPropose(RoundDetail):
    """``/projekt/beslutstillfallen/<id>/forslag/``: save the proposals, or work the sums out (``rakna``)."""

    http_method_names = ["get", "post", "head", "options"]

    def may(self) -> bool:
        return access.may_decide(self.request.user)

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save under the lock of the money: of two at the same second, the second waits and is told."""
        lock_money(self.round.programme)
        proposals = self.proposals(request.POST)
        problems = self._problems(proposals)
        if "rakna" in request.POST or problems or proposals.errors:
            return self._again(proposals, problems)
        if judgements := proposals.judgements():
            try:
                assess_applications(judgements, by=request.user, now=timezone.now())
            except ValidationError as refusal:
                return self._again(proposals, refusal.messages)
            messages.success(request, _("Förslaget är sparat."))
        else:
            messages.info(request, _("Inget i förslaget är ändrat."))
        return redirect(f"{self.url}#forslag")

    def _problems(self, proposals: Proposals) -> list[str]:
        if not proposals.is_stale(self.request.POST.get("seen", "")):
            return []
        return [
            _("Någon annan sparade förslag medan du skrev. Ditt är inte sparat. Läs igenom och spara igen.")
        ]

    def _again(self, proposals: Proposals, problems: list[str]) -> HttpResponse:
        told = [("forslag", "", each) for each in problems] + proposals.errors
        return self.render_to_response(self.get_context_data(proposals=proposals, problems=told))


class DecisionList(RoundPage, TemplateView):
    """``/projekt/beslutstillfallen/<id>/beslutslista/``: a table a nämnd; ``?format=csv|xlsx&namnd=<id>``."""

    template_name = "projects/round_decision_list.html"

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.title = _("Beslutslista")

    @property
    def lede(self) -> str:
        words = {"programme": self.round.programme, "name": self.name}
        return _("%(programme)s. %(name)s.") % words

    def may(self) -> bool:
        return access.may_read_proposals(self.request.user)

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.name, self.url)]

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        tables = decision_tables(self.round)
        if (form := request.GET.get("format")) in FORMATS:
            wanted = request.GET.get("namnd", "")
            found = [each for each in tables if str(each[0].pk) == wanted] or (tables if not wanted else [])
            if not found:
                raise Http404
            committee, table = found[0]
            return table_response(table, form, f"beslutslista-{self.round.number}-{committee.key}")
        return self.render_to_response(self.get_context_data(tables=tables))
