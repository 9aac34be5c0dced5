"""Reports are drafted, handed in one or many at once, and come again as versions; what must be refused is."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.content.outcomes import Change, Status
from portal.deadlines.models import ExpectedReport
from portal.organisation.models import Role
from projects.domain.reportcontent import counts_of
from projects.domain.reporting import (
    CountValues,
    ReportCandidate,
    discard_draft,
    hand_in_draft,
    hand_in_reports,
    write_draft,
)
from projects.domain.reviewing import accept_report, correct_report, return_report
from projects.models import OutcomeCount, Report
from tests.factories.portal import ExpectedReportFactory, person
from tests.factories.projects import ProgrammeFactory, ProjectFactory, ReportDutyFactory
from tests.factories.reports import OutcomeCountFactory, ReportFactory, measure

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 9, 20, 9, tzinfo=UTC)
PERSON = "Ring 19811218-9876 om det."  # a number of the tax agency's own, for tests
WHOLE = {"spent": Decimal("412500"), "plan": "yes"}
HEADS = {"deltagare": CountValues(value=36, women=23, men=12, unknown=1)}


@pytest.fixture(autouse=True)
def measures():
    measure("deltagare")


@pytest.fixture
def duty():
    return ReportDutyFactory()


@pytest.fixture
def manager(duty):
    return person(Role.PROJECT_MANAGER, duty.project.lead)


def candidate(duty, counts=HEADS, **values):
    return ReportCandidate(duty, WHOLE | values, counts)


def hand_in(duty, counts=HEADS, *, origin="file", now=NOW, **values):
    (outcome,) = hand_in_reports([candidate(duty, counts, **values)], by=None, now=now, origin=origin)
    return outcome


def stored(report):
    found = report.counts.select_related("measure")
    return {key: (values.value, values.women, values.men) for key, values in counts_of(found).items()}


def refusal(act):
    with pytest.raises(ValidationError) as refused:
        act()
    error = refused.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


class TestDraft:
    def test_is_begun_and_gone_on_with(self, duty, manager):
        first = write_draft(duty=duty, values={"spent": Decimal(5)}, counts={}, by=manager, now=NOW)
        again = write_draft(
            duty=duty,
            values={"experience": " Bra. "},
            counts={"arbete": CountValues(value=0)},
            by=manager,
            now=NOW,
        )
        assert (again.pk, again.version, again.is_draft) == (first.pk, 1, True)
        row = Report.objects.get(pk=first.pk)
        assert (row.spent, row.experience) == (Decimal(5), "Bra.")
        assert stored(row) == {"arbete": (Decimal(0), None, None)}

    def test_a_number_taken_away_is_not_reported_any_more(self, duty, manager):
        draft = write_draft(
            duty=duty, values={}, counts={"arbete": CountValues(value=3)}, by=manager, now=NOW
        )
        write_draft(duty=duty, values={}, counts={"arbete": CountValues()}, by=manager, now=NOW)
        assert stored(draft) == {}

    def test_personal_numbers_and_impossible_values_are_refused_by_name(self, duty, manager):
        values = {"experience": PERSON, "spent": Decimal(-1), "plan": "kanske", "collaborators": [PERSON]}
        counts = {
            "arbete": CountValues(value=-2),
            "studier": CountValues(value=1, note=PERSON),
            "x": CountValues(1),
        }
        found = refusal(lambda: write_draft(duty=duty, values=values, counts=counts, by=manager, now=NOW))
        assert set(found) == {
            "experience",
            "spent",
            "plan",
            "collaborators",
            "arbete",
            "studier_note",
            "x",
        }
        assert found["spent"] == ["Det förbrukade beloppet kan inte vara negativt."]
        assert found["arbete"] == ["Ett antal kan inte vara negativt."]
        assert found["x"] == ["Måttet x finns inte bland utfallsmåtten."]
        assert not Report.objects.exists()

    def test_what_is_in_has_no_draft_without_a_correction(self, manager):
        report = ReportFactory()
        found = refusal(
            lambda: write_draft(
                duty=report.duty, values={"spent": Decimal(1)}, counts=None, by=manager, now=NOW
            )
        )
        assert found == ["Redovisningen är redan inlämnad."]

    def test_can_be_thrown_away_and_what_is_in_cannot(self):
        draft, report = ReportFactory(draft=True), ReportFactory()
        discard_draft(report=draft)
        assert refusal(lambda: discard_draft(report=report)) == ["Redovisningen är redan inlämnad."]
        assert list(Report.objects.all()) == [report]


class TestHandIn:
    def test_draft_is_received_by_the_programmes_committee(self, duty, manager):
        draft = write_draft(duty=duty, values=WHOLE, counts=HEADS, by=manager, now=NOW)
        hand_in_draft(report=draft, by=manager, now=NOW)
        row = Report.objects.get(pk=draft.pk)
        committee = duty.project.programme.case.committee
        assert (row.submitted_at, row.submitted_by, row.received_by) == (NOW, manager, committee)
        duty.expected.refresh_from_db()
        assert (duty.expected.state, duty.expected.submitted_at) == ("submitted", NOW)

    def test_the_sum_of_the_split_is_the_total(self, duty):
        counts = {"deltagare": CountValues(women=3, men=0, unknown=None, children=7)}
        assert stored(hand_in(duty, counts).record) == {"deltagare": (Decimal(3), 3, 0)}

    def test_what_every_report_has_is_asked_for_at_once(self, duty, manager):
        draft = write_draft(duty=duty, values={}, counts={}, by=manager, now=NOW)
        found = refusal(lambda: hand_in_draft(report=draft, by=manager, now=NOW))
        assert list(found) == ["deltagare", "spent", "plan"]
        assert Report.objects.get().is_draft

    def test_print_knows_what_it_knows(self, duty):
        (outcome,) = hand_in_reports([ReportCandidate(duty, {}, {})], by=None, now=NOW, origin="print")
        assert outcome.status == Status.NEW

    def test_not_before_the_period(self):
        duty = ReportDutyFactory(expected=ExpectedReportFactory(year=2027))
        assert hand_in(duty).refusal.message_dict == {"period": ["Perioden har inte börjat."]}

    def test_not_of_a_draft_and_not_without_a_committee(self):
        draft = ReportDutyFactory(project=ProjectFactory(draft=True))
        assert hand_in(draft).refusal.message_dict == {
            "project": ["Projektet är ett utkast. Lämna in det innan det redovisas."]
        }
        project = ProjectFactory(programme=ProgrammeFactory(case=None), received_by=draft.project.lead)
        assert hand_in(ReportDutyFactory(project=project)).refusal.message_dict == {
            "project": ["Ingen nämnd kan ta emot redovisningen. Ge programmet ett ärende eller medel först."]
        }

    def test_the_second_row_about_the_same_report_is_refused(self, duty):
        first, second = hand_in_reports([candidate(duty), candidate(duty)], by=None, now=NOW, origin="file")
        assert (first.status, second.status) == (Status.NEW, Status.REFUSED)
        assert Report.objects.count() == 1

    def test_what_could_not_be_read_refuses_beside_the_rest(self, duty):
        asked = ReportCandidate(duty, {"plan": "yes"}, HEADS, unread={"forecast": "Obegripligt."})
        (outcome,) = hand_in_reports([asked], by=None, now=NOW, origin="file")
        assert set(outcome.refusal.message_dict) == {"forecast", "spent"}


class TestAgain:
    def test_the_same_is_unchanged(self, duty):
        first = hand_in(duty)
        assert hand_in(duty).status == Status.UNCHANGED
        assert (
            hand_in(duty, {"deltagare": CountValues(value=36, women=23, men=12, unknown=1)}).record
            == first.record
        )
        assert Report.objects.count() == 1

    def test_something_else_is_a_new_version_that_counts(self, duty):
        hand_in(duty)
        second = hand_in(duty, {"arbete": CountValues(value=2)}, spent=Decimal(1), now=LATER)
        assert (second.status, second.record.version) == (Status.CHANGED, 2)
        assert second.changes == (
            Change("spent", Decimal("412500"), Decimal(1)),
            Change("arbete", None, 2),
        )
        assert stored(second.record)["deltagare"] == (Decimal(36), 23, 12)
        assert list(Report.objects.current()) == [second.record]
        duty.expected.refresh_from_db()
        assert duty.expected.submitted_at == NOW  # it came when it first came

    def test_a_number_said_to_be_about_stays_so_when_a_file_repeats_it(self, duty):
        hand_in(duty, HEADS | {"arbete": CountValues(value=4, qualifier="about", note="Från lönen.")})
        assert hand_in(duty, {"arbete": CountValues(value=4)}).status == Status.UNCHANGED
        changed = hand_in(duty, {"arbete": CountValues(value=5)})
        assert [(each.field, each.old, each.new) for each in changed.changes] == [
            ("arbete", 4, 5),
            ("arbete_note", "Från lönen.", None),
            ("arbete_qualifier", "about", None),
        ]

    def test_a_file_passes_by_a_draft_and_leaves_it(self, duty, manager):
        draft = write_draft(duty=duty, values={"cause": "Hemligt."}, counts=None, by=manager, now=NOW)
        outcome = hand_in(duty)
        draft.refresh_from_db()
        assert (outcome.record.version, outcome.record.cause, outcome.record.origin) == (1, "", "file")
        assert (draft.version, draft.is_draft, draft.cause) == (2, True, "Hemligt.")

    def test_returned_comes_again_as_the_next_version(self, duty, manager):
        report = hand_in(duty, HEADS | {"arbete": CountValues(value=4)}).record
        coordinator = person(Role.COORDINATOR)
        return_report(report=report, reason="Erfarenheterna saknas.", by=coordinator, now=NOW)
        draft = Report.objects.drafts().get()
        assert (draft.version, stored(draft)) == (2, stored(report))
        write_draft(duty=duty, values={"experience": "Allt."}, counts=None, by=manager, now=LATER)
        again = hand_in_draft(report=draft, by=manager, now=LATER)
        assert (again.version, again.is_draft) == (2, False)
        duty.expected.refresh_from_db()
        assert (duty.expected.state, duty.expected.submitted_at, duty.expected.return_reason) == (
            "submitted",
            LATER,
            "",
        )

    def test_accepted_is_locked_for_files(self, duty):
        report = hand_in(duty).record
        accept_report(report=report, by=person(Role.COORDINATOR), now=NOW)
        assert hand_in(duty).status == Status.UNCHANGED
        assert hand_in(duty, spent=Decimal(1)).refusal.message_dict == {
            "project": ["Redovisningen är granskad och godtagen. Rätta den på dess egen sida, med skäl."]
        }

    def test_accepted_is_corrected_with_a_reason_and_counts_until_then(self, duty, manager):
        report = hand_in(duty).record
        accept_report(report=report, by=person(Role.COORDINATOR), now=NOW)
        draft = correct_report(report=report, reason="Fel belopp.", by=manager, now=LATER)
        write_draft(duty=duty, values={"spent": Decimal(7)}, counts=None, by=manager, now=LATER)
        assert list(Report.objects.current()) == [report]
        corrected = hand_in_draft(report=draft, by=manager, now=LATER)
        assert (corrected.version, corrected.correction_reason, corrected.spent) == (
            2,
            "Fel belopp.",
            Decimal(7),
        )
        duty.expected.refresh_from_db()
        assert (duty.expected.state, duty.expected.submitted_at, duty.expected.decided_at) == (
            "submitted",
            NOW,
            None,
        )

    def test_a_form_corrects_what_is_accepted_only_with_a_reason(self, duty):
        report = hand_in(duty).record
        accept_report(report=report, by=person(Role.COORDINATOR), now=NOW)
        refused = hand_in(duty, origin="form", spent=Decimal(1))
        assert refused.refusal.message_dict == {"correction_reason": ["Skriv varför redovisningen rättas."]}
        assert (
            hand_in(duty, origin="form", spent=Decimal(1), correction_reason="Fel.").status == Status.CHANGED
        )

    def test_a_checked_number_is_checked_as_long_as_it_stands(self, duty):
        report = hand_in(duty, HEADS | {"arbete": CountValues(value=4)}).record
        OutcomeCount.objects.update(verified=3, verified_at=NOW, verified_why="Mot journalen.")
        second = hand_in(duty, {"arbete": CountValues(value=5)}).record
        assert dict(second.counts.values_list("measure__code", "verified")) == {
            "deltagare": 3,
            "arbete": None,
        }
        assert report.counts.filter(verified=3).count() == 2


def test_as_many_statements_for_many_as_for_few():
    def counted(many):
        programme = ProgrammeFactory()
        duties = [ReportDutyFactory(project=ProjectFactory(programme=programme)) for _each in range(many)]
        for duty in duties[1:]:
            ReportFactory(duty=duty, draft=True)
        hand_in_reports([candidate(duty) for duty in duties[:1]], by=None, now=NOW, origin="file")
        both = HEADS | {"arbete": CountValues(value=2), "studier": CountValues(value=0)}
        with CaptureQueriesContext(connection) as queries:
            hand_in_reports([candidate(duty, both) for duty in duties], by=None, now=NOW, origin="file")
        return len(queries)

    assert counted(2) == counted(6)


def test_nothing_is_nothing():
    assert hand_in_reports([], by=None, now=NOW) == []


def test_states_agree_with_the_database(duty):
    """The words of the domain are those of the constraint: one draft a duty, and a version once."""
    ReportFactory(duty=duty, draft=True)
    other = ReportFactory.build(duty=duty, version=2, draft=True)
    with pytest.raises(ValidationError) as refused:
        other.validate_constraints()
    assert refused.value.messages == ["Det finns redan ett utkast till redovisningen."]
    assert ExpectedReport.objects.get(pk=duty.expected_id).state == "awaited"
    assert OutcomeCountFactory(report=Report.objects.get()).counted == 12
