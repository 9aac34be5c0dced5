"""What an amendment changes, in words, percent and kronor: a page of its own, made to be printed too."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from funding.views.agreement import AgreementPage
from funding.views.amending.showing import difference_of


class TermsDifference(AgreementPage):
    """``/overenskommelser/<id>/andringar/?version=2``"""

    template_name = "funding/terms_difference.html"

    def setup(self, request, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        if self.terms is None or self.terms.amends is None:
            amending = [terms for terms in self.versions if terms.amends is not None]
            asked = request.GET.get("version")
            if asked or not amending:
                raise Http404
            self.terms = max(amending, key=lambda terms: terms.version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"difference": difference_of(self.terms), "title": _("Ändringar")} | kwargs
        )
