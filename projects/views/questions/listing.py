"""``/projekt/rimlighet/``: every question of the plausibility check, and the button that runs it again."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.ui.doors import only_for
from portal.ui.layout import dress
from portal.ui.requests import Asked
from portal.ui.views import ListPage
from projects import access
from projects.domain.asking import ask_about
from projects.filters import chosen_programme
from projects.models import Project, Question
from projects.models.following import followed_programmes
from projects.views.choosing import OfAProgramme
from projects.views.questions.columns import EXTRA, Columns
from projects.views.questions.filters import QuestionFilter
from projects.views.questions.printed import printed_table

INTERNAL = "intern"


class QuestionList(OfAProgramme, ListPage):
    """Without ``?program=`` the newest programme the reader follows."""

    template_name = "projects/question_list.html"
    title = gettext_lazy("Rimlighetskontroll")
    noun, noun_one = gettext_lazy("frågor"), gettext_lazy("fråga")
    default_sort = "project_name"
    extra = EXTRA
    export_name = "rimlighet"
    empty_title = gettext_lazy("Inga frågor")
    empty_text = gettext_lazy(
        "Här står frågor om tal som inte verkar stämma. De ställs när en redovisning lämnas in, "
        "och de hindrar inget."
    )

    def may(self) -> bool:
        return access.may_read_questions(self.request.user)

    def breadcrumb(self):
        return [(_("Projekt"), reverse("projects:project_list"))]

    def get_queryset(self):
        rows = Question.objects.for_user(self.request.user)
        return rows.filter(project__programme=self.chosen.programme) if self.chosen.programme else rows

    @cached_property
    def filterset(self) -> QuestionFilter:
        found = QuestionFilter(
            self.request.GET, queryset=self.get_queryset(), request=self.request, chosen=self.chosen
        )
        dress(found.form)
        return found

    def get_columns(self):
        is_internal = self.request.GET.get("variant") == INTERNAL
        return Columns(self.request.user, is_internal=is_internal).all()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "may_run": access.may_run_check(self.request.user),
            "printed": printed_table(self.chosen.programme),
        }
        return super().get_context_data(**(found | kwargs))


@only_for(access.may_run_check, "POST")
def run_check(request: Asked) -> HttpResponse:
    """Kör kontrollen igen, over one programme or all: what has changed is asked about anew."""
    asked = request.POST.get("program", "")
    chosen = chosen_programme(list(followed_programmes(request.user)), asked)
    projects = Project.objects.for_user(request.user).submitted()
    if chosen.programme:
        projects = projects.filter(programme=chosen.programme)
    found = ask_about(projects.only("pk"), now=timezone.now())
    words = ngettext(
        "Kontrollen är körd. %(n)s ny fråga.", "Kontrollen är körd. %(n)s nya frågor.", len(found)
    )
    messages.success(request, words % {"n": len(found)})
    return redirect(f"{reverse('projects:question_list')}?program={chosen.parameter}")
