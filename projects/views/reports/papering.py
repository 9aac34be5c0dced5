"""The district's own page for its local nämnd: a page to print, and the same as Word (.docx)."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from portal.content.figures import Figure, Unit
from portal.content.papers import Facts, Heading, Paper, Paragraph, Part
from portal.content.tables import Table
from portal.content.writers_word import word_response
from portal.ui.requests import Asked
from projects.domain.earlier import earlier_of
from projects.views.reports.content import ReportContent
from projects.views.reports.reading import ReportReading
from projects.views.reports.wording import value_in_words


def write_paper(content: ReportContent, *, tables: Iterable[Table], foot: str) -> Paper:
    """Put one version of a report on paper. ``tables`` are masked or not, as the caller has decided."""
    report, project, period = content.report, content.duty.project, content.period
    lede = f"{project.programme.name}. {period.title} ({period.written})."
    parts: list[Part] = [Facts(tuple(_facts(content))), *tables, Heading(_("Ekonomi"))]
    parts += [Facts(tuple(money_facts(content))), *(Paragraph(step) for step in content.money.steps)]
    for label, words in content.texts:
        parts += [Heading(label), Paragraph(words)]
    if report.correction_reason:
        parts += [Heading(_("Rättad")), Paragraph(report.correction_reason)]
    return Paper(str(project), lede, tuple(parts), foot)


def money_facts(content: ReportContent) -> list[tuple[str, str]]:
    """The money, label by label, in tkr; what is not known is "ej redovisat"."""
    money = content.money
    deviation = _tkr(money.deviation)
    if money.deviation_percent:
        deviation = f"{deviation} ({money.deviation_percent})"
    return [
        (_("Beviljat hittills"), _tkr(money.granted)),
        (_("Förbrukat hittills"), _tkr(money.spent)),
        (_("Kvar"), _tkr(money.left)),
        (_("Beviljat för %(year)s") % {"year": money.year}, _tkr(money.of_year)),
        *([(_("Kvar från tidigare år"), _tkr(money.carried))] if money.carried != 0 else []),
        (_("Prognos helår"), _tkr(money.forecast)),
        (_("Avvikelse"), deviation),
    ]


def _facts(content: ReportContent) -> list[tuple[str, str]]:
    report, project = content.report, content.duty.project
    day = timezone.localdate(report.submitted_at).isoformat() if report.submitted_at else ""
    return [
        (_("Ansvarig"), content.duty.expected.organisation.as_administration),
        (_("Inlämnad"), day),
        (_("Mottagen av"), report.received_by.as_committee if report.received_by else ""),
        (_("Slutredovisning"), value_in_words("is_final", report.is_final)),
        (_("Plan för implementering"), value_in_words("plan", report.plan) or _("ej redovisat")),
        *([(_("Mål"), project.goal)] if project.goal else []),
    ]


def _tkr(amount: Any) -> str:
    figure = Figure(amount, Unit.TKR)
    return figure.written if amount is None else f"{figure.written} tkr"


class ReportPaper(ReportReading, TemplateView):
    """``.../namnden/``: the page to print."""

    template_name = "projects/report_paper.html"

    def load(self) -> None:
        super().load()
        if self.report is None:
            raise Http404
        earlier = earlier_of([self.duty])[self.duty.pk]
        content = ReportContent(self.duty, self.report, earlier)
        tables = content.tables if self.is_internal else content.masked
        self.paper = write_paper(content, tables=tables, foot=_foot(self.request.get_full_path()))

    @property
    def title(self) -> str:
        return self.paper.title

    @property
    def lede(self) -> str:
        return self.paper.lede

    badge = None

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.period.title, self.url("report_detail"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parts = [(f"t{n}", type(part).__name__, part) for n, part in enumerate(self.paper.parts)]
        found = {"parts": parts, "word_url": f"{self.url('report_word')}?{self.request.GET.urlencode()}"}
        return super().get_context_data(**(found | kwargs))


class ReportWord(ReportPaper, View):
    """``.../namnden.docx``: the same as Word."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        name = slugify(f"redovisning {self.project.number} {self.period.title}".replace(".", "-"))
        return word_response(self.paper, name)


def _foot(address: str) -> str:
    day = timezone.localtime()
    words = {"day": f"{day:%Y-%m-%d}", "time": f"{day:%H.%M}", "address": address}
    return _("Ur Samverkansportalen %(day)s kl. %(time)s. Adress: %(address)s") % words
