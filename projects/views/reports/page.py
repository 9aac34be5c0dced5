"""What every page about one report has: the project, the duty, its period, and where it lies."""

from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.deadlines.expecting import period_of_report
from portal.deadlines.states import state_of
from portal.organisation.models import User
from portal.ui.requests import Asked
from portal.ui.views import PageMixin
from projects import access
from projects.domain.reportwriting import WITH_COUNTS
from projects.models import Report, ReportDuty


def load_duty(*, project: int, duty: int, user: User) -> ReportDuty:
    """The duty as the address names it, of a project the reader may see; else 404."""
    found = (
        ReportDuty.objects.for_user(user)
        .filter(pk=duty, project=project)
        .select_related("project__programme__case", "project__lead", "expected__organisation")
        .first()
    )
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
        user = self.request.user
        self.duty = load_duty(project=self.kwargs["pk"], duty=self.kwargs["duty_id"], user=user)
        self.project, self.expected = self.duty.project, self.duty.expected
        self.period = period_of_report(self.expected)
        self.versions = self._versions()

    def _versions(self) -> list[Report]:
        reports = Report.objects.for_user(self.request.user).filter(duty=self.duty)
        people = ("submitted_by", "received_by", "duty__expected")
        return list(reports.select_related(*people).prefetch_related(WITH_COUNTS).order_by("version"))

    @property
    def unsent(self) -> Report | None:
        """The draft, for those of its own administration."""
        return next((each for each in self.versions if each.is_draft), None)

    @property
    def latest(self) -> Report | None:
        """The newest version handed in: the one whose figures count."""
        return next((each for each in reversed(self.versions) if not each.is_draft), None)

    def begun(self) -> Report:
        """The draft, where the page is for nothing else."""
        if self.unsent is None:
            raise Http404
        return self.unsent

    @property
    def person(self) -> User:
        return self.request.user

    @property
    def badge(self) -> Any:
        return state_of(self.expected, today=self.today)

    @property
    def title(self) -> str:
        return _("Redovisning för %(project)s") % {"project": self.project.title}

    @property
    def lede(self) -> str:
        heading = self.period.heading(self.expected.last_day)
        return f"{heading}. {_until(self.expected.last_day, self.today)}" if self._is_open else f"{heading}."

    @property
    def _is_open(self) -> bool:
        return self.expected.state in ("awaited", "returned")

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"projects:{name}", args=[self.project.pk, self.duty.pk, *args])

    def breadcrumb(self):
        page = reverse("projects:project_detail", args=[self.project.pk])
        return [(_("Projekt"), reverse("projects:project_list")), (str(self.project), page)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "project": self.project,
            "duty": self.duty,
            "expected": self.expected,
            "period": self.period,
            "may_write": access.may_write_report(self.person, self.duty),
            "may_review": access.may_review_reports(self.person),
        }
        return super().get_context_data(**(found | kwargs))


def _until(last_day: date, today: date) -> str:
    """Say how long there is left: "52 dagar kvar.", "Sista dagen är i dag.", "3 dagar sen."."""
    days = (last_day - today).days
    if days == 0:
        return _("Sista dagen är i dag.")
    if days > 0:
        return ngettext("%(days)s dag kvar.", "%(days)s dagar kvar.", days) % {"days": days}
    return ngettext("%(days)s dag sen.", "%(days)s dagar sen.", -days) % {"days": -days}
