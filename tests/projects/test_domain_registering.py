"""Registering projects: one is a batch of one, and every refusal has its field and its words."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from portal.content.outcomes import Change, Status
from portal.database.refusals import words_of
from projects.domain.registering import ProjectCandidate, register_project, register_projects
from projects.models import Project
from tests.factories.portal import CaseFactory, OrganisationFactory, SuccessionFactory, UserFactory
from tests.factories.projects import AppropriationFactory, AreaFactory, ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def programme():
    return ProgrammeFactory()


def candidate(programme, number="2.1.1", project=None, **values):
    needed = {"title": "Myndighetssamverkan", "area": AreaFactory(), "lead": None}
    if "lead" not in values and project is None:
        needed["lead"] = OrganisationFactory(short_name="Skärholmen")
    values = values if project else needed | values
    return ProjectCandidate(programme, number, values, project)


def register(*candidates, **how):
    return register_projects(candidates, by=None, now=NOW, **how)


def statuses(outcomes):
    return [outcome.status for outcome in outcomes]


def refusal(candidate, **how):
    with pytest.raises(ValidationError) as refused:
        register_project(candidate, by=None, now=NOW, **how)
    return refused.value.message_dict


class TestNew:
    def test_is_handed_in_at_once_to_the_programmes_committee(self, programme):
        by = UserFactory()
        lead, partner = OrganisationFactory(), OrganisationFactory()
        project = register_project(
            candidate(programme, lead=lead, partners=[partner], target_value=Decimal("80")), by=by, now=NOW
        )
        project = Project.objects.get(pk=project.pk)
        assert (project.submitted_at, project.submitted_by) == (NOW, by)
        assert project.received_by == programme.case.holder
        assert (str(project), project.lead, [*project.partners.all()]) == (
            "2.1.1 Myndighetssamverkan",
            lead,
            [partner],
        )
        assert (project.target_value, project.report_status) == (Decimal("80.00"), "running")

    def test_draft_is_handed_in_to_nobody(self, programme):
        project = register_project(candidate(programme), by=UserFactory(), now=NOW, draft=True)
        project = Project.objects.get(pk=project.pk)
        assert (project.is_draft, project.submitted_by, project.received_by) == (True, None, None)

    def test_without_case_it_is_received_by_the_committee_that_last_gave_money_or_its_heir(self):
        programme = ProgrammeFactory(case=None)
        AppropriationFactory(programme=programme, year=2003)
        last = AppropriationFactory(programme=programme, year=2004).committee
        heir = SuccessionFactory(predecessor=last, on=date(2011, 1, 1)).successor
        assert register_project(candidate(programme), by=None, now=NOW).received_by == heir

    def test_without_any_committee_it_is_refused_but_kept_as_a_draft(self):
        programme = ProgrammeFactory(case=None)
        words = "Ingen nämnd kan ta emot projektet. Ge programmet ett ärende eller medel först."
        assert refusal(candidate(programme)) == {"programme": [words]}
        assert register_project(candidate(programme), by=None, now=NOW, draft=True).is_draft

    def test_case_may_be_its_own(self, programme):
        case = CaseFactory()
        assert register_project(candidate(programme, case=case), by=None, now=NOW).case == case

    def test_texts_are_kept_tidy(self, programme):
        project = register_project(
            candidate(
                programme, " 2.1.1 ", title=" Bo\u0308n ", goal="a\r\nb\n", collaborators=[" AF ", " "]
            ),
            by=None,
            now=NOW,
        )
        assert (project.number, project.title, project.goal, project.collaborators) == (
            "2.1.1",
            "Bön",
            "a\nb",
            ["AF"],
        )


class TestRefused:
    def test_what_is_missing_is_all_said_at_once(self, programme):
        empty = ProjectCandidate(programme, " ", {"title": ""})
        assert refusal(empty) == {
            "number": ["Detta fält får inte vara tomt."],
            "title": ["Detta fält får inte vara tomt."],
            "area": ["Det här måste fyllas i."],
            "lead": ["Det här måste fyllas i."],
        }

    def test_too_long_too_wide_and_unknown_values(self, programme):
        found = refusal(
            candidate(programme, title="x" * 201, target_value=Decimal("1e30"), report_status="klart")
        )
        assert list(found) == ["title", "target_value", "report_status"]
        assert found["report_status"] == ["Värdet 'klart' är inget giltigt alternativ."]

    def test_lead_among_partners(self, programme):
        lead = OrganisationFactory()
        assert refusal(candidate(programme, lead=lead, partners=[lead])) == {
            "partners": [words_of("partnership_not_the_lead")]
        }

    def test_committee_as_lead(self, programme):
        assert refusal(candidate(programme, lead=OrganisationFactory(committee=True))) == {
            "lead": ["En nämnd beslutar men driver inga projekt. Välj en förvaltning."]
        }

    def test_number_that_is_taken_means_a_mistake_in_a_form(self, programme):
        ProjectFactory(programme=programme, number="2.1.1")
        words = {"number": ["Programmet har redan ett projekt med det numret."]}
        assert refusal(candidate(programme)) == words
        other = ProjectFactory(programme=programme, number="2.1.2")
        assert refusal(candidate(programme, project=other)) == words
        assert register_project(candidate(ProgrammeFactory()), by=None, now=NOW).number == "2.1.1"

    def test_file_does_not_touch_a_draft_and_does_not_know_of_it(self, programme):
        draft = ProjectFactory(programme=programme, number="2.1.1", title="Hemligt", draft=True)
        (outcome,) = register(candidate(programme))
        assert (outcome.status, outcome.record.number) == (Status.NEW, "2.1.1")
        draft.refresh_from_db()
        assert draft.title == "Hemligt"

    def test_a_draft_does_not_take_a_number_that_is_handed_in(self, programme):
        ProjectFactory(programme=programme, number="2.1.1")
        with pytest.raises(ValidationError) as refused:
            register_project(candidate(programme), by=None, now=NOW, draft=True)
        assert refused.value.message_dict == {"number": ["Programmet har redan ett projekt med det numret."]}

    def test_a_draft_meets_its_own_leads_drafts_and_nobody_elses(self, programme):
        ProjectFactory(programme=programme, number="2.1.1", draft=True)
        wanted = candidate(programme)
        draft = register_project(wanted, by=None, now=NOW, draft=True)
        assert draft.is_draft
        again = candidate(programme, lead=draft.lead)
        with pytest.raises(ValidationError) as refused:
            register_project(again, by=None, now=NOW, draft=True)
        words = {"number": ["Ni har redan ett utkast med det numret i programmet."]}
        assert refused.value.message_dict == words
        other = ProjectFactory(programme=programme, number="2.1.9", lead=draft.lead, draft=True)
        assert refusal(candidate(programme, project=other, lead=draft.lead)) == words
        foreign = ProjectFactory(programme=programme, number="2.1.1", draft=True)
        moved = candidate(programme, project=foreign, lead=draft.lead)
        assert refusal(moved) == words

    def test_what_is_handed_in_is_continued_before_a_draft_of_the_same_number(self, programme):
        lead = OrganisationFactory()
        ProjectFactory(programme=programme, number="2.1.9", lead=lead, draft=True)
        earlier = ProjectFactory(programme=programme, number="2.1.9")
        ProjectFactory(programme=programme, number="2.1.9", draft=True)
        found = register_project(
            candidate(programme, lead=lead, continues="2.1.9"), by=None, now=NOW, draft=True
        )
        assert found.continues == earlier

    def test_project_does_not_change_programme(self, programme):
        project = ProjectFactory()
        assert refusal(candidate(programme, project.number, project=project)) == {
            "programme": ["Ett projekt byter inte program. Registrera ett nytt."]
        }

    def test_personal_identity_number_in_any_free_text(self, programme):
        for field, value in {"goal": "Anna 121212-1212", "collaborators": ["AF", "121212-1212"]}.items():
            assert list(refusal(candidate(programme, **{field: value}))) == [field]


class TestChanged:
    def test_only_what_was_said_changes_and_the_changes_are_told(self, programme):
        partner, newcomer = OrganisationFactory(), OrganisationFactory()
        project = register_project(
            candidate(programme, partners=[partner], goal="Mål", operator="Utförare"), by=None, now=NOW
        )
        lead = OrganisationFactory()
        (outcome,) = register(
            ProjectCandidate(programme, "2.1.1", {"lead": lead, "goal": "", "partners": [newcomer]})
        )
        assert outcome.status == Status.CHANGED
        assert set(outcome.changes) == {
            Change("lead", project.lead, lead),
            Change("goal", "Mål", ""),
            Change("partners", frozenset({partner}), frozenset({newcomer})),
        }
        stored = Project.objects.get(pk=project.pk)
        assert (stored.lead, stored.goal, stored.operator, [*stored.partners.all()]) == (
            lead,
            "",
            "Utförare",
            [newcomer],
        )

    def test_same_again_is_unchanged_and_not_written(self, programme):
        said = candidate(programme, partners=[OrganisationFactory()], target_value=Decimal("1.5"))
        register(said)
        events = Project.events.rel.related_model.objects.count()
        assert statuses(register(said)) == [Status.UNCHANGED]
        assert Project.events.rel.related_model.objects.count() == events

    def test_form_may_change_the_number(self, programme):
        project = ProjectFactory(programme=programme, number="2.1.1")
        changed = register_project(candidate(programme, "2.1.9", project=project), by=None, now=NOW)
        assert (changed.pk, Project.objects.get(pk=project.pk).number) == (project.pk, "2.1.9")

    def test_partner_and_lead_change_places(self, programme):
        first, second = OrganisationFactory(), OrganisationFactory()
        register(candidate(programme, lead=first, partners=[second]))
        assert statuses(register(candidate(programme, lead=second, partners=[first]))) == [Status.CHANGED]

    def test_draft_stays_a_draft_when_changed(self, programme):
        project = ProjectFactory(programme=programme, draft=True)
        changed = register_project(
            candidate(programme, project.number, project=project, goal="Nytt mål"),
            by=None,
            now=NOW,
            draft=True,
        )
        assert (changed.goal, Project.objects.get(pk=project.pk).is_draft) == ("Nytt mål", True)


class TestContinuation:
    def test_may_stand_later_in_the_same_batch(self, programme):
        outcomes = register(
            candidate(programme, "2.2.4", continues="2.2.3"), candidate(programme, "2.2.3", continues="")
        )
        assert statuses(outcomes) == [Status.NEW, Status.NEW]
        assert Project.objects.get(number="2.2.4").continues.number == "2.2.3"

    def test_is_found_by_number_in_the_same_programme_only(self, programme):
        ProjectFactory(number="2.1.6")
        words = "Projektet 2.1.6 finns inte i programmet. Skriv numret på ett tidigare projekt."
        assert refusal(candidate(programme, "2.1.7", continues="2.1.6")) == {"continues": [words]}

    def test_draft_is_continued_only_by_a_draft_of_its_own_lead(self, programme):
        draft = ProjectFactory(programme=programme, number="2.1.6", draft=True)
        words = {
            "continues": ["Projektet 2.1.6 finns inte i programmet. Skriv numret på ett tidigare projekt."]
        }
        later = candidate(programme, "2.1.7", continues="2.1.6", lead=draft.lead)
        assert refusal(later) == words
        assert refusal(candidate(programme, "2.1.8", continues="2.1.6"), draft=True) == words
        assert register_project(later, by=None, now=NOW, draft=True).continues == draft

    def test_project_does_not_continue_itself(self, programme):
        words = {"continues": ["Ett projekt kan inte vara en fortsättning på sig självt."]}
        assert refusal(candidate(programme, "2.1.6", continues="2.1.6")) == words

    def test_ring_is_refused_on_every_row_of_it(self, programme):
        first = ProjectFactory(programme=programme, number="1")
        ProjectFactory(programme=programme, number="2", continues=first)
        outcomes = register(
            candidate(programme, "1", continues="4"),
            candidate(programme, "3", continues="2"),
            candidate(programme, "4", continues="3"),
            candidate(programme, "5", continues="4"),
            candidate(programme, "6"),
        )
        words = {
            "continues": [
                "Projekten skulle bli fortsättningar på varandra i en ring. Välj ett tidigare projekt."
            ]
        }
        missing = {
            "continues": ["Projektet 4 finns inte i programmet. Skriv numret på ett tidigare projekt."]
        }
        assert [outcome.refusal and outcome.refusal.message_dict for outcome in outcomes] == [
            words,
            words,
            words,
            missing,
            None,
        ]
        assert sorted(Project.objects.values_list("number", flat=True)) == ["1", "2", "6"]

    def test_is_taken_away_by_a_blank(self, programme):
        first = ProjectFactory(programme=programme, number="1")
        later = ProjectFactory(programme=programme, number="2", continues=first)
        register(ProjectCandidate(programme, "2", {"continues": ""}))
        later.refresh_from_db()
        assert later.continues is None


class TestBatch:
    def test_good_rows_are_written_and_bad_ones_named(self, programme):
        outcomes = register(
            candidate(programme, "1"),
            candidate(programme, "2", title=""),
            candidate(programme, "1", goal="2"),
        )
        assert statuses(outcomes) == [Status.NEW, Status.REFUSED, Status.REFUSED]
        assert outcomes[2].refusal.message_dict == {
            "number": ["Numret står redan på en tidigare rad. Ta bort den ena."]
        }
        assert [(each.number, each.goal) for each in Project.objects.all()] == [("1", "")]

    def test_second_row_of_a_stored_project_is_not_mixed_into_the_first(self, programme):
        project = ProjectFactory(programme=programme, number="1")
        register(
            ProjectCandidate(programme, "1", {"goal": "först"}),
            ProjectCandidate(programme, "1", {"goal": "sedan", "title": "Annan"}),
        )
        stored = Project.objects.get(pk=project.pk)
        assert (stored.goal, stored.title) == ("först", project.title)

    def test_nothing_is_a_batch_too(self):
        assert register() == []

    @pytest.mark.parametrize("known", [False, True])
    def test_queries_do_not_grow_with_the_rows(self, programme, known, django_assert_max_num_queries):
        area, lead, partner = AreaFactory(), OrganisationFactory(), OrganisationFactory()

        def rows(first, count, goal):
            return [
                candidate(
                    programme,
                    f"{number}",
                    area=area,
                    lead=lead,
                    goal=goal,
                    partners=[partner] if goal else [],
                    continues=f"{number - 1}" if number % 2 == 0 else "",
                )
                for number in range(first, first + count)
            ]

        few, many = rows(1, 10, "a"), rows(1001, 1000, "a")
        if known:
            register(*rows(1, 10, ""), *rows(1001, 1000, ""))
        programme.case.holder  # noqa: B018 (a file reads the programme once)
        with django_assert_max_num_queries(13) as first:
            register(*few)
        with django_assert_max_num_queries(len(first)):
            assert {*statuses(register(*many))} == {Status.CHANGED if known else Status.NEW}
