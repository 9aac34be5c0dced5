"""Committee documents for tests: a draft of a nämnd's administration, with sections when asked for."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from portal.documents.models import (
    Appendix,
    DecisionPoint,
    Document,
    Recipient,
    Section,
    Signatory,
    Template,
)
from portal.documents.models.kinds import DocumentKind, SectionRole
from portal.organisation.models import Role
from tests.factories.portal import OrganisationFactory, UserFactory

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class TemplateFactory(DjangoModelFactory):
    """A nämnd's own template, so that many may be in use."""

    class Meta:
        model = Template

    kind = DocumentKind.REPORT
    name = factory.Sequence(lambda n: f"Mall {n}")
    committee = factory.SubFactory(OrganisationFactory, committee=True)


class DocumentFactory(DjangoModelFactory):
    """A draft of an administration. Trait: ``signed=True``."""

    class Meta:
        model = Document

    kind = factory.SelfAttribute("template.kind")
    template = factory.SubFactory(TemplateFactory)
    owner = factory.SubFactory(OrganisationFactory, committee=True)
    officer = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Handling {n}")
    dated = date(2026, 11, 24)
    created_at = NOW

    class Params:
        signed = factory.Trait(state=Document.State.SIGNED, signed_at=NOW)


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    document = factory.SubFactory(DocumentFactory)
    order = factory.Sequence(lambda n: n + 1)
    role = SectionRole.MATTER
    heading = "Ärendet"


class DecisionPointFactory(DjangoModelFactory):
    class Meta:
        model = DecisionPoint

    document = factory.SubFactory(DocumentFactory)
    order = factory.Sequence(lambda n: n + 1)
    kind = DecisionPoint.Kind.APPROVE
    text = "Socialnämnden godkänner redovisningen."


class RecipientFactory(DjangoModelFactory):
    class Meta:
        model = Recipient

    document = factory.SubFactory(DocumentFactory)
    order = factory.Sequence(lambda n: n + 1)
    committee = factory.SubFactory(OrganisationFactory, committee=True)


class SignatoryFactory(DjangoModelFactory):
    class Meta:
        model = Signatory

    document = factory.SubFactory(DocumentFactory)
    order = factory.Sequence(lambda n: n + 1)
    administration = factory.SelfAttribute("document.owner")
    role = Role.HEAD_OF_ADMINISTRATION
    title = "förvaltningschef"


class AppendixFactory(DjangoModelFactory):
    class Meta:
        model = Appendix

    document = factory.SubFactory(DocumentFactory)
    order = factory.Sequence(lambda n: n + 1)
    title = "Rapporten"
