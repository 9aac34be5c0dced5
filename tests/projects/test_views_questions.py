"""The pages of the plausibility check: who sees and answers what, what a file holds, and what is masked."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.organisation.models import Role
from projects.models import Question
from projects.todo import waiting
from tests.factories.portal import OrganisationFactory, SuccessionFactory, person
from tests.factories.projects import PartnershipFactory, ProgrammeFactory, ProjectFactory
from tests.factories.questions import QuestionFactory
from tests.factories.reports import OutcomeCountFactory, ReportFactory

pytestmark = pytest.mark.django_db
C, P = Role.COORDINATOR, Role.PROJECT_MANAGER
LIST = "/projekt/rimlighet/"
SENTENCE = "Summan av utfallen (19) är större än antalet deltagare (18). Stämmer det?"
HIDDEN = "Delarna är fler än helheten. Talen är så små att någon kan kännas igen."
SMALL = {"whole": "Deltagare", "value": 3, "total": 4, "parts": [["Arbete", 4]], "took_part": True}


@pytest.fixture
def district():
    return OrganisationFactory(short_name="Järva")


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="programmet")


@pytest.fixture
def question(district, programme):
    project = ProjectFactory(programme=programme, number="2.10", title="Jobbspår", lead=district)
    return QuestionFactory(project=project)


@pytest.fixture
def visit(client):
    def visited(role, path, home=None, **data):
        client.force_login(person(role, home))
        return client.post(path, data) if data else client.get(path)

    return visited


def rows(answer) -> list[str]:
    text = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode("utf-8-sig")
    return text.replace("\r\n", "\n").strip().split("\n")


def address(question, what="detail"):
    return reverse(f"projects:question_{what}", args=[question.pk])


def test_file_has_the_columns_of_the_contract(visit, question, programme):
    before = ProjectFactory(programme=programme, number="2.9", title="Studiespår")
    QuestionFactory(
        project=before,
        rule="extra-redovisning",
        facts={"period": ["tertial", 2026, 1]},
        status="explained",
        answer="Rätt period.",
        answered_at=question.asked_at,
    )
    assert rows(visit(C, f"{LIST}?program=programmet&format=csv")) == [
        "Projekt;Regel;Fråga;Svar;Status",
        "2.9 Studiespår;Redovisning som ingen väntade;Ingen redovisning väntades för Tertial 1 2026. "
        "Gäller den rätt period?;Rätt period.;Förklarad",
        f"2.10 Jobbspår;Delarna är fler än helheten;{SENTENCE};;Obesvarad",
    ]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["2.9", "2.10"]),
        ("&regel=extra-redovisning", ["2.9"]),
        ("&status=obesvarad", ["2.10"]),
        ("&status=forklarad", ["2.9"]),
        ("&status=kvarstar", []),
        ("&ansvarig={lead}", ["2.10"]),
        ("&regel=finns-inte", ["2.9", "2.10"]),
        ("&sortera=-rule", ["2.9", "2.10"]),
        ("&sortera=status", ["2.10", "2.9"]),
    ],
)
def test_list_is_filtered_and_sorted(visit, question, programme, district, query, numbers):
    QuestionFactory(
        project=ProjectFactory(programme=programme, number="2.9"),
        rule="extra-redovisning",
        facts={"period": ["tertial", 2026, 1]},
        status="explained",
        answer="Ja.",
        answered_at=question.asked_at,
    )
    found = rows(visit(C, f"{LIST}?program=programmet&format=csv{query.format(lead=district.pk)}"))
    assert [row.split(" ")[0] for row in found[1:]] == numbers


def test_page_leads_to_the_question_and_the_coordinator_may_run_the_check(visit, question):
    page = visit(C, f"{LIST}?program=programmet").content.decode()
    assert f'<a href="{address(question)}">{SENTENCE}</a>' in page
    assert "Arbete 10 + Studier 9 = 19" in page
    assert "Kör kontrollen igen" in page
    assert "Kör kontrollen igen" not in visit(Role.AUDITOR, f"{LIST}?program=programmet").content.decode()


@pytest.mark.parametrize(
    ("role", "where", "status"),
    [
        (C, None, 200),
        (Role.AUDITOR, None, 403),
        (Role.CONTROLLER, None, 403),
        (P, "own", 200),
        (P, "partner", 403),
        (P, "other", 404),
        (Role.OUTREACH_OFFICER, "own", 403),
        (Role.DISTRICT_DIRECTOR, "own", 403),
        (Role.ADMINISTRATOR, None, 404),
    ],
)
def test_who_may_answer(visit, question, district, role, where, status):
    partner = PartnershipFactory(project=question.project).organisation
    home = {"own": district, "partner": partner, "other": OrganisationFactory()}.get(where)
    assert visit(role, address(question, "answer"), home).status_code == status


def test_successors_project_manager_answers(visit, question, district):
    heir = SuccessionFactory(predecessor=district).successor
    assert visit(P, address(question, "answer"), heir).status_code == 200


def test_answer_is_saved_and_shown(client, question):
    user = person(C, first_name="Samordnare")
    client.force_login(user)
    page = client.get(address(question, "answer"))
    seen = page.context["form"]["seen"].value()
    answer = client.post(
        address(question, "answer"), {"status": "explained", "answer": "En fick båda.", "seen": seen}
    )
    assert (answer.status_code, answer.url) == (302, address(question))
    question.refresh_from_db()
    assert (question.status, question.answer, question.answered_by) == ("explained", "En fick båda.", user)
    assert "En fick båda." in client.get(address(question)).content.decode()
    late = client.post(address(question, "answer"), {"status": "remains", "answer": "Nej.", "seen": seen})
    assert late.status_code == 200
    assert "Någon annan sparade medan du skrev" in late.content.decode()


def test_answer_without_words_is_refused(visit, question):
    page = visit(C, address(question, "answer"), status="explained", answer="")
    assert page.status_code == 200
    assert set(page.context["form"].errors) >= {"answer"}
    question.refresh_from_db()
    assert question.status == "unanswered"


def test_check_is_run_again_over_one_programme(visit, question, programme):
    for number, of in (("2.3", programme), ("9.9", ProgrammeFactory())):
        report = ReportFactory(duty__project__programme=of, duty__project__number=number)
        OutcomeCountFactory(report=report, value=18)
        OutcomeCountFactory(report=report, code="arbete", value=19)
    answer = visit(C, reverse("projects:question_run"), program="programmet")
    assert (answer.status_code, answer.url) == (302, f"{LIST}?program=programmet")
    question.refresh_from_db()
    assert question.status == "corrected"  # no report says so any more
    fresh = Question.objects.exclude(pk=question.pk)
    assert list(fresh.values_list("project__number", flat=True)) == ["2.3"]


@pytest.mark.parametrize(("role", "status"), [(P, 403), (Role.AUDITOR, 403), (Role.ADMINISTRATOR, 403)])
def test_only_the_coordinator_runs_the_check(visit, question, district, role, status):
    home = district if role == P else None
    assert visit(role, reverse("projects:question_run"), home, program="alla").status_code == status


class TestSmallNumbers:
    @pytest.fixture
    def small(self, question):
        question.facts = SMALL
        question.save()
        return question

    @pytest.mark.parametrize(
        ("role", "hidden"), [(C, False), (Role.AUDITOR, False), (Role.COMMITTEE_SECRETARY, True)]
    )
    def test_on_the_page(self, visit, small, role, hidden):
        for path in (f"{LIST}?program=programmet", address(small)):
            page = visit(role, path).content.decode()
            assert (HIDDEN in page) is hidden
            assert ("(4)" in page) is not hidden

    def test_the_own_district_sees_them(self, visit, small, district):
        assert "Arbete (4) är fler än Deltagare (3)." in visit(P, address(small), district).content.decode()

    def test_in_a_file(self, visit, small):
        for role, variant, told in ((C, "", HIDDEN), (Role.COMMITTEE_SECRETARY, "intern", HIDDEN)):
            found = rows(visit(role, f"{LIST}?program=programmet&format=csv&variant={variant}"))
            assert found[1].split(";")[2] == told
        found = rows(visit(C, f"{LIST}?program=programmet&format=csv&variant=intern"))
        assert found[1].split(";")[2] == "Arbete (4) är fler än Deltagare (3). Stämmer det?"

    def test_what_stands_in_print_is_not_hidden(self, visit, small, programme):
        programme.is_published = True
        programme.save()
        found = rows(visit(Role.COMMITTEE_SECRETARY, f"{LIST}?program=programmet&format=csv"))
        assert found[1].split(";")[2] == "Arbete (4) är fler än Deltagare (3). Stämmer det?"


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_for_three(client, programme, count, django_assert_num_queries):
    for _each in range(count):
        QuestionFactory(project=ProjectFactory(programme=programme))
    client.force_login(person(C))
    client.get(LIST)
    with django_assert_num_queries(13):
        client.get(f"{LIST}?program=programmet")


def test_more_questions_cost_the_project_page_nothing(client, question):
    client.force_login(person(C))
    path = reverse("projects:project_detail", args=[question.project.pk])
    client.get(path)
    with CaptureQueriesContext(connection) as with_one:
        assert len(client.get(path).context["questions"]) == 1
    for _each in range(3):
        QuestionFactory(project=question.project)
    with CaptureQueriesContext(connection) as with_four:
        assert len(client.get(path).context["questions"]) == 4
    assert len(with_four) == len(with_one)


def test_question_stands_on_its_report(client, programme):
    report = ReportFactory(duty__project__programme=programme)
    QuestionFactory(project=report.duty.project, report=report)
    QuestionFactory(project=report.duty.project)  # about the project, not about this report
    client.force_login(person(C))
    page = client.get(reverse("projects:report_detail", args=[report.duty.project.pk, report.duty.pk]))
    assert [shown.question.report for shown in page.context["questions"]] == [report]
    assert page.context["questions"][0].figures == page.request["PATH_INFO"]


def todo_of(user) -> list[tuple[str, str]]:
    found = waiting(user, date(2026, 5, 6))
    return [(item.title, item.url) for item in found if "rimlighet" in item.url]


def test_unanswered_questions_wait_for_those_who_may_answer(question, programme, district):
    line = ("Svara på 1 fråga om talen", f"{LIST}?program=programmet&status=obesvarad")
    assert todo_of(person(C)) == [line]
    assert todo_of(person(P, district)) == [line]
    assert todo_of(person(P)) == []
    assert todo_of(person(Role.AUDITOR)) == []
    QuestionFactory(project=question.project)
    QuestionFactory(project__programme=ProgrammeFactory(published=True))
    assert [title for title, _url in todo_of(person(C))] == ["Svara på 2 frågor om talen"]
    Question.objects.update(status="corrected")
    assert todo_of(person(C)) == []
