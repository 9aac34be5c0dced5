"""``.../las/``: a party's report as it was handed in, version by version, and its history."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from funding import access
from funding.domain.earlier import history_of, told_by
from funding.domain.reportcontent import COUNTS
from funding.models import PartyReport
from funding.views.reports.content import ReportContent
from funding.views.reports.page import ReportPage
from funding.views.reports.yearmoney import year_money
from funding.views.smallcounts import without
from portal.disclosures.opening import opens_unmasked
from portal.history.timeline import timeline
from portal.history.views import HistoryPage
from portal.ui.views import Action

TABS = (
    ("report_detail", gettext_lazy("Redovisningen")),
    ("duty_detail", gettext_lazy("Liggare")),
    ("report_history", gettext_lazy("Historik")),
)
INTERNAL = "intern"


class ReportTabs(ReportPage):
    """A page among the tabs of one report."""

    def tabs(self) -> list[tuple[Any, str, bool]]:
        here = self.request.resolver_match.url_name if self.request.resolver_match else ""
        return [
            (title, self.url(name), name == here)
            for name, title in TABS
            if self.follows or name != "duty_detail"
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"tabs": self.tabs()} | kwargs))


class ReportReading(ReportTabs):
    """A version that is handed in, by ``?version=``; without it the newest."""

    @cached_property
    def report(self) -> PartyReport | None:
        asked = self.request.GET.get("version", "")
        named = [each for each in self._handed_in if str(each.version) == asked]
        return next(iter(named), self.latest)

    @property
    def _handed_in(self) -> list[PartyReport]:
        return [each for each in self.versions if not each.is_draft]

    @property
    def compared(self) -> PartyReport | None:
        """The version handed in before the one that is read."""
        before = [each for each in self._handed_in if self.report and each.version < self.report.version]
        return before[-1] if before else None

    @cached_property
    def sees_small(self) -> bool:
        return access.may_see_small_counts(self.person, self.party) or opens_unmasked(self.request)

    @property
    def is_internal(self) -> bool:
        """Whether a print carries figures that could point somebody out: asked for, and with the right."""
        published = self.agreement.is_published
        return published or (self.sees_small and self.request.GET.get("variant") == INTERNAL)


class ReportDetail(ReportReading, TemplateView):
    """What everybody may read who sees the report; nothing but the due day before it is handed in."""

    template_name = "funding/report_detail.html"

    def actions(self):
        if access.may_report(self.person, self.party) and (self.is_open or self.unsent):
            word = _("Fortsätt") if self.unsent else _("Redovisa")
            return [Action(word, self.url("report_edit"), icon="pen")]
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = {
            "report": self.report,
            "unsent": self.unsent,
            "handed_in": list(reversed(self._handed_in)),
            "may_correct": access.may_correct_report(self.person, self.party)
            and self.report is not None
            and not self.is_open,
        }
        if self.report is not None:
            found |= self._read(self.report)
        return super().get_context_data(**(found | kwargs))

    def _read(self, report: PartyReport) -> dict[str, Any]:
        newest = report is self.latest
        told, before = told_by(report), history_of([self.duty])[self.duty.pk]
        content = ReportContent(self.duty, told, before, told_by(self.compared))
        shown = content.tables if self.sees_small else content.masked
        printed = content.tables if self.is_internal else content.masked
        reviews = access.may_review_reports(self.person) and newest
        return {
            "content": content,
            "money": year_money(self.duty, told, before),
            "shown": content.named(shown),
            "printed": content.named(printed, "p"),
            "one_print": shown == printed,
            "is_newest": newest,
            "reviews": reviews and self.expected.state == self.expected.State.SUBMITTED,
            "internal_url": "" if self.is_internal or not self.sees_small else self._internal_url(report),
        }

    def _internal_url(self, report: PartyReport) -> str:
        return f"{self.url('report_detail')}?version={report.version}&variant={INTERNAL}"


class ReportHistory(HistoryPage, ReportReading):
    """``.../historik/``: who did what with the version that is read and with the duty, newest first."""

    template_name = "funding/report_history.html"

    @property
    def children(self) -> tuple[str, ...]:
        return ("costs",) if self.report else ()

    def get_thing(self) -> Any:
        return self.report or self.duty

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.period.title, self.url("report_detail"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hides = self.report is not None and not self.sees_small
        found = {
            "title": _("Historik"),
            "lede": "",
            "heading": ReportPage.title.fget(self),
            "numbers_left_out": hides,
        }
        context = super().get_context_data(**(found | kwargs))
        if hides:
            context["entries"] = without(context["entries"], PartyReport, COUNTS)
        if not self.follows:
            return context
        of_the_duty = timeline(self.expected, reader=self.person, children=("extensions", "promises"))
        entries = [*context["entries"], *of_the_duty]
        return context | {"entries": sorted(entries, key=lambda entry: entry.when, reverse=True)}
