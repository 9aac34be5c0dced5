"""The agreement of 2018 between Norrmalm, Kungsholmen and Östermalm, as it stands in print (source 004).

It was signed on paper. What each signature rested on and the day are not in the source, nor a registry
number: they are shown as not reported.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from funding.demo.fixtures import rows_of, yes
from funding.domain.basis import Count, record_counts
from funding.domain.drafting import TermsContent
from funding.domain.registering import Seat, register_agreement, register_signed
from funding.domain.shares import Rule
from funding.domain.signing import Signer
from funding.models import Agreement, Clause, CostType, Party, StaffLine, SteeringMember
from portal.money import tkr_to_kronor
from portal.organisation.models import Organisation
from portal.organisation.reference import day_or_none


def load_historic(now: datetime) -> Agreement:
    """Add it: parties, counts, terms with costs, staffing, steering group and 29 clauses, signatures."""
    (row,) = rows_of("overenskommelse")
    owner = Organisation.objects.get(key=row["hanteras av"])
    agreement = register_agreement(agreement=_agreement(row, owner), seats=_seats())
    parties = {
        party.organisation.key: party for party in agreement.parties.select_related("organisation").all()
    }
    record_counts(
        agreement=agreement,
        counts=[_count(row, parties) for row in rows_of("overenskommelse-underlag")],
        now=now,
    )
    register_signed(
        agreement=agreement,
        content=_content(row, parties),
        signers={
            parties[each["part"]]: Signer("", each["befattning"], yes(each["tillförordnad"]))
            for each in rows_of("overenskommelse-parter")
        },
        paper=None,
        to=owner,
        by=None,
        now=now,
    )
    return agreement


def _agreement(row: dict[str, str], owner: Organisation) -> Agreement:
    return Agreement(
        key=row["nyckel"],
        title=row["titel"],
        owner=owner,
        subject=row["ändamål"],
        target_group=row["målgrupp"],
        age_from=int(row["ålder från"]),
        age_to=int(row["ålder till"]),
        funding_source=row["finansiering"],
        share_basis=row["underlag för andelarna"],
        host_unit=row["värdens enhet"],
        project_owner=row["projektägare"],
        is_published=True,
    )


def _seats() -> list[Seat]:
    rows = rows_of("overenskommelse-parter")
    known = Organisation.objects.in_bulk([row["part"] for row in rows], field_name="key")
    return [
        Seat(
            known[row["part"]],
            yes(row["värd"]),
            int(row["ordning i rubriken"]),
            int(row["ordning bland underskrifterna"]),
            int(row["ordning i andelstabellen"]),
        )
        for row in rows
    ]


def _count(row: dict[str, str], parties: dict[str, Party]) -> Count:
    return Count(
        party=parties[row["part"]],
        begins=date.fromisoformat(row["från och med"]),
        ends=date.fromisoformat(row["till och med"]) + timedelta(days=1),
        persons=int(row["personer"]),
        source=row["källa"],
        age_from=int(row["ålder från"]),
        age_to=int(row["ålder till"]),
        cut_off=day_or_none(row["uttaget"]),
        inclusion=row["vilka som räknas"],
        caveats=row["förbehåll"],
    )


def _content(row: dict[str, str], parties: dict[str, Party]) -> TermsContent:
    costs = rows_of("overenskommelse-kostnader")
    kinds = CostType.objects.in_bulk([each["kostnadsslag"] for each in costs], field_name="code")
    return TermsContent(
        begins=date.fromisoformat(row["gäller från"]),
        last_day=date.fromisoformat(row["gäller till och med"]),
        shares={
            parties[each["part"]]: Decimal(each["andel procent"])
            for each in rows_of("overenskommelse-parter")
        },
        costs={kinds[each["kostnadsslag"]]: tkr_to_kronor(Decimal(each["tkr per år"])) for each in costs},
        cost_notes={kinds[each["kostnadsslag"]]: each["anteckning"] for each in costs},
        rule=Rule.HOST_REST,
        rows={Clause: _clauses(), StaffLine: _staff(), SteeringMember: _steering()},
    )


def _clauses() -> list[dict[str, Any]]:
    return [
        {"number": int(row["nr"]), "kind": row["rubrik"], "text": row["text"]}
        for row in rows_of("overenskommelse-punkter")
    ]


def _staff() -> list[dict[str, Any]]:
    return [
        {
            "role": row["roll"],
            "headcount": int(row["antal"]),
            "percent": int(row["procent"]),
            "starts_on": day_or_none(row["börjar"]),
            "note": row["anteckning"],
        }
        for row in rows_of("overenskommelse-bemanning")
    ]


def _steering() -> list[dict[str, Any]]:
    return [
        {
            "role": row["uppgift"],
            "organisation": row["organisation"],
            "position": row["befattning"],
            "is_chair": yes(row["ordförande"]),
            "note": row["anteckning"],
        }
        for row in rows_of("overenskommelse-styrgrupp")
    ]
