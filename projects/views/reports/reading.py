"""``.../las/``: the report as it was handed in, version by version, and its history."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from portal.disclosures.opening import opens_unmasked
from portal.history.timeline import timeline
from portal.history.views import HistoryPage
from portal.ui.views import Action
from projects import access
from projects.domain.earlier import earlier_of
from projects.domain.reportfilling import QUESTIONS
from projects.models import OutcomeCount, Report
from projects.views.questions.showing import shown_about
from projects.views.reports.content import ReportContent, named
from projects.views.reports.page import ReportPage

TABS = (("report_detail", gettext_lazy("Redovisningen")), ("report_history", gettext_lazy("Historik")))
INTERNAL = "intern"


class ReportReading(ReportPage):
    """A version that is handed in, by ``?version=``; without it the newest."""

    @cached_property
    def report(self) -> Report | None:
        asked = self.request.GET.get("version", "")
        handed_in = [each for each in self.versions if not each.is_draft]
        named = [each for each in handed_in if str(each.version) == asked]
        return next(iter(named), self.latest)

    @property
    def compared(self) -> Report | None:
        """The version handed in before the one that is read."""
        if self.report is None:
            return None
        before = [each for each in self.versions if not each.is_draft and each.version < self.report.version]
        return before[-1] if before else None

    @cached_property
    def sees_small(self) -> bool:
        return access.may_see_small_counts(self.person, self.project) or opens_unmasked(self.request)

    @property
    def is_internal(self) -> bool:
        """Whether a paper carries figures that could point somebody out: asked for, and with the right."""
        published = self.project.programme.is_published
        return published or (self.sees_small and self.request.GET.get("variant") == INTERNAL)

    def content(self, report: Report, **more: Any) -> ReportContent:
        earlier = earlier_of([self.duty])[self.duty.pk]
        return ReportContent(self.duty, report, earlier, self.compared, **more)

    def tabs(self) -> list[tuple[Any, str, bool]]:
        here = self.request.resolver_match.url_name if self.request.resolver_match else ""
        return [(title, self.url(name), name == here) for name, title in TABS]


class ReportDetail(ReportReading, TemplateView):
    """What everybody may read who sees the project; nothing but the due day before it is handed in."""

    template_name = "projects/report_detail.html"

    def actions(self):
        if access.may_write_report(self.person, self.duty) and (self._is_open or self.unsent):
            word = _("Fortsätt") if self.unsent else _("Redovisa")
            return [Action(word, self.url("report_edit"), icon="pen")]
        return []

    def verify_url(self, count: OutcomeCount) -> str:
        return self.url("report_verify", count.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = {
            "tabs": self.tabs(),
            "report": self.report,
            "unsent": self.unsent,
            "asked": list(QUESTIONS.values()),
            "handed_in": [each for each in reversed(self.versions) if not each.is_draft],
            "may_correct": access.may_correct_report(self.person, self.duty)
            and self.report is not None
            and not self._is_open,
            "extension_url": reverse("projects:extension_create", args=[self.duty.pk]),
        }
        if self.report is not None:
            found |= self._read(self.report)
        return super().get_context_data(**(found | kwargs))

    def _read(self, report: Report) -> dict[str, Any]:
        newest = report is self.latest
        reviews = access.may_review_reports(self.person) and newest
        content = self.content(report, verify_url=self.verify_url if reviews else None)
        shown = content.tables if self.sees_small else content.masked
        printed = content.tables if self.is_internal else content.masked
        return {
            "content": content,
            "shown": named(shown, "t"),
            "printed": named(printed, "p"),
            "one_print": shown == printed,
            "is_newest": newest,
            "questions": shown_about(self.project, self.person, duty=self.duty.pk),
            "reviews": reviews and self.expected.state == self.expected.State.SUBMITTED,
            "internal_url": "" if self.is_internal or not self.sees_small else self._internal_url(report),
        }

    def _internal_url(self, report: Report) -> str:
        return f"{self.url('report_detail')}?version={report.version}&variant={INTERNAL}"


class ReportHistory(HistoryPage, ReportReading):
    """``.../historik/``: who did what with the version that is read and with the duty, newest first."""

    template_name = "projects/report_history.html"

    @property
    def children(self) -> tuple[str, ...]:
        """Each number stands alone in the history: there is no masking one beside the others."""
        return ("counts",) if self.report and self.sees_small else ()

    def get_thing(self) -> Any:
        return self.report or self.duty

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.period.title, self.url("report_detail"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "tabs": self.tabs(),
            "title": _("Historik"),
            "lede": "",
            "heading": ReportPage.title.fget(self),
            "numbers_left_out": self.report is not None and not self.sees_small,
        }
        context = super().get_context_data(**(found | kwargs))
        of_the_duty = timeline(self.expected, reader=self.person, children=("extensions", "promises"))
        entries = [*context["entries"], *of_the_duty]
        return context | {"entries": sorted(entries, key=lambda entry: entry.when, reverse=True)}
