"""What waits before the nämnder decide, and who hears of it; what a search and a case find."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from portal.organisation.models import Role
from projects import finding, rounds_todo
from projects.domain.ungranting import remove_grant
from projects.models import Grant
from tests.factories.applications import (
    AllocationFactory,
    ApplicationFactory,
    CommitteeDecisionFactory,
    asking,
    round_of_two,
)
from tests.factories.portal import CaseFactory, OrganisationFactory, person
from tests.factories.projects import GrantFactory, ProjectFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 20)


def told(user):
    return [(item.title, item.detail, item.urgency) for item in rounds_todo.waiting(user, TODAY)]


def test_a_district_hears_of_its_own_drafts_and_the_last_day():
    district = OrganisationFactory()
    near, *_ = round_of_two(apply_by=TODAY + timedelta(days=14))
    far, *_ = round_of_two(apply_by=TODAY + timedelta(days=15))
    past, *_ = round_of_two(apply_by=TODAY - timedelta(days=1))
    endless, *_ = round_of_two()
    for round, title in ((near, "Nära"), (far, "Långt"), (past, "Sen"), (endless, "Alltid")):
        asking(round, draft=True, lead=district, title=title)
    asking(near, draft=True, title="En annans")
    asking(near, lead=district, title="Inlämnad")
    assert told(person(Role.PROJECT_MANAGER, district)) == [
        ("Lämna in ansökan: Sen", "Sista dagen var 2026-06-19.", 3),
        ("Lämna in ansökan: Nära", "Sista dagen att söka är 2026-07-04.", 2),
        ("Lämna in ansökan: Långt", "Sista dagen att söka är 2026-07-05.", 1),
        ("Lämna in ansökan: Alltid", "Utkastet ser bara din egen förvaltning.", 1),
    ]


def test_the_coordinator_hears_of_what_is_to_assess_decide_and_report():
    round, first, second = round_of_two()
    for _ in range(2):
        asking(round)
    assessed = asking(round, assessed=True)
    AllocationFactory(application=assessed, committee=first)
    round.committees.filter(committee=first).update(meets_on=TODAY - timedelta(days=1))
    CommitteeDecisionFactory(round=round, committee=second, paragraph="", delegation="4.2")
    name = f"{round.programme}, beslutstillfälle 1"
    assert told(person(Role.COORDINATOR)) == [
        ("2 ansökningar att bedöma", name, 2),
        ("1 delegationsbeslut att anmäla", name, 1),
        ("Registrera beslut: A-nämnden", f"{name}. Nämnden sammanträdde 2026-06-19.", 2),
    ]
    assert told(person(Role.AUDITOR)) == []


def test_a_committee_that_has_not_met_or_has_nothing_before_it_waits_for_nothing():
    round, first, second = round_of_two()
    AllocationFactory(application=asking(round, assessed=True), committee=first)
    round.committees.update(meets_on=TODAY)
    assert told(person(Role.COORDINATOR)) == []
    round.committees.filter(committee=second).update(meets_on=TODAY - timedelta(days=1))
    assert told(person(Role.COORDINATOR)) == []


def test_a_search_finds_applications_and_a_foreign_draft_never():
    round, *_ = round_of_two()
    mine = asking(round, draft=True, title="Språkvandringar i Husby")
    handed_in = asking(round, title="Sprakvandringar på Söder")

    def found(user):
        return [
            (hit.title, hit.kind) for hit in finding.find("språkvandringar", user) if hit.kind == "Ansökan"
        ]

    assert found(person(Role.COORDINATOR)) == [(handed_in.title, "Ansökan")]
    assert found(person(Role.PROJECT_MANAGER, mine.lead)) == [(mine.title, "Ansökan")]


def test_a_case_knows_its_applications():
    case = CaseFactory()
    application = ApplicationFactory(case=case, title="Vägen")
    ApplicationFactory(draft=True, case=case, title="Hemligt")
    (entry,) = finding.on_case(case, person(Role.COORDINATOR))
    assert (entry.kind, entry.title, entry.url) == (
        "Ansökan",
        "Vägen",
        f"/projekt/ansokningar/{application.pk}/",
    )


def test_a_grant_written_by_mistake_is_taken_away_with_a_reason(client):
    grant = GrantFactory(project=ProjectFactory(), amount=Decimal(100000))
    client.force_login(person(Role.COORDINATOR))
    path = f"/projekt/{grant.project_id}/medel/{grant.pk}/ta-bort/"
    assert client.post(path, {"why": " "}).context["form"].errors["why"] == ["Detta fält måste fyllas i."]
    assert Grant.objects.count() == 1
    assert client.post(path, {"why": "Fel projekt"}).url == f"/projekt/{grant.project_id}/#medel"
    assert Grant.objects.count() == 0
    deleted = Grant.pgh_event_model.objects.get(pgh_label="delete")
    assert deleted.pgh_context.metadata["why"] == "Fel projekt"


def test_a_grant_that_was_decided_reported_on_or_prolonged_stays():
    project = ProjectFactory()
    decided = GrantFactory(project=project, application=ApplicationFactory(project=project, state="granted"))
    first = GrantFactory(project=ProjectFactory(), number=1)
    GrantFactory(project=first.project, number=2, extension=True)
    said = []
    for grant in (decided, first):
        with pytest.raises(ValidationError) as caught:
            remove_grant(grant=grant, why="x")
        said += caught.value.messages
    assert said == [
        "Nämnderna har beslutat om medlen. Rätta beloppet, eller registrera en återföring av medel.",
        "En förlängning behöver ett första beslut för samma projekt, samma år eller tidigare.",
    ]
