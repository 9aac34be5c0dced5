"""The plausibility check asks: what the rules see is kept as questions, and people answer. It never blocks.

Called after every hand-in, after every file that was read in, and when the coordinator asks for it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.outcomes import Refusals
from portal.content.texts import refuse_personal, tidy
from portal.organisation.models import User
from projects.domain.plausibility import RULES, Finding
from projects.domain.plausibility.loading import load_seen
from projects.domain.plausibility.seen import Twin
from projects.domain.plausibility.twinning import load_twins
from projects.domain.plausibility.twins import Twins
from projects.models import Project, Question

_Status = Question.Status
Key = tuple[int, str, str]
CHUNK = 2000  # so many projects are held in memory at once


@transaction.atomic
def ask_about(projects: Iterable[Project], *, now: datetime) -> list[Question]:
    """Run every rule over ``projects`` and keep what they see; return the questions new or open again.

    A question whose cause is gone becomes corrected (rättad). An answer stands as long as the rule sees the
    same; when it sees something else the question is open again. A question that people called corrected and
    that the rule still sees remains (kvarstår). The number of queries is the same for one and for CHUNK
    projects. Projects that tell the same outcomes as these are asked about with them.
    """
    keys = {project.pk for project in projects}
    keys |= _twins_before(keys)
    twins = load_twins(keys)
    asked = sorted(keys | set(twins))
    list(Project.objects.select_for_update(no_key=True).filter(pk__in=asked).order_by("pk").values("pk"))
    found: list[Question] = []
    for first in range(0, len(asked), CHUNK):
        found += _ask(asked[first : first + CHUNK], twins, now)
    return found


def _ask(keys: Sequence[int], twins: Mapping[int, Sequence[Twin]], now: datetime) -> list[Question]:
    seen = load_seen(keys, twins)
    found = {
        (finding.project, rule.code, finding.key): finding for rule in RULES for finding in rule.find(seen)
    }
    stored = {_key(question): question for question in Question.objects.filter(project__in=keys)}
    new = [_new(key, finding, now) for key, finding in found.items() if key not in stored]
    Question.objects.bulk_create(new)
    changed = [question for key, question in stored.items() if _meet(question, found.get(key), now)]
    fields = ["facts", "report", "asked_at", "status", "answered_at", "answered_by"]
    Question.objects.bulk_update(changed, fields, batch_size=500)
    return [*new, *(question for question in changed if question.status == _Status.UNANSWERED)]


def _twins_before(keys: Collection[int]) -> set[int]:
    """The projects that told the same as these when they were last asked about."""
    rows = Question.objects.filter(project__in=keys, rule=Twins.code)
    return set(rows.values_list("facts__project", flat=True))


@transaction.atomic
def answer_question(
    *, question: Question, status: str, answer: str, by: User | None, now: datetime
) -> Question:
    """Answer a question: explained, corrected or remains, in words.

    Raises ValidationError with {field: messages} when ``status`` is none of them, when nothing says why, or
    when the words hold a personal identity number.
    """
    if status not in (_Status.EXPLAINED, _Status.CORRECTED, _Status.REMAINS):
        raise ValidationError({"status": _("Välj förklarad, rättad eller kvarstår.")})
    if not answer.strip():
        raise ValidationError({"answer": _("Skriv ett svar på frågan.")})
    refused = Refusals()
    refused.take(partial(refuse_personal, answer), name="answer")
    if refused:
        raise refused.error()
    row = Question.objects.select_for_update().get(pk=question.pk)
    row.status, row.answer, row.answered_by, row.answered_at = status, tidy(answer), by, now
    row.save(update_fields=["status", "answer", "answered_by", "answered_at"])
    return row


def _key(question: Question) -> Key:
    return question.project_id, question.rule, question.key


def _new(key: Key, finding: Finding, now: datetime) -> Question:
    project, rule, name = key
    return Question(
        project_id=project, rule=rule, key=name, facts=finding.facts, report_id=finding.report, asked_at=now
    )


def _meet(question: Question, finding: Finding | None, now: datetime) -> bool:
    """Let a stored question meet what the rule sees now; answer whether it changed."""
    if finding is None:
        return _gone(question, now)
    same = question.facts == finding.facts
    if same and question.status == _Status.CORRECTED and question.answer:
        question.status = _Status.REMAINS
    elif not same or question.status == _Status.CORRECTED:
        _open_again(question, now)
    elif question.report_id == finding.report:
        return False
    question.facts, question.report_id = finding.facts, finding.report
    return True


def _gone(question: Question, now: datetime) -> bool:
    """The cause is gone: the figures were corrected."""
    if question.status == _Status.CORRECTED:
        return False
    question.status, question.answered_at = _Status.CORRECTED, question.answered_at or now
    return True


def _open_again(question: Question, now: datetime) -> None:
    question.status, question.asked_at = _Status.UNANSWERED, now
    question.answered_at = question.answered_by = None
