"""One agreement, on one page a director understands in a minute."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from funding.models import Agreement, Terms, standing
from portal.ui.requests import Asked
from portal.ui.views import PageMixin


class AgreementPage(PageMixin, TemplateView):
    """What every page about one agreement has: ``self.agreement``, ``self.terms`` (the version that speaks
    for it, of those the reader may see), ``self.today``, its name and where it lies. Not visible: 404."""

    request: Asked

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.today = timezone.localdate()
        visible = Agreement.objects.for_user(request.user).select_related("owner", "case")
        self.agreement = get_object_or_404(visible, pk=kwargs["pk"])
        versions = Terms.objects.for_user(request.user).filter(agreement=self.agreement)
        self.terms = standing.ranked(versions, self.today).first()
        self.title = str(self.agreement)

    def breadcrumb(self):
        return [(_("Överenskommelser"), reverse("funding:agreement_list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"agreement": self.agreement, "terms": self.terms, "today": self.today}
        return super().get_context_data(**(found | kwargs))


class AgreementDetail(AgreementPage):
    """``/overenskommelser/<id>/``"""

    template_name = "funding/agreement_detail.html"
