"""Documents on their way, for tests: begun, reviewed, signed, sent, decided, by the domain itself."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from django.utils import timezone

from portal.documents.domain.deciding import Decision, register_decision
from portal.documents.domain.drafting import begin
from portal.documents.domain.living import current_live
from portal.documents.domain.reviewing import mark_reviewed, send_for_review
from portal.documents.domain.sending import send_with_summons
from portal.documents.domain.signing import sign, signing_hash
from portal.documents.models import DecisionPoint, Document, Meeting, Recipient, TemplateSection
from portal.documents.models.kinds import SectionRole
from portal.organisation.models import Organisation, Role
from tests.factories.documents import TemplateFactory
from tests.factories.portal import CaseFactory, CaseNumberFactory, OrganisationFactory, person

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MEETING = date(2026, 12, 15)


def authority() -> SimpleNamespace:
    """A nämnd with its administration, and who works there: ``writer``, ``chief`` (of department), ``head``,
    ``registrar``; ``other`` is a second nämnd. Each nämnd has a ``meeting``."""
    committee = OrganisationFactory(committee=True, committee_name="Socialnämnden")
    house = OrganisationFactory(
        kind=Organisation.Kind.ADMINISTRATION,
        parent=committee,
        short_name="Socialförvaltningen",
        administration_name="Socialförvaltningen",
    )
    other = OrganisationFactory(committee=True, committee_name="Integrationsnämnden")
    return SimpleNamespace(
        committee=committee,
        house=house,
        other=other,
        writer=person(Role.COMMITTEE_SECRETARY, house),
        chief=person(Role.HEAD_OF_DEPARTMENT, house),
        head=person(Role.HEAD_OF_ADMINISTRATION, house),
        registrar=person(Role.REGISTRAR, house),
        meeting=Meeting.objects.create(committee=committee, held_on=MEETING),
        other_meeting=Meeting.objects.create(committee=other, held_on=MEETING + timedelta(days=1)),
        template=template(),
        case=CaseFactory(committee=committee),
    )


def template():
    made = TemplateFactory()
    for order, (role, heading, text) in enumerate(
        [
            (SectionRole.PROPOSAL, "Förslag till beslut", ""),
            (SectionRole.SUMMARY, "Sammanfattning", "Medlen räckte."),
            (SectionRole.PREPARATION, "Ärendets beredning", ""),
            (SectionRole.MATTER, "Ärendet", "Så gick det till."),
        ],
        start=1,
    ):
        TemplateSection.objects.create(
            template=made,
            order=order,
            role=role,
            heading=heading,
            text=text,
            instruction="Bara för den som skriver.",
        )
    return made


def begun(here: SimpleNamespace, *, numbered: bool = True, **more) -> Document:
    """A draft to the own nämnd and its meeting, with a point; its case has a number."""
    given = {
        "template": here.template,
        "owner": here.house,
        "officer": here.writer,
        "title": "Redovisning av projektmedel",
        "recipients": [(here.committee, here.meeting)],
        "case": here.case,
        "now": NOW,
    }
    document = begin(**(given | more))
    if numbered and not here.case.numbers.exists():
        CaseNumberFactory(case=here.case, body=here.committee, number="1.2.4-182-2026")
    DecisionPoint.objects.create(
        document=document, order=1, kind="approve", text="Socialnämnden godkänner redovisningen."
    )
    return document


def reviewed(here: SimpleNamespace, document: Document | None = None) -> Document:
    document = document or begun(here)
    send_for_review(document=document, live=live(document), by=here.writer, now=NOW)
    return mark_reviewed(document=document, by=here.chief, now=NOW)


def live(document: Document, now: datetime = NOW):
    return current_live(document, today=timezone.localdate(now))


def sign_as(document: Document, who, *, now: datetime = NOW, **more):
    """Sign with the first unsigned function that ``who`` has, on the text as it stands."""
    role = next(iter(who.reach.roles))
    signatory = document.signatories.get(role=role)
    return sign(
        signatory=signatory, seen_hash=signing_hash(document, live(document, now)), by=who, now=now, **more
    )


def signed(here: SimpleNamespace, document: Document | None = None) -> Document:
    document = reviewed(here, document)
    for who in (here.head, here.chief):
        sign_as(document, who)
    return Document.objects.get(pk=document.pk)


def sent(here: SimpleNamespace, document: Document | None = None) -> Document:
    document = signed(here, document)
    for to in document.recipients.all():
        meeting = to.meeting or Meeting.objects.get(committee=to.committee)
        send_with_summons(
            recipient=to, meeting=meeting, number="", sent_on=NOW.date(), by=here.registrar, now=NOW
        )
    return Document.objects.get(pk=document.pk)


AFTER = datetime(2026, 12, 20, 9, tzinfo=UTC)


def decide(here: SimpleNamespace, to: Recipient, outcome: str = "as_proposed", **more) -> Recipient:
    given = {"decided_on": MEETING, "paragraph": "§ 7"} | more
    return register_decision(recipient=to, decision=Decision(outcome, **given), by=here.registrar, now=AFTER)
