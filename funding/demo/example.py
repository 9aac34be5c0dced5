"""An invented agreement of the example year, in force, to practise on. Days are told from today's year."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.utils import timezone

from funding.demo.fixtures import rows_of, yes
from funding.domain.basis import Count, record_counts
from funding.domain.drafting import TermsContent, draft_first
from funding.domain.registering import Seat, register_agreement
from funding.domain.sending import send_for_signing
from funding.domain.shares import Rule
from funding.domain.signing import Signer, sign
from funding.domain.supporting import register_support
from funding.models import Agreement, Clause, CostType, Party, StaffLine, SteeringMember, Terms
from portal.cases.models import Case
from portal.cases.registering import open_case
from portal.money import tkr_to_kronor
from portal.organisation.models import Organisation, User

KEY = "exempel-samhallsvagledning"


def load_example(now: datetime) -> Agreement:
    """Add it: signed by every party, in force from the first of January this year to the end of next."""
    today = timezone.localdate(now)
    owner = Organisation.objects.get(key="socialforvaltningen")
    case = _case(owner, today)
    agreement = register_agreement(agreement=_agreement(owner, case), seats=_seats())
    parties = {party.organisation.key: party for party in agreement.parties.select_related("organisation")}
    counted_at = datetime(today.year - 1, 10, 5, 9, tzinfo=UTC)  # before it was sent
    record_counts(agreement=agreement, counts=_counts(parties, today.year), now=counted_at)
    terms = draft_first(agreement=agreement, content=_content(parties, today.year))
    _sign(terms, parties, owner, today.year)
    return agreement


def _case(owner: Organisation, today: date) -> Case:
    case = Case(
        title="Exempel: överenskommelse om gemensam samhällsvägledning",
        kind=Case.Kind.AGREEMENT,
        committee=owner.parent or owner,
        opened_on=date(today.year - 1, 9, 1),
    )
    return open_case(case=case, number=f"EXEMPEL-Ö-{today.year - 1}/4", today=today)


def _agreement(owner: Organisation, case: Case) -> Agreement:
    return Agreement(
        key=KEY,
        title="Exempel: gemensam samhällsvägledning",
        case=case,
        owner=owner,
        subject="Samhällsvägledning för nyanlända i två stadsdelar och Järva, med Kungsholmen som värd.",
        target_group="Folkbokförda nyanlända",
        age_from=18,
        age_to=64,
        funding_source="statliga generalschablonen",
        share_basis="Folkbokförda nyanlända 18-64 år året före",
        host_unit="avdelningen för socialt stöd",
        is_example=True,
    )


def _seats() -> list[Seat]:
    rows = rows_of("exempeloverenskommelse-parter")
    known = Organisation.objects.in_bulk([row["part"] for row in rows], field_name="key")
    return [
        Seat(known[row["part"]], yes(row["värd"]), place, place, place)
        for place, row in enumerate(rows, start=1)
    ]


def _counts(parties: dict[str, Party], year: int) -> list[Count]:
    """Last year's counts, which the shares rest on."""
    return [
        Count(
            party=parties[row["part"]],
            begins=date(year - 2, 10, 1),
            ends=date(year - 1, 10, 1),
            persons=int(row["personer"]),
            source="exempel: förvaltningarnas listor",
            age_from=18,
            age_to=64,
            cut_off=date(year - 1, 9, 30),
        )
        for row in rows_of("exempeloverenskommelse-parter")
    ]


def _content(parties: dict[str, Party], year: int) -> TermsContent:
    costs = rows_of("exempeloverenskommelse-kostnader")
    kinds = CostType.objects.in_bulk([row["kostnadsslag"] for row in costs], field_name="code")
    return TermsContent(
        begins=date(year, 1, 1),
        last_day=date(year + 1, 12, 31),
        shares={
            parties[row["part"]]: Decimal(row["andel procent"])
            for row in rows_of("exempeloverenskommelse-parter")
        },
        costs={kinds[row["kostnadsslag"]]: tkr_to_kronor(Decimal(row["tkr per år"])) for row in costs},
        cost_notes={kinds[row["kostnadsslag"]]: row["anteckning"] for row in costs},
        rule=Rule.LARGEST_REMAINDER,
        rows={
            Clause: [
                {"number": int(row["nr"]), "kind": row["rubrik"], "text": row["text"]}
                for row in rows_of("exempeloverenskommelse-punkter")
            ],
            StaffLine: [{"role": "samhällsvägledare", "headcount": 3, "percent": 100}],
            SteeringMember: [
                {
                    "role": "ordförande",
                    "organisation": "Kungsholmens stadsdelsförvaltning",
                    "position": "avdelningschef",
                    "is_chair": True,
                }
            ],
        },
    )


def _sign(terms: Terms, parties: dict[str, Party], owner: Organisation, year: int) -> None:
    """Send it and let every party decide and sign, in the autumn before."""
    sent_at = datetime(year - 1, 11, 3, 9, tzinfo=UTC)
    officer = User.objects.get(username="avtalshandlaggare")
    sent = send_for_signing(terms=terms, to=owner.parent or owner, by=officer, now=sent_at)
    for day, party in enumerate(parties.values(), start=1):
        register_support(
            terms=sent,
            party=party,
            decided_on=date(year - 1, 11, 20),
            paragraph=f"§ {10 + day}",
            by=None,
            today=date(year - 1, 12, 1),
        )
        sign(
            terms=sent,
            party=party,
            signer=Signer("", "stadsdelsdirektör"),
            seen_hash=sent.content_hash,
            by=None,
            now=datetime(year - 1, 12, day, 10, tzinfo=UTC),
        )
