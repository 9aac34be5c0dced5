"""What the pages that begin an amendment, or are about a notice, have in common."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from funding import access
from funding.models import Agreement, Notice, Terms
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin

OPEN = (Terms.State.DRAFT, Terms.State.FOR_SIGNING)


class OnAgreement(CaseWorkMixin):
    """``self.agreement`` of the address (not visible: 404), and the way back to it."""

    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.today = timezone.localdate()
        visible = Agreement.objects.for_user(request.user).select_related("owner")
        self.agreement = get_object_or_404(visible, pk=kwargs["pk"])

    @property
    def url(self) -> str:
        return reverse("funding:agreement_detail", args=[self.agreement.pk])

    @property
    def cancel_url(self) -> str:
        return self.url

    @property
    def lede(self) -> str:
        return str(self.agreement)

    def breadcrumb(self):
        return [(_("Överenskommelser"), reverse("funding:agreement_list")), (str(self.agreement), self.url)]

    def get_success_url(self) -> str:
        return f"{self.url}#omforhandling"

    def back(self, why: str) -> HttpResponse:
        messages.info(self.request, why)
        return redirect(self.url)


class DraftingPage(OnAgreement):
    """A page that makes a draft amendment. Without terms in force, or with a draft on its way, it leads
    back and says why."""

    def may(self) -> bool:
        return access.may_draft_for(self.request.user, self.agreement)

    @cached_property
    def current(self) -> Terms | None:
        """Return the terms that the amendment would most likely change: the last that are signed and not
        ended."""
        alive = self.agreement.terms.signed().filter(force__endswith__gt=self.today)
        return alive.order_by("-force").first()

    @cached_property
    def notices(self) -> list[Notice]:
        going_on = self.agreement.notices.open().filter(amendment__isnull=True)
        return list(going_on.select_related("party__organisation").newest_first())

    def dispatch(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.may() and request.method in ("GET", "HEAD", "POST") and (why := self.hindrance()):
            return self.back(why)
        return super().dispatch(request, *args, **kwargs)

    def hindrance(self) -> str:
        if self.current is None:
            return _("Inga villkor är i kraft, så det finns inget att ändra.")
        if self.agreement.terms.filter(state__in=OPEN).exists():
            return _("Ett annat utkast är redan på väg. Öppna det i stället.")
        return ""

    def get_success_url(self) -> str:
        return reverse("funding:draft_edit", args=[self.agreement.pk])


def next_month(today: date) -> date:
    """Return the first day of the month after."""
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
