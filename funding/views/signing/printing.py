"""The agreement or the amendment to print, with a block to sign in; and the same as Word."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from funding.domain.versions import is_intact
from funding.models import Terms
from funding.states import terms_state
from funding.views.agreement import AgreementPage
from funding.views.amending.showing import difference_of
from funding.views.signing.paper import short_hash, shown, signature_facts, write_paper
from funding.views.signing.table import signing_of
from portal.content.papers import Facts, Heading, Paper
from portal.content.writers_word import word_response
from portal.ui.requests import Asked


class TermsPrint(AgreementPage):
    """``/overenskommelser/<id>/utskrift/``; ``?version=`` another. Without terms: 404."""

    template_name = "funding/terms_print.html"

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if self.terms is None:
            raise Http404
        self.shown: Terms = self.terms
        self.title = _("Utskrift")

    def write(self) -> Paper:
        case = self.agreement.case
        numbers = list(case.numbers.order_by("pk").values_list("number", flat=True)) if case else []
        return write_paper(self.agreement, self.shown, numbers=numbers, foot=self._foot())

    def _foot(self) -> str:
        day = timezone.localtime()
        words = {"day": f"{day:%Y-%m-%d}", "time": f"{day:%H.%M}", "address": self.request.get_full_path()}
        return _("Ur Samverkansportalen %(day)s kl. %(time)s. Adress: %(address)s") % words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paper = self.write()
        found = {
            "title": self.title,
            "paper": paper,
            "parts": shown(paper),
            "signing": signing_of(self.agreement, self.shown, self.request.user),
            "short_hash": short_hash(self.shown),
            "difference": difference_of(self.shown),
            "is_changed": bool(self.shown.content_hash) and not is_intact(self.shown),
            "badges": [terms_state(self.shown, self.today)],
        }
        return super().get_context_data(**(found | kwargs))


class TermsWord(TermsPrint):
    """``/overenskommelser/<id>/utskrift.docx``"""

    http_method_names = ["get", "head", "options"]

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        paper = self.write()
        lines = signing_of(self.agreement, self.shown, request.user).lines
        block = (Heading(_("Underskrifter")), Facts(tuple(signature_facts(lines))))
        whole = Paper(paper.title, paper.lede, (*paper.parts, *block), paper.foot)
        return word_response(whole, slugify(f"{self.agreement.key} version {self.shown.version}"))
