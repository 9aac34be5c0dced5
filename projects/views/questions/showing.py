"""A question as a page or a file shows it: sentence and arithmetic, and no figures where they are small."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.organisation.models import User
from portal.workareas import State
from projects import access
from projects.domain.plausibility import say, steps, title_of
from projects.domain.plausibility.small import has_small
from projects.models import Project, Question
from projects.states import question_state


@dataclass(frozen=True)
class Shown:
    """One question for one reader. ``figures`` is where the figures it saw stand."""

    question: Question
    sentence: str
    steps: tuple[str, ...]
    figures: str
    may_answer: bool

    @property
    def title(self) -> Any:
        return title_of(self.question.rule)

    @property
    def state(self) -> State:
        return question_state(self.question.status)

    @property
    def url(self) -> str:
        return reverse("projects:question_detail", args=[self.question.pk])


def written(rule: str, facts: dict[str, Any], *, hides_small: bool) -> tuple[str, tuple[str, ...]]:
    """Return the sentence and the arithmetic; small numbers are left out with all that gives them away."""
    if hides_small and has_small(facts, below=settings.MASK_BELOW):
        words = {"rule": title_of(rule)}
        return _("%(rule)s. Talen är så små att någon kan kännas igen.") % words, ()
    return say(rule, facts), tuple(steps(facts))


def hides_small(user: User, *, is_published: bool, lead: int) -> bool:
    """Whether the reader of a page sees no small counts. What stands in print already hides nothing."""
    return not is_published and not access.sees_small_counts_of(user, lead)


def shown(question: Question, user: User) -> Shown:
    """Write a question, read with its project, programme and report, for ``user``."""
    project = question.project
    hides = hides_small(user, is_published=project.programme.is_published, lead=project.lead_id)
    sentence, arithmetic = written(question.rule, question.facts, hides_small=hides)
    duty = question.report.duty_id if question.report else None
    return Shown(
        question=question,
        sentence=sentence,
        steps=arithmetic,
        figures=figures_url(project.pk, duty),
        may_answer=access.may_answer_question(user, project),
    )


def figures_url(project: int, duty: int | None) -> str:
    """Where the figures stand: the report, or the project where no report was asked about."""
    if duty is None:
        return reverse("projects:project_detail", args=[project])
    return reverse("projects:report_detail", args=[project, duty])


def questions_of(user: User) -> QuerySet[Question]:
    """The questions ``user`` may see, with all that ``shown`` asks of them."""
    found = Question.objects.for_user(user)
    return found.select_related("project__programme", "project__lead", "report", "answered_by")


def shown_about(project: Project, user: User, *, duty: int | None = None) -> list[Shown]:
    """The questions about a project, or about one of its reports, the unanswered first. One query."""
    found = Question.objects.filter(project=project).select_related("report", "answered_by")
    if duty is not None:
        found = found.filter(report__duty=duty)
    questions = list(found.order_by("asked_at", "pk"))
    for question in questions:
        question.project = project
    return _unanswered_first(shown(question, user) for question in questions)


def _unanswered_first(found: Iterable[Shown]) -> list[Shown]:
    order = list(Question.Status)
    return sorted(found, key=lambda each: order.index(Question.Status(each.question.status)))
