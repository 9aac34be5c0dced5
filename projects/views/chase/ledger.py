"""``/projekt/redovisningar/<duty>/``: a report's ledger, with the ready sentence for the committee."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import TemplateView

from portal.deadlines import access as deadlines
from portal.deadlines.ledger import chase_of, ledger_lines, with_ledger
from portal.deadlines.telling import committee_text
from portal.ui.views import Action
from projects import access
from projects.domain.returning import returned_text
from projects.models import Repayment, ReportDuty
from projects.models.chasing import money_at_stake
from projects.views.chase import looks
from projects.views.chase.naming import report_in_a_sentence
from projects.views.chase.page import DutyPage
from projects.views.reports.leading import lead_on


class DutyDetail(DutyPage, TemplateView):
    """What was done to get the report, newest first, and what may be done now."""

    template_name = "projects/duty_detail.html"

    def may(self) -> bool:
        return access.may_list_projects(self.user)

    def prefetched(self) -> list[Any]:
        return with_ledger("expected__")

    @property
    def title(self) -> str:
        return self.name

    @property
    def badge(self):
        return looks.state(looks.standing(self.expected, self.today))

    @property
    def today(self):
        return timezone.localdate()

    def actions(self):
        chase, asks = deadlines.may_chase(self.user), self._may_ask()
        found = []
        if asks:
            found.append(Action(_("Begär uppskov"), self._url("extension_create"), icon="wait"))
        if chase and self._is_out():
            found.append(Action(_("Notera påminnelse"), self._url("reminder_create"), icon="send"))
        return found

    def _is_out(self) -> bool:
        return self.expected.state not in ("submitted", "accepted")

    def _may_ask(self) -> bool:
        asked = any(one.granted is None for one in self.expected.extensions.all())
        return self._is_out() and not asked and deadlines.may_ask_extension(self.user, self.expected)

    def _url(self, name: str) -> str:
        return reverse(f"projects:{name}", args=[self.duty.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        repayments = list(self.project.repayments.order_by("-announced_on", "pk"))
        found = {
            "duty": self.duty,
            "project": self.project,
            "expected": self.expected,
            "days_late": self.expected.days_late(self.today),
            "lines": ledger_lines(self.expected),
            "asked": [one for one in self.expected.extensions.all() if one.granted is None],
            "repayments": repayments,
            "sentence": self.sentence(repayments),
            "money": money_at_stake(ReportDuty.objects.filter(pk=self.duty.pk)),
            "may_chase": deadlines.may_chase(self.user),
            "may_answer": deadlines.may_answer_extension(self.user),
            "is_out": self._is_out(),
            "report": lead_on(self.duty, self.user, has_draft=False),
        }
        return super().get_context_data(**(kwargs | found))  # the address too calls it "duty"

    def sentence(self, repayments: list[Repayment]) -> str:
        """The committee's paper is in Swedish, whatever the reader's own language."""
        with override("sv"):
            chase = chase_of(self.expected, what=report_in_a_sentence(self.duty))
            told = committee_text(chase, today=self.today)
            return f"{told} {returned_text(reversed(repayments))}".strip()
