"""The compiled answers: a page to print, and the same as Word (.docx)."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from outreach import access
from outreach.domain.compiling import Answered, compile_round
from outreach.views.mapping.pages import RoundPage
from outreach.views.mapping.replies import sheet_of
from portal.content.papers import Paper
from portal.content.writers_word import word_response
from portal.inquiries.sheet import Line
from portal.ui.requests import Asked


class RoundPaper(RoundPage, TemplateView):
    """``.../avsnitt/``: the page to print."""

    template_name = "outreach/mapping_paper.html"

    def may(self) -> bool:
        return access.may_compile_mapping(self.request.user)

    def paper(self) -> Paper:
        sheet = sheet_of(self.record, self.request.user)
        numbers = {each.pk: each.number for each in sheet.questions}
        questions = [(each.number, str(each)) for each in sheet.questions]
        asked = [_answered(line, numbers) for line in sheet.lines]
        return compile_round(self.record, questions, asked, foot=self._foot())

    def _foot(self) -> str:
        now = timezone.localtime()
        words = {"day": f"{now:%Y-%m-%d}", "time": f"{now:%H.%M}", "address": self.request.path}
        return _("Ur Samverkansportalen %(day)s kl. %(time)s. Adress: %(address)s") % words

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.record), self.address("detail", self.record.pk))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paper = self.paper()
        parts = [(f"t{n}", type(part).__name__, part) for n, part in enumerate(paper.parts)]
        word = self.address("word", self.record.pk)
        found = {"parts": parts, "lede": paper.lede, "foot": paper.foot, "word_url": word}
        return super().get_context_data(**(found | kwargs))


class RoundWord(RoundPaper, View):
    """``.../avsnitt.docx``: the same as Word."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        return word_response(self.paper(), slugify(f"kartlaggning {self.record}"))


def _answered(line: Line, numbers: dict[int, int]) -> Answered:
    """A draft says nothing here, also to its own administration."""
    sent = line.reply.submitted_at
    if sent is None:
        return Answered(line.name, None, {})
    answers = {numbers[key]: text for key, text in line.answers.items()}
    return Answered(line.name, timezone.localdate(sent), answers)
