"""``/projekt/rimlighet/<id>/``: one question with what it saw, and the page that answers it."""

from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, UpdateView

from portal.ui.requests import Asked
from portal.ui.views import Action, CaseWorkMixin, PageMixin
from projects import access
from projects.domain.asking import answer_question
from projects.domain.plausibility import title_of
from projects.forms.question import QuestionForm
from projects.models import Question
from projects.views.questions.showing import questions_of, shown


class QuestionPage(PageMixin):
    """What both pages have: the question, of a project the reader may see (else 404), and where it lies."""

    request: Asked
    kwargs: dict[str, Any]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.question = self.found()
        self.title = title_of(self.question.rule)
        self.lede = str(self.question.project)

    def found(self, *, locked: bool = False) -> Question:
        rows = questions_of(self.request.user)
        rows = rows.select_for_update(of=("self",)) if locked else rows
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def breadcrumb(self):
        programme = self.question.project.programme.slug
        listed = f"{reverse('projects:question_list')}?program={programme}"
        return [(_("Projekt"), reverse("projects:project_list")), (_("Rimlighetskontroll"), listed)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"shown": shown(self.question, self.request.user), "question": self.question}
        return super().get_context_data(**(found | kwargs))


class QuestionDetail(QuestionPage, TemplateView):
    """Everybody who sees the project reads what was asked and answered."""

    template_name = "projects/question_detail.html"

    def actions(self):
        if not access.may_answer_question(self.request.user, self.question.project):
            return []
        return [Action(_("Svara"), reverse("projects:question_answer", args=[self.question.pk]), icon="pen")]


class QuestionAnswer(QuestionPage, CaseWorkMixin, UpdateView):
    """Answered by the coordinator, and about its own projects by the lead's project manager."""

    model, form_class = Question, QuestionForm
    template_name = "projects/question_answer.html"
    submit_label = gettext_lazy("Spara svaret")
    success_message = gettext_lazy("Svaret är sparat.")

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.title = _("Svara på frågan")

    def may(self) -> bool:
        return access.may_answer_question(self.request.user, self.question.project)

    @property
    def cancel_url(self) -> str:
        return self.get_success_url()

    def get_object(self, queryset: Any = None) -> Question:
        return self.question

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the row before it is compared with what the form was opened on."""
        self.question = self.found(locked=True)
        return super().post(request, *args, **kwargs)

    def act(self, form: QuestionForm) -> Question:
        return answer_question(
            question=self.question, **form.values(), by=self.request.user, now=timezone.now()
        )

    def get_success_url(self) -> str:
        return reverse("projects:question_detail", args=[self.question.pk])
