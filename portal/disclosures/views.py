"""Lämna ut: ask to see masked figures, try what was asked, and who has opened what."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from portal.cases.models import Case
from portal.disclosures import access, trying
from portal.disclosures.forms import GRANT, AskForm, TryForm
from portal.disclosures.models import LONGEST_ADDRESS, Disclosure
from portal.disclosures.places import internal_address, read_place
from portal.disclosures.tables import COLUMNS, STATES
from portal.history.views import HistoryPage
from portal.ui.columns import Column
from portal.ui.views import Action, CaseWorkMixin, ListPage, PageMixin

TITLE = gettext_lazy("Lämna ut")
OPENINGS_SHOWN = 200


def _crumbs(*more: tuple[Any, str]) -> list[tuple[Any, str]]:
    return [(TITLE, reverse("disclosures:list")), *more]


class DisclosureList(ListPage):
    """``/utlamnande/``: every request for the registrar and the auditor, the own for everybody else."""

    title, noun, noun_one = TITLE, gettext_lazy("begäranden"), gettext_lazy("begäran")
    lede = gettext_lazy("Begäranden om att se tal som är dolda, hur de har prövats och när de har öppnats.")
    columns = COLUMNS
    default_sort = "-asked_at"
    empty_title = gettext_lazy("Ingen har begärt något")
    empty_text = gettext_lazy(
        "Under en tabell med dolda tal finns länken Begär ut. Registratorn prövar begäran."
    )

    def may(self) -> bool:
        return access.may_list(self.request.user)

    def get_columns(self) -> list[Column]:
        return list(self.columns)

    def get_queryset(self):
        return Disclosure.objects.for_user(self.request.user)


class Ask(CaseWorkMixin, FormView):
    """``/utlamnande/ny/?sida=...``: in words what is needed and what for."""

    template_name = "disclosures/ask.html"
    form_class = AskForm
    title = gettext_lazy("Begär ut dolda tal")
    lede = gettext_lazy("Registratorn prövar begäran. Du ser svaret under Lämna ut.")
    submit_label = gettext_lazy("Begär ut")
    success_message = gettext_lazy("Begäran är lämnad till registratorn.")

    def may(self) -> bool:
        return access.may_ask(self.request.user)

    def breadcrumb(self):
        return _crumbs()

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        return {"address": asked.get("sida", "")[:LONGEST_ADDRESS], "title": asked.get("tabell", "")[:160]}

    def act(self, form: AskForm) -> Disclosure:
        return trying.ask(**form.cleaned_data, by=self.request.user, now=timezone.now())

    def get_success_url(self) -> str:
        return reverse("disclosures:detail", args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"earlier": self.earlier} | kwargs))

    @property
    def earlier(self) -> list[tuple[Disclosure, Any]]:
        """What the person has asked of the same page before."""
        try:
            place = read_place(self.request.GET.get("sida", ""))
        except ValidationError:
            return []
        found = Disclosure.objects.filter(asked_by=self.request.user, address=place).newest_first()[:5]
        return [(each, STATES[Disclosure.State(each.state)]) for each in found]


class OneDisclosure(PageMixin):
    """A page about one request that the reader may see."""

    kwargs: dict[str, Any]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        seen = Disclosure.objects.for_user(request.user)
        people = ("asked_by", "decided_by")
        self.disclosure = get_object_or_404(seen.select_related(*people), pk=kwargs["pk"])
        self.badge = STATES[Disclosure.State(self.disclosure.state)]

    def breadcrumb(self):
        return _crumbs((self.disclosure, self.url()))

    def url(self, name: str = "detail") -> str:
        return reverse(f"disclosures:{name}", args=[self.disclosure.pk])


class DisclosureDetail(OneDisclosure, TemplateView):
    """What was asked, how it was tried, and every opening."""

    template_name = "disclosures/detail.html"

    @property
    def title(self) -> str:
        return self.disclosure.title

    def breadcrumb(self):
        return _crumbs()

    def actions(self):
        if access.may_try(self.request.user, self.disclosure):
            return [Action(_("Pröva begäran"), self.url("try"), icon="pen")]
        if self.is_open:
            return [Action(_("Öppna med talen"), internal_address(self.disclosure.address), icon="right")]
        return []

    @cached_property
    def is_open(self) -> bool:
        """Whether the reader is the asker and may open the page today."""
        last_day = self.disclosure.last_day
        own = self.disclosure.asked_by_id == self.request.user.pk
        return own and last_day is not None and timezone.localdate() <= last_day

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        openings = self.disclosure.openings.order_by("-opened_at", "-pk")
        found = {
            "disclosure": self.disclosure,
            "case": self._case(),
            "openings": openings[:OPENINGS_SHOWN],
            "may_withdraw": access.may_withdraw(self.request.user, self.disclosure),
        }
        return super().get_context_data(**(found | kwargs))

    def _case(self) -> Case | None:
        """The case it is registered in, when the reader may see that."""
        seen = Case.objects.for_user(self.request.user).filter(Q(pk=self.disclosure.case_id))
        return seen.first() if self.disclosure.case_id else None


class TryRequest(OneDisclosure, CaseWorkMixin, FormView):
    """``/utlamnande/<id>/prova/``: the registrar decides."""

    template_name = "disclosures/try.html"
    form_class = TryForm
    title = gettext_lazy("Pröva begäran")
    submit_label = gettext_lazy("Spara prövningen")
    success_message = gettext_lazy("Prövningen är sparad. Den som begärde uppgifterna ser svaret.")

    def may(self) -> bool:
        return access.may_try(self.request.user, self.disclosure)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def act(self, form: TryForm) -> Disclosure:
        said = form.cleaned_data
        told: dict[str, Any] = {name: said[name] for name in ("reason", "provision", "decision")}
        told |= {"case": form.case, "by": self.request.user, "now": timezone.now()}
        if said["outcome"] == GRANT:
            return trying.grant(disclosure=self.disclosure, days=said["days"] or 0, **told)
        return trying.refuse(disclosure=self.disclosure, **told)

    def get_success_url(self) -> str:
        return self.url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"disclosure": self.disclosure, "cancel_url": self.url()}
        return super().get_context_data(**(found | kwargs))


class Withdraw(OneDisclosure, View):
    """``/utlamnande/<id>/ta-tillbaka/``: the asker needs it no longer."""

    http_method_names = ["post", "options"]

    def may(self) -> bool:
        return self.disclosure.asked_by_id == self.request.user.pk

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            trying.withdraw(disclosure=self.disclosure)
            messages.success(request, _("Begäran är återtagen."))
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        return redirect(self.url())


class DisclosureHistory(HistoryPage):
    """``/utlamnande/<id>/historik/``"""

    template_name = "disclosures/history.html"

    def get_thing(self) -> Disclosure:
        return get_object_or_404(Disclosure.objects.for_user(self.request.user), pk=self.kwargs["pk"])

    def breadcrumb(self):
        return _crumbs((self.thing, reverse("disclosures:detail", args=[self.thing.pk])))
