"""Agreements for tests: the three parties of 2018 by default, drafted, sent or signed."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from funding.domain.drafting import TermsContent, draft_first
from funding.domain.registering import Seat, register_agreement
from funding.domain.sending import send_for_signing
from funding.domain.signing import Signer, sign
from funding.domain.supporting import register_support
from funding.models import ActualCost, Agreement, CodePart, CostType, Party, PartyDuty, PartyReport, Terms
from tests.factories.portal import CaseNumberFactory, ExpectedReportFactory, OrganisationFactory, UserFactory

NOW = datetime(2018, 8, 20, 9, tzinfo=UTC)
FIRST, LAST = date(2018, 9, 1), date(2019, 12, 31)
SHARES = {"Kungsholmen": "23", "Norrmalm": "66", "Östermalm": "11"}
DIRECTOR = Signer(name="", title="stadsdelsdirektör")


def cost_type(code: str = "personal") -> CostType:
    return CostType.objects.get_or_create(code=code, defaults={"name": code, "heading": code})[0]


def make_agreement(shares: dict[str, str] | None = None, host: str = "Norrmalm") -> Agreement:
    """Register an agreement, with its registry number, between districts of the names given; ``host`` runs
    the work."""
    owner = OrganisationFactory(committee=True)
    number = Agreement.objects.count()
    case = CaseNumberFactory(case__committee=owner, case__kind="agreement").case
    agreement = Agreement(
        key=f"overenskommelse-{number}", title=f"Överenskommelse {number}", owner=owner, case=case
    )
    seats = [
        Seat(OrganisationFactory(short_name=name), name == host, order, order, order)
        for order, name in enumerate(shares or SHARES, start=1)
    ]
    return register_agreement(agreement=agreement, seats=seats)


def party(agreement: Agreement, name: str) -> Party:
    return agreement.parties.select_related("organisation").get(organisation__short_name=name)


def content(agreement: Agreement, shares: dict[str, str] | None = None, **values) -> TermsContent:
    """What a draft says: 16 months from September 2018, 2 800 000 kronor a year, the agreed shares."""
    given = {"begins": FIRST, "last_day": LAST, "costs": {cost_type(): Decimal(2_800_000)}, **values}
    agreed = {party(agreement, name): Decimal(part) for name, part in (shares or SHARES).items()}
    return TermsContent(shares=agreed, **given)


def sent_terms(agreement: Agreement | None = None, **values) -> Terms:
    agreement = agreement or make_agreement()
    draft = draft_first(agreement=agreement, content=content(agreement, **values))
    return send_for_signing(terms=draft, to=agreement.owner, by=UserFactory(), now=NOW)


def sign_all(terms: Terms, *, now: datetime = NOW, but: str = "") -> Terms:
    """Let every party support and sign; ``but`` names one that does not."""
    for share in terms.shares.select_related("party__organisation").order_by("pk"):
        if share.party.organisation.short_name != but:
            support(terms, share.party)
            sign_for(terms, share.party, now=now)
    terms.refresh_from_db()
    return terms


def support(terms: Terms, of: Party) -> None:
    register_support(
        terms=terms, party=of, decided_on=date(2018, 6, 14), paragraph="12", by=None, today=date(2018, 8, 20)
    )


def sign_for(terms: Terms, of: Party, *, now: datetime = NOW, seen: str | None = None):
    return sign(
        terms=terms,
        party=of,
        signer=DIRECTOR,
        seen_hash=terms.content_hash if seen is None else seen,
        by=UserFactory(),
        now=now,
    )


def signed_terms(**values) -> Terms:
    return sign_all(sent_terms(**values))


def report_cost(of: Party, amount: str, *, year: int = 2019, number: int = 1) -> PartyReport:
    """A handed-in report of a party with one actual cost in kronor."""
    expected = ExpectedReportFactory(organisation=of.organisation, year=year, number=number)
    duty = PartyDuty.objects.create(party=of, expected=expected)
    report = PartyReport.objects.create(
        duty=duty, submitted_at=NOW, submitted_by=UserFactory(), received_by=of.organisation
    )
    ActualCost.objects.create(report=report, kind=cost_type(), amount=Decimal(amount))
    return report


def code_parts(agreement: Agreement) -> None:
    """Accounting codes for every party, the organisation being its own nämnd."""
    for number, one in enumerate(agreement.parties.order_by("pk"), start=1):
        CodePart.objects.create(
            committee=one.organisation,
            responsibility=f"10{number}",
            activity="512",
            account_debit="7411",
            account_credit="3411",
            counterparty=f"70{number}",
        )


def half_open(first: date, last: date) -> DateRange:
    return DateRange(first, last + timedelta(days=1))


def set_now(*statements) -> None:
    """Run updates and let what the database checks at the end be checked at once."""
    with transaction.atomic():
        for run in statements:
            run()
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
