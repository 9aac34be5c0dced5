"""One project: what it is for, what it was granted, how it stands; and who changed what."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from portal.history.views import HistoryPage
from portal.ui.requests import Asked
from portal.ui.views import Action, PageMixin
from projects import access
from projects.states import DRAFT, EXAMPLE, plan_word, report_status
from projects.tables import statement_text
from projects.views.aftermath import Aftermath
from projects.views.applications.ofproject import applications_about
from projects.views.attachments import papers_of
from projects.views.questions.showing import shown_about
from projects.views.sheet import Sheet, load_project

TABS = (
    ("project_detail", gettext_lazy("Översikt")),
    ("report_plan", gettext_lazy("Redovisningsplan")),
    ("project_history", gettext_lazy("Historik")),
)


class ProjectPage(PageMixin, TemplateView):
    """What every page about one project has: its name, badges, tabs and where it lies. Not visible: 404."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        project = load_project(kwargs["pk"], request.user, today=timezone.localdate())
        if project is None:
            raise Http404
        self.project = project
        self.title = str(project)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = self.request.resolver_match.url_name if self.request.resolver_match else ""
        tabs = [(name, title, reverse(f"projects:{name}", args=[self.project.pk])) for name, title in TABS]
        found = {
            "project": self.project,
            "badges": badges(self.project),
            "tabs": [(title, url, name == here) for name, title, url in tabs],
        }
        return super().get_context_data(**(found | kwargs))


class ProjectDetail(ProjectPage):
    """``/projekt/<id>/``: goals, grants, continuation, implementation, reports, comments."""

    template_name = "projects/project_detail.html"

    def actions(self):
        if not access.may_edit_project(self.request.user, self.project):
            return []
        url = reverse("projects:project_edit", args=[self.project.pk])
        return [Action(_("Ändra"), url, icon="pen", primary=not self.project.is_draft)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project, user = self.project, self.request.user
        found = {
            "sheet": Sheet(project, user=user, today=timezone.localdate()),
            "after": Aftermath(project, user=user, today=timezone.localdate()),
            "account": getattr(project, "published_account", None),
            "plan_in_table": plan_word(project.plan_in_table),
            "plan_in_text": plan_word(project.plan_in_text),
            "statement": statement(project),
            "may_hand_in": access.may_hand_in_project(user, project),
            "may_grant": access.may_grant(user, project),
            "questions": shown_about(project, user),
            "applications": applications_about(project, user),
            "papers": papers_of(project, user),
        }
        return super().get_context_data(**(found | kwargs))


class ProjectHistory(HistoryPage, ProjectPage):
    """``/projekt/<id>/historik/``: who did what with the project and its grants, when and why."""

    template_name = "projects/project_history.html"
    children = ("grants", "partnerships", "duties", "withdrawn_duties")

    def get_thing(self):
        return self.project

    def breadcrumb(self):
        page = reverse("projects:project_detail", args=[self.project.pk])
        return [*super().breadcrumb(), (str(self.project), page)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=_("Historik"), lede="", **kwargs)


def badges(project) -> list:
    """The badges beside the project's name."""
    found = [report_status(project.report_status)]
    return found + [DRAFT] * project.is_draft + [EXAMPLE] * project.programme.is_example


def statement(project) -> str:
    """What was printed for the lead as a whole instead of for this project; "" when nothing was."""
    answered = project.plan_in_table not in ("", project.Plan.NOT_APPORTIONED)
    if project.lead_yes is None or answered:
        return ""
    return statement_text(project.lead.short_name, project.lead_yes, project.lead_no)
