"""What the pages of signing have in common: the agreement, the version that is out for signing, the party."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from funding import access
from funding.models import Agreement, Terms
from portal.ui.requests import Asked
from portal.ui.views import PageMixin


class VersionPage(PageMixin):
    """``self.agreement`` (not visible: 404) and ``self.terms``, its version in one of ``states``.

    When there is none any more the reader is led to the agreement, and told.
    """

    states: tuple[str, ...] = (Terms.State.FOR_SIGNING,)
    gone: Any = ""
    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.today = timezone.localdate()
        seen = Agreement.objects.for_user(request.user).select_related("owner__parent", "case")
        self.agreement = get_object_or_404(seen, pk=kwargs["pk"])
        rows = Terms.objects.for_user(request.user).filter(agreement=self.agreement, state__in=self.states)
        found = rows.select_related("amends").order_by("-version").first()
        self.terms: Any = found
        if found:
            found.agreement = self.agreement

    def dispatch(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        allowed = request.method and request.method.lower() in self.http_method_names
        if self.may() and allowed and self.terms is None:
            messages.info(request, self.gone or _("Inga villkor är ute för underskrift."))
            return redirect(self.url)
        return super().dispatch(request, *args, **kwargs)

    @property
    def url(self) -> str:
        page = reverse("funding:agreement_detail", args=[self.agreement.pk])
        return f"{page}?version={self.terms.version}" if self.terms else page

    @property
    def cancel_url(self) -> str:
        return self.url

    def get_success_url(self) -> str:
        return f"{self.url}#underskrifter"

    @property
    def lede(self) -> str:
        if self.terms is None:
            return str(self.agreement)
        words = {"agreement": self.agreement, "version": self.terms.version}
        return _("%(agreement)s, version %(version)s") % words

    def breadcrumb(self):
        return [(_("Överenskommelser"), reverse("funding:agreement_list")), (str(self.agreement), self.url)]


class DraftersPage(VersionPage):
    """Only the officer of the authority that drafts the agreement."""

    def may(self) -> bool:
        return access.may_draft_for(self.request.user, self.agreement)


class PartyPage(VersionPage):
    """A page about one party: one that the agreement, or the version, does not have is 404."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        parties = self.agreement.parties.select_related("organisation", "agreement")
        self.party = get_object_or_404(parties, pk=kwargs["party"])
        if self.terms and not self.terms.shares.filter(party=self.party).exists():
            raise Http404

    @cached_property
    def support(self):
        return self.terms.supports.filter(party=self.party).first() if self.terms else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"agreement": self.agreement, "terms": self.terms, "party": self.party}
        return super().get_context_data(**(found | kwargs))
