"""An invented agreement that is out for signing: two parties have signed, one signature is missing.

One of them signed on delegation, which is still to be told to its nämnd. Days are told from today.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from funding.demo.fixtures import rows_of, yes
from funding.domain.drafting import TermsContent, draft_first
from funding.domain.registering import Seat, register_agreement
from funding.domain.sending import send_for_signing
from funding.domain.signing import Signer, sign
from funding.domain.supporting import register_support
from funding.models import Agreement, Clause, CostType, Party, StaffLine, Terms
from portal.cases.models import Case
from portal.cases.registering import open_case
from portal.money import tkr_to_kronor
from portal.organisation.models import Organisation, User

KEY = "exempel-tolk"
TITLE = "Exempel: gemensam beställning av tolk"
SENT, DECIDED, SIGNED = timedelta(days=40), timedelta(days=20), timedelta(days=12)  # so long ago


def load_example_signing(now: datetime) -> Agreement:
    """Add it: sent, supported by all, signed by all but one; in force from the next first of January."""
    owner = Organisation.objects.get(key="socialforvaltningen")
    case = _case(owner, now)
    agreement = register_agreement(agreement=_agreement(owner, case), seats=_seats())
    parties = {party.organisation.key: party for party in agreement.parties.select_related("organisation")}
    terms = draft_first(agreement=agreement, content=_content(parties, timezone.localdate(now).year + 1))
    officer = User.objects.get(username="avtalshandlaggare")
    host = next(party for party in parties.values() if party.is_host)
    sent = send_for_signing(terms=terms, to=host.organisation, by=officer, now=now - SENT)
    for row in rows_of("exempeltolk-parter"):
        _support(sent, parties[row["part"]], row, now)
        if yes(row["undertecknad"]):
            _sign(sent, parties[row["part"]], now - SIGNED)
    return agreement


def _case(owner: Organisation, now: datetime) -> Case:
    opened = timezone.localdate(now - SENT) - timedelta(days=30)
    case = Case(
        title="Exempel: överenskommelse om gemensam beställning av tolk",
        kind=Case.Kind.AGREEMENT,
        committee=owner.parent or owner,
        opened_on=opened,
    )
    number = f"EXEMPEL-Ö-{opened.year}/9"
    return open_case(case=case, number=number, today=timezone.localdate(now))


def _agreement(owner: Organisation, case: Case) -> Agreement:
    return Agreement(
        key=KEY,
        title=TITLE,
        case=case,
        owner=owner,
        subject="Tolk för samhällsvägledning och uppsökande arbete, beställd av Järva för tre parter.",
        target_group="Nyanlända",
        age_from=18,
        age_to=64,
        funding_source="statliga generalschablonen",
        share_basis="Överenskommet",
        host_unit="avdelningen för socialt stöd",
        is_example=True,
    )


def _seats() -> list[Seat]:
    rows = rows_of("exempeltolk-parter")
    known = Organisation.objects.in_bulk([row["part"] for row in rows], field_name="key")
    return [
        Seat(known[row["part"]], yes(row["värd"]), place, place, place)
        for place, row in enumerate(rows, start=1)
    ]


def _content(parties: dict[str, Party], year: int) -> TermsContent:
    costs = rows_of("exempeltolk-kostnader")
    kinds = CostType.objects.in_bulk([row["kostnadsslag"] for row in costs], field_name="code")
    return TermsContent(
        begins=date(year, 1, 1),
        last_day=date(year + 1, 12, 31),
        shares={parties[row["part"]]: Decimal(row["andel procent"]) for row in rows_of("exempeltolk-parter")},
        costs={kinds[row["kostnadsslag"]]: tkr_to_kronor(Decimal(row["tkr per år"])) for row in costs},
        cost_notes={kinds[row["kostnadsslag"]]: row["anteckning"] for row in costs},
        rows={
            Clause: [
                {"number": int(row["nr"]), "kind": row["rubrik"], "text": row["text"]}
                for row in rows_of("exempeltolk-punkter")
            ],
            StaffLine: [{"role": "samordnare", "headcount": 1, "percent": 80}],
        },
    )


def _support(terms: Terms, party: Party, row: dict[str, str], now: datetime) -> None:
    register_support(
        terms=terms,
        party=party,
        decided_on=timezone.localdate(now - DECIDED),
        paragraph=row["paragraf"],
        number=row["diarienummer"],
        delegation=row["delegationspunkt"],
        by=None,
        today=timezone.localdate(now),
    )


def _sign(terms: Terms, party: Party, at: datetime) -> None:
    sign(
        terms=terms,
        party=party,
        signer=Signer("", "stadsdelsdirektör"),
        seen_hash=terms.content_hash,
        by=None,
        now=at,
    )
