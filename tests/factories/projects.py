"""Programmes, projects and grants for tests: plain defaults, nothing hidden.

Deterministic: names are numbered, dates are fixed. A project is handed in unless ``draft=True``.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from projects.models import (
    Appropriation,
    Area,
    DecisionRound,
    Grant,
    GrantShare,
    ImplementationStatement,
    Partnership,
    Programme,
    Project,
    PublishedAccount,
    ReportDuty,
)
from tests.factories.portal import CaseFactory, ExpectedReportFactory, OrganisationFactory

HANDED_IN = datetime(2026, 5, 4, 9, tzinfo=UTC)


class ProgrammeFactory(DjangoModelFactory):
    """Running since 2026, with a case. Traits: ``published=True`` (printed, 2002-2003), ``example=True``."""

    class Meta:
        model = Programme

    name = factory.Sequence(lambda n: f"Program {n}")
    slug = factory.Sequence(lambda n: f"program-{n}")
    starts_on = date(2026, 1, 1)
    case = factory.SubFactory(CaseFactory)

    class Params:
        published = factory.Trait(
            is_published=True, published_year=2005, starts_on=date(2002, 1, 1), ends_on=date(2003, 12, 31)
        )
        example = factory.Trait(is_example=True)


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area
        django_get_or_create = ("name",)

    name = "Arbetsmarknad"


class AppropriationFactory(DjangoModelFactory):
    """Five million kronor of a new nämnd for 2026, nothing used yet."""

    class Meta:
        model = Appropriation

    programme = factory.SubFactory(ProgrammeFactory)
    committee = factory.SubFactory(OrganisationFactory, committee=True)
    year = 2026
    budget = Decimal("5000000.00")


class ProjectFactory(DjangoModelFactory):
    """Handed in to the programme's committee, led by a new district. Trait: ``draft=True``."""

    class Meta:
        model = Project

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: f"1.{n + 1}")
    title = factory.Sequence(lambda n: f"Projekt {n}")
    area = factory.SubFactory(AreaFactory)
    lead = factory.SubFactory(OrganisationFactory)
    submitted_at = HANDED_IN
    received_by = factory.LazyAttribute(lambda row: row.programme.case.committee)

    class Params:
        draft = factory.Trait(submitted_at=None, received_by=None)


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership

    project = factory.SubFactory(ProjectFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class DecisionRoundFactory(DjangoModelFactory):
    class Meta:
        model = DecisionRound

    programme = factory.SubFactory(ProgrammeFactory)
    number = 1


class GrantFactory(DjangoModelFactory):
    """A first grant of 100 tkr for 2026, no shares. Traits: ``extension=True``, ``unknown_year=True``."""

    class Meta:
        model = Grant

    project = factory.SubFactory(ProjectFactory)
    number = factory.Sequence(lambda n: n + 1)
    year = 2026
    amount = Decimal("100000.00")
    kind = Grant.Kind.INITIAL

    class Params:
        extension = factory.Trait(kind=Grant.Kind.EXTENSION)
        unknown_year = factory.Trait(year=None)


class GrantShareFactory(DjangoModelFactory):
    """All of the grant on one new nämnd."""

    class Meta:
        model = GrantShare

    grant = factory.SubFactory(GrantFactory)
    committee = factory.SubFactory(OrganisationFactory, committee=True)
    amount = factory.SelfAttribute("grant.amount")


class PublishedAccountFactory(DjangoModelFactory):
    class Meta:
        model = PublishedAccount

    project = factory.SubFactory(ProjectFactory)
    source = "003"


class ImplementationStatementFactory(DjangoModelFactory):
    """Four yes and one no, printed for the lead as a whole."""

    class Meta:
        model = ImplementationStatement

    programme = factory.SubFactory(ProgrammeFactory)
    lead = factory.SubFactory(OrganisationFactory)
    yes, no = 4, 1
    source = "003"


class ReportDutyFactory(DjangoModelFactory):
    """The project's lead owes a report."""

    class Meta:
        model = ReportDuty

    project = factory.SubFactory(ProjectFactory)
    expected = factory.SubFactory(ExpectedReportFactory, organisation=factory.SelfAttribute("..project.lead"))
