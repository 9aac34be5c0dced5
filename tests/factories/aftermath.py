"""Targets, follow-ups, uppdrag and names in the follow-up system: plain defaults, nothing hidden."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from projects.models import (
    CityGoal,
    Commission,
    CommissionProject,
    FollowUp,
    FollowUpName,
    GoalLink,
    PrintedPoint,
    Target,
)
from tests.factories.portal import CaseFactory, OrganisationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.reports import measure


class TargetFactory(DjangoModelFactory):
    """At least 30 in practice. ``code`` and ``base_code`` name measures; with a base it is a percentage."""

    class Meta:
        model = Target

    class Params:
        code = "praktik"
        base_code = ""

    project = factory.SubFactory(ProjectFactory)
    text = "Fler ska få praktik."
    value = Decimal(30)
    unit = "personer i praktik"
    measure = factory.LazyAttribute(lambda row: measure(row.code) if row.code else None)
    base = factory.LazyAttribute(lambda row: measure(row.base_code) if row.base_code else None)
    is_percent = factory.LazyAttribute(lambda row: bool(row.base_code))


class FollowUpFactory(DjangoModelFactory):
    """Six months after the end, due 30 June 2026, not answered. Trait: ``running=True``."""

    class Meta:
        model = FollowUp

    project = factory.SubFactory(ProjectFactory)
    months = 6
    due_on = date(2026, 6, 30)

    class Params:
        running = factory.Trait(answer=FollowUp.Answer.RUNNING, where="Enheten", answered_on=date(2026, 7, 1))


class CityGoalFactory(DjangoModelFactory):
    class Meta:
        model = CityGoal

    year = 2026
    number = factory.Sequence(lambda n: f"1.{n + 1}")
    text = "Fler har egen försörjning."


class GoalLinkFactory(DjangoModelFactory):
    class Meta:
        model = GoalLink

    project = factory.SubFactory(ProjectFactory)
    goal = factory.SubFactory(CityGoalFactory)


class CommissionFactory(DjangoModelFactory):
    """Given by a new nämnd to another on 12 January 2026, due 1 June. Trait: ``answered=True``."""

    class Meta:
        model = Commission

    text = factory.Sequence(lambda n: f"Återkom med kostnaden för åtgärd {n}.")
    given_by = factory.SubFactory(OrganisationFactory, committee=True)
    given_on = date(2026, 1, 12)
    committee = factory.SubFactory(OrganisationFactory, committee=True)
    due_on = date(2026, 6, 1)

    class Params:
        answered = factory.Trait(
            state=Commission.State.ANSWERED, answered_on=date(2026, 5, 20), answered_in="Tertialrapport 1"
        )


class CommissionProjectFactory(DjangoModelFactory):
    class Meta:
        model = CommissionProject

    commission = factory.SubFactory(CommissionFactory)
    project = factory.SubFactory(ProjectFactory)


class PrintedPointFactory(DjangoModelFactory):
    class Meta:
        model = PrintedPoint

    case = factory.SubFactory(CaseFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = PrintedPoint.Kind.DECISION
    body = "socialtjänstnämnden"
    day = "2004-03-23"
    text = "Slutrapporten godkänns."
    status = "beslutad"
    source = "Utlåtande 2005: RVII"


class FollowUpNameFactory(DjangoModelFactory):
    """The name of a new organisation."""

    class Meta:
        model = FollowUpName

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"{n} Stadsdel")
