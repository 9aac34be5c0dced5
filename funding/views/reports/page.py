"""What every page about one party's report has: the agreement, the duty, its period, and where it lies."""

from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding import access
from funding.domain.reportwriting import WITH_COSTS
from funding.models import Agreement, PartyDuty, PartyReport
from portal.deadlines.expecting import period_of_report
from portal.deadlines.states import state_of
from portal.organisation.models import User
from portal.ui.requests import Asked
from portal.ui.views import PageMixin

ABOUT = ("party__agreement__owner__parent", "party__organisation", "expected__organisation")


def load_duty(*, agreement: int, duty: int, user: User) -> PartyDuty:
    """The duty as the address names it, of an agreement the reader may see; else 404."""
    visible = Agreement.objects.for_user(user).filter(pk=agreement).values("pk")
    rows = PartyDuty.objects.for_user(user).filter(pk=duty, party__agreement__in=visible)
    found = rows.select_related(*ABOUT).first()
    if found is None:
        raise Http404
    return found


class ReportPage(PageMixin):
    """Loads ``duty`` and its ``versions`` that the reader may see, the newest last. Not visible: 404."""

    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # View's
        self.today = timezone.localdate()
        self.load()

    def load(self) -> None:
        self.duty = load_duty(agreement=self.kwargs["pk"], duty=self.kwargs["duty"], user=self.person)
        self.party, self.expected = self.duty.party, self.duty.expected
        self.agreement = self.party.agreement
        self.period = period_of_report(self.expected)
        self.versions = self._versions()

    def may(self) -> bool:
        return access.may_list_agreements(self.person)

    def _versions(self) -> list[PartyReport]:
        reports = PartyReport.objects.for_user(self.person).filter(duty=self.duty)
        people = ("submitted_by", "received_by", "duty__expected", "duty__party__organisation")
        return list(reports.select_related(*people).prefetch_related(WITH_COSTS).order_by("version"))

    @property
    def person(self) -> User:
        return self.request.user

    @property
    def unsent(self) -> PartyReport | None:
        """The draft, for those of its own administration."""
        return next((each for each in self.versions if each.is_draft), None)

    @property
    def latest(self) -> PartyReport | None:
        """The newest version handed in: the one whose figures count."""
        return next((each for each in reversed(self.versions) if not each.is_draft), None)

    @property
    def follows(self) -> bool:
        """Whether the reader may know how the report is chased: central roles, and the party that owes it."""
        reach = self.person.reach
        return reach.central or self.party.organisation_id in reach.district_organisations

    def begun(self) -> PartyReport:
        """The draft, where the page is for nothing else."""
        if self.unsent is None:
            raise Http404
        return self.unsent

    @property
    def badge(self) -> Any:
        return state_of(self.expected, today=self.today)

    @property
    def title(self) -> str:
        return _("Redovisning från %(party)s") % {"party": self.party}

    @property
    def lede(self) -> str:
        heading = self.period.heading(self.expected.last_day)
        return f"{heading}. {_until(self.expected.last_day, self.today)}" if self.is_open else f"{heading}."

    @property
    def is_open(self) -> bool:
        return self.expected.state in ("awaited", "returned")

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"funding:{name}", args=[self.agreement.pk, self.duty.pk, *args])

    def breadcrumb(self):
        return [
            (_("Överenskommelser"), reverse("funding:agreement_list")),
            (str(self.agreement), reverse("funding:agreement_detail", args=[self.agreement.pk])),
            (_("Redovisningar"), reverse("funding:report_list", args=[self.agreement.pk])),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "agreement": self.agreement,
            "party": self.party,
            "duty": self.duty,
            "expected": self.expected,
            "period": self.period,
            "follows": self.follows,
            "may_write": access.may_report(self.person, self.party),
            "may_review": access.may_review_reports(self.person),
        }
        return super().get_context_data(**(kwargs | found))  # the address too calls it "duty"


def _until(last_day: date, today: date) -> str:
    """Say how long there is left: "52 dagar kvar.", "Sista dagen är i dag.", "3 dagar sen."."""
    days = (last_day - today).days
    if days == 0:
        return _("Sista dagen är i dag.")
    if days > 0:
        return ngettext("%(days)s dag kvar.", "%(days)s dagar kvar.", days) % {"days": days}
    return ngettext("%(days)s dag sen.", "%(days)s dagar sen.", -days) % {"days": -days}
