"""One application: what is asked and how it stands, who changed what; Lämna in and Återta."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from portal.history.views import HistoryPage
from portal.ui.requests import Asked
from portal.ui.views import Action, PageMixin
from projects import access
from projects.domain.applying import missing, submit_application, withdraw_application
from projects.models import Application
from projects.states import EXAMPLE, application_state
from projects.views.applications.sheet import ApplicationSheet
from projects.views.attachments import papers_of

TABS = (("application_detail", gettext_lazy("Översikt")), ("application_history", gettext_lazy("Historik")))
LINKED = (
    "round__programme__case",
    "area",
    "lead",
    "applicant",
    "project__programme",
    "continues",
    "case",
    "assessment",
    "received_by",
    "submitted_by",
)


class ApplicationPage(PageMixin):
    """What the pages about one application have: one the reader may see (else 404), and where it lies."""

    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Application.objects.for_user(request.user).select_related(*LINKED)
        self.application = get_object_or_404(rows, pk=kwargs["pk"])

    @property
    def url(self) -> str:
        return reverse("projects:application_detail", args=[self.application.pk])

    def breadcrumb(self):
        return [
            (_("Projekt"), reverse("projects:project_list")),
            (_("Ansökningar"), reverse("projects:application_list")),
        ]

    def tabs(self) -> dict[str, Any]:
        here = self.request.resolver_match.url_name if self.request.resolver_match else ""
        tabs = [
            (name, title, reverse(f"projects:{name}", args=[self.application.pk])) for name, title in TABS
        ]
        badges = [application_state(self.application.state)]
        badges += [EXAMPLE] * self.application.round.programme.is_example
        return {
            "application": self.application,
            "badges": badges,
            "tabs": [(title, url, name == here) for name, title, url in tabs],
        }


class ApplicationDetail(ApplicationPage, TemplateView):
    """``/projekt/ansokningar/<id>/``"""

    template_name = "projects/application_detail.html"

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.title = self.application.title

    def actions(self):
        user, application = self.request.user, self.application
        if access.may_edit_application(user, application):
            url = reverse("projects:application_edit", args=[application.pk])
            return [Action(_("Ändra"), url, icon="pen", primary=False)]
        if access.may_assess(user, application):
            url = reverse("projects:application_assess", args=[application.pk])
            return [Action(_("Bedöm ansökan"), url, icon="pen")]
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, application = self.request.user, self.application
        mine = access.may_edit_application(user, application)
        found = self.tabs() | {
            "sheet": ApplicationSheet(application, user=user, today=timezone.localdate()),
            "targets": application.targets.select_related("base", "measure").order_by("pk"),
            "missing": missing(application) if mine else [],
            "may_submit": mine,
            "may_withdraw": access.may_withdraw_application(user, application),
            "case_number": _case_number(application),
            "papers": papers_of(application, user),
        }
        return super().get_context_data(**(found | kwargs))


def _case_number(application: Application) -> str:
    number = application.case.numbers.order_by("pk").first() if application.case else None
    return number.number if number else ""


class ApplicationHistory(HistoryPage, ApplicationPage):
    """``/projekt/ansokningar/<id>/historik/``: proposals and notes only to those who may read them."""

    template_name = "projects/application_history.html"

    @property
    def children(self):
        user = self.request.user
        found = ["budget", "targets"] + ["allocations"] * access.may_read_proposals(user)
        return found + ["assessment"] * access.may_read_notes(user)

    def get_thing(self):
        rows = Application.objects.for_user(self.request.user).select_related(*LINKED)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.application), self.url)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=_("Historik"), lede="", **(self.tabs() | kwargs))


class ApplicationSubmit(ApplicationPage, View):
    """Lämna in: from that second the programme's nämnd has it, and it cannot be changed."""

    http_method_names = ["post"]

    def may(self) -> bool:
        pressed_twice = self.application.submitted_by_id == self.request.user.pk
        return pressed_twice or access.may_edit_application(self.request.user, self.application)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            application = submit_application(
                application=self.application, by=request.user, now=timezone.now()
            )
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            words = _(
                "Ansökan är inlämnad. Mottagen av %(committee)s kl. %(time)s. Den är nu en allmän handling."
            )
            time = f"{timezone.localtime(application.submitted_at):%H.%M}"
            messages.success(
                request, words % {"committee": application.received_by.as_committee, "time": time}
            )
        return redirect(self.url)


class ApplicationWithdraw(ApplicationPage, View):
    """Återta: the nämnder decide about something else. What came in stays and can be read."""

    http_method_names = ["post"]

    def may(self) -> bool:
        return access.may_withdraw_application(self.request.user, self.application)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            withdraw_application(application=self.application)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Ansökan är återtagen. Den finns kvar men prövas inte."))
        return redirect(self.url)
