"""One agreement, on one page a director understands in a minute."""

from collections.abc import Sequence
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from funding import access
from funding.models import Agreement, Terms, standing
from funding.states import EXAMPLE, RENEGOTIATED, SOON, agreement_badges, ends_soon, terms_state
from funding.views.amending.showing import Amending, difference_of
from funding.views.picturing import shares_over_time
from funding.views.settled import newest_settlements
from funding.views.sheet import Sheet, sheet_of
from funding.views.signing.doing import signing_actions
from funding.views.signing.table import SigningTable, signing_of
from portal.history.views import HistoryPage
from portal.ui.requests import Asked
from portal.ui.views import PageMixin

TABS = (
    ("agreement_detail", gettext_lazy("Översikt")),
    ("shares_compare", gettext_lazy("Andelar")),
    ("periods_compare", gettext_lazy("Perioder")),
    ("basis_list", gettext_lazy("Underlag")),
    ("report_list", gettext_lazy("Redovisningar")),
    ("settlement_list", gettext_lazy("Avräkningar")),
    ("agreement_history", gettext_lazy("Historik")),
)


OPEN = (Terms.State.DRAFT, Terms.State.FOR_SIGNING)
CLOSED = (Terms.State.DECLINED, Terms.State.WITHDRAWN)


class AgreementPage(PageMixin, TemplateView):
    """What every page about one agreement has: ``self.agreement``, ``self.versions`` (those the reader may
    see, who speaks for the agreement first), ``self.terms`` (the one shown), ``self.today``, name and tabs.
    ``?version=2`` shows another. Not visible: 404."""

    request: Asked

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        self._find(request, kwargs["pk"])
        super().setup(request, *args, **kwargs)

    def _find(self, request: Asked, pk: int) -> None:
        self.today = timezone.localdate()
        visible = Agreement.objects.for_user(request.user).select_related("owner", "case")
        self.agreement = get_object_or_404(visible, pk=pk)
        seen = Terms.objects.for_user(request.user).filter(agreement=self.agreement)
        self.versions: Sequence[Terms] = list(
            standing.ranked(seen.select_related("amends", "agreement"), self.today)
        )
        self.terms = self._version(request.GET.get("version", "")) or (
            self.versions[0] if self.versions else None
        )
        self.title = str(self.agreement)

    def may(self) -> bool:
        return access.may_list_agreements(self.request.user)

    def _version(self, wanted: str) -> Terms | None:
        return next((terms for terms in self.versions if str(terms.version) == wanted), None)

    @cached_property
    def sheet(self) -> Sheet | None:
        return sheet_of(self.agreement, self.terms) if self.terms else None

    @property
    def url(self) -> str:
        return reverse("funding:agreement_detail", args=[self.agreement.pk])

    def breadcrumb(self):
        page = [] if self._here() == "agreement_detail" else [(str(self.agreement), self.url)]
        return [(_("Överenskommelser"), reverse("funding:agreement_list")), *page]

    def _here(self) -> str:
        return self.request.resolver_match.url_name or "" if self.request.resolver_match else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tab = next((title for name, title in TABS if name == self._here()), "")
        tabs = [(n, title, reverse(f"funding:{n}", args=[self.agreement.pk])) for n, title in TABS]
        found = {
            "title": self.title if self._here() == "agreement_detail" else tab,
            "agreement": self.agreement,
            "terms": self.terms,
            "sheet": self.sheet,
            "today": self.today,
            "badges": self._badges(),
            "tabs": [(title, url, name == self._here()) for name, title, url in tabs],
            "may_draft": access.may_draft_for(self.request.user, self.agreement),
        }
        return super().get_context_data(**(found | kwargs))

    def _badges(self):
        if self.terms is None:
            return [EXAMPLE] * self.agreement.is_example
        found = agreement_badges(self.agreement, terms_state(self.terms, self.today))
        found += [SOON] * ends_soon(getattr(self.terms, "rank", None), self.amending.ends, self.today)
        return found + [RENEGOTIATED] * self.amending.is_renegotiated

    @cached_property
    def amending(self) -> Amending:
        return Amending(self.agreement, self.versions, self.request.user, self.today)


class AgreementDetail(AgreementPage):
    """``/overenskommelser/<id>/``"""

    template_name = "funding/agreement_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "history": [(each, terms_state(each, self.today)) for each in self._by_version()],
            "open": [each for each in self.versions if each.state in OPEN and each != self.terms],
            "chart": shares_over_time([each for each in self._by_version() if each.state not in CLOSED]),
            "notices": self.amending.lines(),
            "renegotiated": self.amending.is_renegotiated,
            "concerns": self.amending.concerns(self.sheet) if self.sheet else [],
            "difference": difference_of(self.terms),
            "clauses": list(self.terms.clauses.order_by("number")) if self.terms else [],
            "staffing": list(self.terms.staffing.order_by("pk")) if self.terms else [],
            "steering": list(self.terms.steering_group.order_by("-is_chair", "pk")) if self.terms else [],
            "numbers": self._numbers(),
            "signing": self.signing,
            "settled": newest_settlements(self.agreement),
        }
        return super().get_context_data(**(found | kwargs))

    @cached_property
    def signing(self) -> SigningTable | None:
        return signing_of(self.agreement, self.terms, self.request.user) if self.terms else None

    def actions(self):
        if self.terms is None or self.signing is None:
            return []
        return [*self.amending.actions(), *signing_actions(self.terms, self.signing)]

    def _by_version(self) -> list[Terms]:
        return sorted(self.versions, key=lambda each: -each.version)

    def _numbers(self) -> list[str]:
        """Return the registry numbers of the agreement's case."""
        case = self.agreement.case
        return list(case.numbers.order_by("pk").values_list("number", flat=True)) if case else []


class AgreementHistory(HistoryPage, AgreementPage):
    """``/overenskommelser/<id>/historik/``: who did what with the agreement, when and why.

    What was written before the terms were sent, and every draft, is told only in the drafting authority.
    """

    template_name = "funding/agreement_history.html"

    @property
    def children(self) -> tuple[str, ...]:
        return ("basis", "notices", "parties", "terms") if self._is_own() else ("basis", "notices")

    def get_thing(self):
        return self.agreement

    def _is_own(self) -> bool:
        return self.agreement.owner_id in self.request.user.reach.own_organisations

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(lede="", **kwargs)
        if not self._is_own():
            sent = min((each.submitted_at for each in self.versions if each.submitted_at), default=None)
            found["entries"] = [each for each in found["entries"] if sent and each.when >= sent]
        return found
