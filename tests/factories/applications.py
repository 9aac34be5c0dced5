"""Rounds, applications and what is proposed and decided, for tests: plain defaults, nothing hidden."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from projects.models import (
    Allocation,
    Application,
    ApplicationBudget,
    Assessment,
    CommitteeDecision,
    RoundCommittee,
    Target,
)
from tests.factories.portal import OrganisationFactory
from tests.factories.projects import (
    AppropriationFactory,
    AreaFactory,
    DecisionRoundFactory,
    ProgrammeFactory,
    ProjectFactory,
)

HANDED_IN = datetime(2026, 5, 4, 9, tzinfo=UTC)


class RoundCommitteeFactory(DjangoModelFactory):
    class Meta:
        model = RoundCommittee

    round = factory.SubFactory(DecisionRoundFactory)
    committee = factory.SubFactory(OrganisationFactory, committee=True)


class ApplicationFactory(DjangoModelFactory):
    """Handed in for a new project of a new district. Traits: ``draft=True``, ``assessed=True``."""

    class Meta:
        model = Application

    round = factory.SubFactory(DecisionRoundFactory)
    title = factory.Sequence(lambda n: f"Ansökan {n}")
    area = factory.SubFactory(AreaFactory)
    lead = factory.SubFactory(OrganisationFactory)
    target_group = "Vuxna som söker arbete."
    goal = "Fler i arbete."
    implementation_plan = "Arbetssättet blir en del av mottagningen."
    state = Application.State.SUBMITTED
    submitted_at = HANDED_IN
    received_by = factory.LazyAttribute(lambda row: row.round.programme.case.committee)

    class Params:
        draft = factory.Trait(state=Application.State.DRAFT, submitted_at=None, received_by=None)
        assessed = factory.Trait(state=Application.State.ASSESSED)


class ApplicationBudgetFactory(DjangoModelFactory):
    """400 tkr for 2026."""

    class Meta:
        model = ApplicationBudget

    application = factory.SubFactory(ApplicationFactory)
    year = 2026
    amount = Decimal("400000.00")


class TargetFactory(DjangoModelFactory):
    """Twenty people in work by the end of 2026, of an application."""

    class Meta:
        model = Target

    application = factory.SubFactory(ApplicationFactory)
    text = "Tjugo personer ska ha arbete."
    value = Decimal("20.00")
    unit = "personer"
    due_on = date(2026, 12, 31)


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    application = factory.SubFactory(ApplicationFactory, assessed=True)
    assessed_at = HANDED_IN


class AllocationFactory(DjangoModelFactory):
    """200 tkr proposed of a new nämnd for 2026, not decided."""

    class Meta:
        model = Allocation

    application = factory.SubFactory(ApplicationFactory, assessed=True)
    committee = factory.SubFactory(OrganisationFactory, committee=True)
    year = 2026
    proposed = Decimal("200000.00")


class CommitteeDecisionFactory(DjangoModelFactory):
    class Meta:
        model = CommitteeDecision

    round = factory.SubFactory(DecisionRoundFactory)
    committee = factory.SubFactory(OrganisationFactory, committee=True)
    outcome = CommitteeDecision.Outcome.AS_PROPOSED
    decided_on = date(2026, 6, 9)
    adjusted_on = date(2026, 6, 16)
    paragraph = "§ 12"
    registered_at = HANDED_IN


def round_of_two(*, budget="1000000.00", years=(2026,), **more):
    """A round that two nämnder decide in, each with ``budget`` kronor a year: (round, first, second)."""
    round = DecisionRoundFactory(programme=ProgrammeFactory(), **more)
    committees = [OrganisationFactory(committee=True, short_name=name) for name in ("A-nämnden", "B-nämnden")]
    for committee in committees:
        RoundCommitteeFactory(round=round, committee=committee)
        for year in years:
            AppropriationFactory(
                programme=round.programme, committee=committee, year=year, budget=Decimal(budget)
            )
    return (round, *committees)


def asking(round, tkr=400, *, year=2026, **more):
    """An application of the round, whole, that asks for ``tkr`` thousand kronor of a year."""
    application = ApplicationFactory(round=round, **more)
    ApplicationBudgetFactory(application=application, year=year, amount=Decimal(tkr) * 1000)
    TargetFactory(application=application)
    return application


def extension_of(project, round, tkr=100, *, year=2026, **more):
    """An application that asks to prolong ``project``."""
    return asking(round, tkr, year=year, kind="extension", project=project, lead=project.lead, **more)


__all__ = [
    "AllocationFactory",
    "ApplicationBudgetFactory",
    "ApplicationFactory",
    "AssessmentFactory",
    "CommitteeDecisionFactory",
    "ProjectFactory",
    "RoundCommitteeFactory",
    "TargetFactory",
    "asking",
    "extension_of",
    "round_of_two",
]
