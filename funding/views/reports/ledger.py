"""``.../liggare/``: what was done to get a party's report, with the ready sentence for the committee."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import TemplateView

from funding import access
from funding.models import PartyDuty
from funding.views.reports.reading import ReportTabs
from portal.deadlines.access import may_ask_extension
from portal.deadlines.expecting import period_of_report
from portal.deadlines.ledger import chase_of, ledger_lines, with_ledger
from portal.deadlines.models import ExpectedReport
from portal.deadlines.telling import committee_text
from portal.ui.views import Action

_IN = (ExpectedReport.State.SUBMITTED, ExpectedReport.State.ACCEPTED)


class DutyDetail(ReportTabs, TemplateView):
    """What was done to get the report, newest first, and what may be done now."""

    template_name = "funding/duty_detail.html"

    def load(self) -> None:
        super().load()
        ledger = ExpectedReport.objects.prefetch_related(*with_ledger()).select_related("organisation")
        self.expected = ledger.get(pk=self.expected.pk)

    def may(self) -> bool:
        return super().may() and self.follows

    @property
    def is_out(self) -> bool:
        return self.expected.state not in _IN

    def actions(self):
        asked = any(one.granted is None for one in self.expected.extensions.all())
        found = []
        if self.is_out and not asked and may_ask_extension(self.person, self.expected):
            found.append(Action(_("Begär uppskov"), self.url("extension_create"), icon="wait"))
        if self.is_out and access.may_follow_reports(self.person):
            found.append(Action(_("Notera påminnelse"), self.url("reminder_create"), icon="send"))
        return found

    def breadcrumb(self):
        return [*super().breadcrumb(), (self.period.title, self.url("report_detail"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "days_late": self.expected.days_late(self.today),
            "lines": ledger_lines(self.expected),
            "asked": [one for one in self.expected.extensions.all() if one.granted is None],
            "sentence": self.sentence(),
            "may_chase": access.may_follow_reports(self.person),
            "is_out": self.is_out,
        }
        return super().get_context_data(**(found | kwargs))

    def sentence(self) -> str:
        """The committee's paper is in Swedish, whatever the reader's own language."""
        with override("sv"):
            return committee_text(chase_of(self.expected, what=in_a_sentence(self.duty)), today=self.today)


def in_a_sentence(duty: PartyDuty) -> str:
    """Name the report in running text: "redovisningen från Järva för tertial 2 2026"."""
    title = period_of_report(duty.expected).title
    words = {"party": duty.party, "period": title[:1].lower() + title[1:]}
    return _("redovisningen från %(party)s för %(period)s") % words
