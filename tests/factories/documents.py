"""Committee documents for tests: a draft of a nämnd's administration, with sections when asked for."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from portal.documents.models import (
    Appendix,
    DecisionPoint,
    Document,
    Frozen,
    Recipient,
    Section,
    Signatory,
    Template,
)
from portal.documents.models.kinds import DocumentKind, SectionRole
from portal.files.models import StoredFile
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
    """A draft of an administration. ``signed=True``: one that is signed."""

    class Meta:
        model = Document
        skip_postgeneration_save = True

    kind = factory.SelfAttribute("template.kind")
    template = factory.SubFactory(TemplateFactory)
    owner = factory.SubFactory(OrganisationFactory, committee=True)
    officer = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Handling {n}")
    dated = date(2026, 11, 24)
    created_at = NOW

    @factory.post_generation
    def signed(self, create, wanted, **more):
        if wanted:
            seal(self)


def seal(document: Document) -> Document:
    """Let a draft be signed in the order the database asks for: reviewed, signed by all, frozen (nothing)."""
    rows = Document.objects.filter(pk=document.pk)
    rows.update(state=Document.State.REVIEWED)
    if not document.signatories.exists():
        SignatoryFactory(document=document)
    document.signatories.update(signed_at=NOW, signed_by=document.officer)
    file = StoredFile.objects.create(name="tom.pdf", content_type="application/pdf", size=1, sha256="0" * 64)
    papers = dict.fromkeys(("pdf", "word", "public_pdf", "public_word"), file)
    Frozen.objects.create(
        document=document, data={}, sha256="0" * 64, frozen_at=NOW, frozen_by=document.officer, **papers
    )
    rows.update(state=Document.State.SIGNED, signed_at=NOW)
    document.refresh_from_db()
    return document


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
