"""A district's draft is handed in to the programme's nämnd, once."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from portal.organisation.models import Role
from projects.domain.handing_in import hand_in_project, receiving_committee
from projects.models import Project
from tests.factories.portal import SuccessionFactory, person
from tests.factories.projects import AppropriationFactory, ProgrammeFactory, ProjectFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def refusal(project):
    with pytest.raises(ValidationError) as refused:
        hand_in_project(project=project, by=None, now=NOW)
    return refused.value


def test_draft_is_received_by_the_committee_that_holds_the_case():
    draft = ProjectFactory(draft=True)
    by = person(Role.PROJECT_MANAGER, draft.lead)
    hand_in_project(project=draft, by=by, now=NOW)
    stored = Project.objects.get(pk=draft.pk)
    assert (stored.submitted_at, stored.submitted_by, stored.received_by) == (
        NOW,
        by,
        draft.programme.case.holder,
    )


def test_what_is_handed_in_is_not_handed_in_again():
    project = ProjectFactory(draft=True)
    hand_in_project(project=project, by=None, now=NOW)
    assert refusal(project).messages == ["Underlaget är redan inlämnat och kan inte lämnas in igen."]


def test_what_it_continues_is_handed_in_first():
    earlier = ProjectFactory(draft=True, number="1.1")
    later = ProjectFactory(draft=True, programme=earlier.programme, lead=earlier.lead, continues=earlier)
    assert refusal(later).message_dict == {
        "continues": ["Lämna först in projektet som det är en fortsättning på (1.1)."]
    }
    hand_in_project(project=earlier, by=None, now=NOW)
    later.refresh_from_db()
    assert hand_in_project(project=later, by=None, now=NOW).is_draft is False


def test_a_number_that_was_taken_in_the_meantime_is_said_then_with_what_to_do():
    draft = ProjectFactory(draft=True, number="2.2.5")
    ProjectFactory(programme=draft.programme, number="2.2.5")
    assert refusal(draft).message_dict == {
        "number": [
            "Numret 2.2.5 finns redan på ett inlämnat projekt i programmet. "
            "Ändra utkastets nummer och lämna in igen."
        ]
    }
    draft.number = "2.2.6"
    draft.save()
    assert hand_in_project(project=draft, by=None, now=NOW).is_draft is False


def test_programme_without_committee_receives_nothing():
    draft = ProjectFactory(draft=True, programme=ProgrammeFactory(case=None))
    assert refusal(draft).message_dict == {
        "programme": ["Ingen nämnd kan ta emot projektet. Ge programmet ett ärende eller medel först."]
    }


def test_committee_that_has_ended_is_followed_by_its_heir_from_that_day():
    programme = ProgrammeFactory(case=None)
    last = AppropriationFactory(programme=programme).committee
    heir = SuccessionFactory(predecessor=last, on=date(2027, 1, 1)).successor
    assert receiving_committee(programme, on=date(2026, 12, 31)) == last
    assert receiving_committee(programme, on=date(2027, 1, 1)) == heir
