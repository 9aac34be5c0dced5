"""Organisations, people, cases and expected reports for tests: plain defaults, nothing hidden.

Deterministic: names are numbered, dates are fixed, no invented person.
"""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from portal.cases.models import Case, CaseNumber, Registry
from portal.comments.models import Comment
from portal.deadlines.models import ExpectedReport, WheelEntry
from portal.organisation.models import (
    Assignment,
    Membership,
    Neighbourhood,
    Organisation,
    Role,
    Succession,
    User,
)
from portal.organisation.models.people import DISTRICT_ROLES

PASSWORD = "en-mening-som-bara-provas"


class OrganisationFactory(DjangoModelFactory):
    """A district by default. Traits: ``committee=True`` (nämnd), ``association=True``, ``joint=True``."""

    class Meta:
        model = Organisation

    key = factory.Sequence(lambda n: f"organisation-{n}")
    kind = Organisation.Kind.DISTRICT
    short_name = factory.Sequence(lambda n: f"Stadsdel {n}")

    class Params:
        committee = factory.Trait(
            kind=Organisation.Kind.COMMITTEE, short_name=factory.Sequence(lambda n: f"Nämnd {n}")
        )
        association = factory.Trait(
            kind=Organisation.Kind.VOLUNTARY, short_name=factory.Sequence(lambda n: f"Förening {n}")
        )
        joint = factory.Trait(
            kind=Organisation.Kind.JOINT, short_name=factory.Sequence(lambda n: f"Gemensam {n}")
        )


class SuccessionFactory(DjangoModelFactory):
    """A merger on 1 July 2023 by default."""

    class Meta:
        model = Succession

    predecessor = factory.SubFactory(OrganisationFactory)
    successor = factory.SubFactory(OrganisationFactory)
    on = date(2023, 7, 1)
    kind = Succession.Kind.MERGE
    takes_over = True


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    joint = factory.SubFactory(OrganisationFactory, joint=True)
    member = factory.SubFactory(OrganisationFactory)


class NeighbourhoodFactory(DjangoModelFactory):
    """Husby and the like: a part of a new district, as far back as anybody knows."""

    class Meta:
        model = Neighbourhood

    name = factory.Sequence(lambda n: f"Grannskap {n}")
    district = factory.SubFactory(OrganisationFactory)


class UserFactory(DjangoModelFactory):
    """Somebody with an account (password: PASSWORD) and no role."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person-{n}")
    password = factory.django.Password(PASSWORD)


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    user = factory.SubFactory(UserFactory)
    role = Role.COORDINATOR
    organisation = factory.SubFactory(OrganisationFactory)
    valid_from = date(2020, 1, 1)


def person(role: Role | str, organisation: Organisation | None = None, **account) -> User:
    """A user who holds ``role`` since 2020 at ``organisation`` (a new district, or a new nämnd when the role
    is central). ``account`` are fields of the user, such as ``username="samordnare"``."""
    if organisation is None:
        organisation = OrganisationFactory(committee=Role(role) not in DISTRICT_ROLES)
    user = UserFactory(**account)
    AssignmentFactory(user=user, role=role, organisation=organisation)
    return user


class RegistryFactory(DjangoModelFactory):
    """A committee whose numbers the portal gives (the default in real life is the city's diarium)."""

    class Meta:
        model = Registry

    body = factory.SubFactory(OrganisationFactory, committee=True)
    source = Registry.Source.PORTAL
    prefix = ""


class CaseFactory(DjangoModelFactory):
    """An open case that its committee still holds. Trait: ``closed=True``."""

    class Meta:
        model = Case

    title = factory.Sequence(lambda n: f"Ärende {n}")
    committee = factory.SubFactory(OrganisationFactory, committee=True)
    holder = factory.SelfAttribute("committee")
    opened_on = date(2026, 1, 12)

    class Params:
        closed = factory.Trait(closed_on=date(2026, 6, 30))


class CaseNumberFactory(DjangoModelFactory):
    """A number given by the case's holder."""

    class Meta:
        model = CaseNumber

    case = factory.SubFactory(CaseFactory)
    body = factory.SelfAttribute("case.holder")
    number = factory.Sequence(lambda n: f"2026/{n + 1}")


class WheelEntryFactory(DjangoModelFactory):
    """Tertial 1, due on 8 May."""

    class Meta:
        model = WheelEntry
        django_get_or_create = ("kind", "number")

    kind = WheelEntry.Kind.TERTIAL
    number = 1
    title = "Tertialrapport 1"
    due_month, due_day = 5, 8


_HANDED_IN = datetime(2026, 5, 4, 9, tzinfo=UTC)


class ExpectedReportFactory(DjangoModelFactory):
    """Awaited for tertial 1 2026, due 8 May 2026. Traits: ``submitted``, ``accepted``, ``returned``."""

    class Meta:
        model = ExpectedReport

    organisation = factory.SubFactory(OrganisationFactory)
    period_kind = WheelEntry.Kind.TERTIAL
    year, number = 2026, 1
    due_on = date(2026, 5, 8)

    class Params:
        submitted = factory.Trait(state=ExpectedReport.State.SUBMITTED, submitted_at=_HANDED_IN)
        accepted = factory.Trait(
            state=ExpectedReport.State.ACCEPTED, submitted_at=_HANDED_IN, decided_at=_HANDED_IN
        )
        returned = factory.Trait(
            state=ExpectedReport.State.RETURNED,
            submitted_at=_HANDED_IN,
            decided_at=_HANDED_IN,
            return_reason="Deltagarna saknas.",
        )


class CommentFactory(DjangoModelFactory):
    """A shared remark ``about`` something, by somebody of ``authority``."""

    class Meta:
        model = Comment

    author = factory.SubFactory(UserFactory)
    authority = factory.SubFactory(OrganisationFactory)
    audience = Comment.Audience.SHARED
    text = "Ring projektledaren."
    written_at = _HANDED_IN
