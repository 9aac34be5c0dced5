"""Asking: once, again when something else is seen, corrected when the cause is gone; and answering."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects.domain.asking import answer_question, ask_about
from projects.domain.plausibility import say
from projects.models import Question, Report
from tests.factories.portal import UserFactory
from tests.factories.projects import ProgrammeFactory, ProjectFactory
from tests.factories.questions import QuestionFactory
from tests.factories.reports import OutcomeCountFactory, ReportFactory

pytestmark = pytest.mark.django_db
NOW, LATER = datetime(2026, 5, 5, 9, tzinfo=UTC), datetime(2026, 9, 5, 9, tzinfo=UTC)
_Status = Question.Status


def report_of(project=None, /, *, version_of: Report | None = None, **counts) -> Report:
    """A handed-in report; ``version_of``: the next version of that one."""
    if version_of:
        report = ReportFactory(duty=version_of.duty, version=version_of.version + 1)
    else:
        report = ReportFactory(duty__project=project or ProjectFactory(), duty__expected__submitted=True)
    for code, value in counts.items():
        OutcomeCountFactory(report=report, code=code.replace("_", "-"), value=value)
    return report


def only_question() -> Question:
    (question,) = Question.objects.all()
    return question


@pytest.fixture
def report() -> Report:
    return report_of(deltagare=18, arbete=10, studier=9)


@pytest.fixture
def question(report) -> Question:
    (asked,) = ask_about([report.duty.project], now=NOW)
    return asked


def test_question_is_kept_with_what_was_seen(report, question):
    stored = only_question()
    assert stored == question
    assert (stored.project, stored.report, stored.asked_at) == (report.duty.project, report, NOW)
    assert (stored.rule, stored.status, stored.answer) == ("delar-fler-an-helheten", "unanswered", "")
    assert say(stored.rule, stored.facts) == (
        "Summan av utfallen (19) är större än antalet deltagare (18). Stämmer det?"
    )


def test_asking_again_asks_nothing_new(report, question):
    assert ask_about([report.duty.project], now=LATER) == []
    assert (only_question().asked_at, only_question().status) == (NOW, "unanswered")


def test_right_figures_raise_no_question():
    report = report_of(deltagare=19, arbete=10, studier=9)
    assert ask_about([report.duty.project], now=NOW) == []
    assert Question.objects.count() == 0


def test_draft_raises_no_question():
    report = ReportFactory(draft=True)
    OutcomeCountFactory(report=report, value=18)
    OutcomeCountFactory(report=report, code="arbete", value=19)
    assert ask_about([report.duty.project], now=NOW) == []


def test_a_version_with_right_figures_corrects_the_question(report, question):
    report_of(version_of=report, deltagare=19, arbete=10, studier=9)
    assert ask_about([report.duty.project], now=LATER) == []
    stored = only_question()
    assert (stored.status, stored.answered_at, stored.answered_by) == ("corrected", LATER, None)


def test_corrected_question_that_comes_back_is_open_again(report, question):
    right = report_of(version_of=report, deltagare=19, arbete=10, studier=9)
    ask_about([report.duty.project], now=LATER)
    report_of(version_of=right, deltagare=18, arbete=10, studier=9)
    assert ask_about([report.duty.project], now=LATER) == [question]
    assert (only_question().status, only_question().answered_at) == ("unanswered", None)


def test_a_new_version_with_the_same_figures_is_what_the_question_is_about(report, question):
    again = report_of(version_of=report, deltagare=18, arbete=10, studier=9)
    ask_about([report.duty.project], now=LATER)
    assert only_question().report == again


def test_checked_value_corrects_the_question(report, question):
    count = report.counts.get(measure__code="deltagare")
    count.verified, count.verified_at = Decimal(19), LATER
    count.save()
    ask_about([report.duty.project], now=LATER)
    assert only_question().status == "corrected"


@pytest.mark.parametrize("status", ["explained", "remains"])
def test_answer_stands_as_long_as_the_same_is_seen(report, question, status):
    user = UserFactory()
    answer_question(question=question, status=status, answer=" En fick båda. ", by=user, now=LATER)
    assert ask_about([report.duty.project], now=LATER) == []
    stored = only_question()
    assert (stored.status, stored.answer, stored.answered_by) == (status, "En fick båda.", user)


def test_answered_question_is_open_again_when_something_else_is_seen(report, question):
    answer_question(question=question, status="explained", answer="Räknat två gånger.", by=None, now=LATER)
    report_of(version_of=report, deltagare=18, arbete=12, studier=9)
    assert ask_about([report.duty.project], now=LATER) == [question]
    stored = only_question()
    assert (stored.status, stored.facts["total"], stored.answered_at) == ("unanswered", 21, None)
    assert stored.answer == "Räknat två gånger."


def test_question_called_corrected_remains_while_the_figures_are_the_same(report, question):
    answer_question(question=question, status="corrected", answer="Nu rättat.", by=None, now=LATER)
    assert only_question().status == "corrected"
    assert ask_about([report.duty.project], now=LATER) == []
    assert (only_question().status, only_question().answer) == ("remains", "Nu rättat.")


@pytest.mark.parametrize(
    ("status", "answer", "refused"),
    [
        ("explained", "  ", {"answer": ["Skriv ett svar på frågan."]}),
        ("corrected", "", {"answer": ["Skriv ett svar på frågan."]}),
        ("unanswered", "Ja", {"status": ["Välj förklarad, rättad eller kvarstår."]}),
        ("något", "Ja", {"status": ["Välj förklarad, rättad eller kvarstår."]}),
    ],
)
def test_answer_is_refused(status, answer, refused):
    question = QuestionFactory()
    with pytest.raises(ValidationError) as caught:
        answer_question(question=question, status=status, answer=answer, by=None, now=NOW)
    assert caught.value.message_dict == refused
    assert only_question().status == "unanswered"


def test_answer_with_a_personal_number_is_refused():
    question = QuestionFactory()
    with pytest.raises(ValidationError) as caught:
        answer_question(
            question=question, status="explained", answer="Det gäller 19121212-1212.", by=None, now=NOW
        )
    assert list(caught.value.message_dict) == ["answer"]


def test_two_projects_that_tell_the_same_are_both_asked():
    programme = ProgrammeFactory()
    same = {"arbete": 4, "studier": 2, "praktik": 6, "pension": 5}
    first, second = (
        report_of(ProjectFactory(programme=programme, number=number), deltagare=size, **same)
        for number, size in (("1.1", 40), ("1.2", 46))
    )
    report_of(ProjectFactory(number="1.3"), deltagare=40, **same)  # another programme
    asked = ask_about([second.duty.project], now=NOW)
    assert sorted((each.project.number, each.key, each.rule) for each in asked) == [
        ("1.1", "1.2", "samma-utfall"),
        ("1.2", "1.1", "samma-utfall"),
    ]
    report_of(version_of=first, deltagare=40, **(same | {"arbete": 5}))
    ask_about([first.duty.project], now=LATER)
    assert set(Question.objects.values_list("status", flat=True)) == {"corrected"}


def test_few_figures_that_happen_to_meet_are_no_twins():
    programme = ProgrammeFactory()
    for number in ("1.1", "1.2"):
        report_of(
            ProjectFactory(programme=programme, number=number), deltagare=40, arbete=4, studier=2, praktik=6
        )
    assert ask_about(programme.projects.all(), now=NOW) == []


def test_queries_are_the_same_for_one_and_for_three(django_assert_num_queries):
    few, many = ProgrammeFactory(), ProgrammeFactory()
    for programme, projects in ((few, 1), (many, 3)):
        for number in range(projects):
            project = ProjectFactory(programme=programme, number=f"1.{number}")
            report_of(project, deltagare=18, arbete=10 + number, studier=9)
    for programme, projects in ((few, 1), (many, 3)):
        chosen = list(programme.projects.all())
        with django_assert_num_queries(12):
            assert len(ask_about(chosen, now=NOW)) == projects
