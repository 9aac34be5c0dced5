"""The example year's decision rounds: one decided last year, one that a nämnd has decided, one that is open.

What is granted in the decided round is what ``example_money`` granted: here the applications stand behind it.
The others go through the same doors as everybody's: ``fixtures/demo/exempelansokningar.csv``.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.cases.registering import add_number
from portal.database.reserving import reserve_keys
from portal.organisation.models import Organisation, User
from projects.demo.fixtures import kronor, organisations, rows_of
from projects.domain.allocating import split_equally
from projects.domain.applicationrows import TargetValues
from projects.domain.applying import assess_application, submit_application, write_application
from projects.domain.deciding import register_decision
from projects.domain.rounds import write_round
from projects.models import (
    Allocation,
    Application,
    ApplicationBudget,
    Appropriation,
    Area,
    Assessment,
    CommitteeDecision,
    DecisionRound,
    Grant,
    GrantShare,
    OutcomeMeasure,
    Programme,
    RoundCommittee,
    Target,
)

COMMITTEES = ("socialnamnden", "arbetsmarknadsnamnden")
DECIDING, OPEN = 3, 4  # numbers of the rounds that run
NEXT_YEAR = Decimal("2000000.00")
MANAGERS = {"jarva": "projektledare", "kungsholmen": "projektledare-kungsholmen"}
DRAFT, HANDED_IN, ASSESSED, REJECTED = "utkast", "inlämnad", "bedömd", "avslagen"
Row = dict[str, str]


def load_example_rounds(programme: Programme, now: datetime) -> None:
    """Add the rounds of the example programme. Its projects and grants are there."""
    today = timezone.localdate(now)
    found = organisations(COMMITTEES)
    committees = [found[key] for key in COMMITTEES]
    _set_aside(programme, committees, today)
    for round in programme.rounds.order_by("number"):
        _stand_behind(round, committees)
    rows = rows_of("exempelansokningar")
    deciding = _open_round(
        programme, DECIDING, committees, apply_by=today - timedelta(days=35), meets=-9, today=today
    )
    _apply(
        [row for row in rows if row["tillfälle"] == str(DECIDING)], deciding, now - timedelta(days=40), now
    )
    _decide(deciding, committees[0], now)
    opened = _open_round(
        programme, OPEN, committees, apply_by=today + timedelta(days=18), meets=60, today=today
    )
    _apply([row for row in rows if row["tillfälle"] == str(OPEN)], opened, now - timedelta(days=3), now)


def _set_aside(programme: Programme, committees: Iterable[Organisation], today: date) -> None:
    """Both nämnder have set money aside for the next year; the programme goes on so long."""
    Appropriation.objects.bulk_create(
        Appropriation(
            programme=programme,
            committee=committee,
            year=today.year + 1,
            budget=NEXT_YEAR,
            purpose=_("Exempel: metodutveckling"),
        )
        for committee in committees
    )


def _open_round(
    programme: Programme,
    number: int,
    committees: list[Organisation],
    *,
    apply_by: date,
    meets: int,
    today: date,
) -> DecisionRound:
    """``meets``: days from today to the first nämnd's meeting; the second meets two weeks after it."""
    values = {
        "programme": programme,
        "number": number,
        "apply_by": apply_by,
        "directions": _("Exempel: projekt som fler förvaltningar kan ta över när medlen är slut."),
    }
    days = {each: today + timedelta(days=meets + 14 * n) for n, each in enumerate(committees)}
    return write_round(round=DecisionRound(), values=values, committees=days)


def _apply(rows: list[Row], round: DecisionRound, then: datetime, now: datetime) -> None:
    """Write, hand in and assess as the column "läge" says; what is assessed has its registry number."""
    known: dict[str, dict] = {
        "lead": organisations(row[name] for row in rows for name in ("ansvarig", "sökande")),
        "area": {area.name: area for area in Area.objects.all()},
        "project": {project.number: project for project in round.programme.projects.select_related("lead")},
        "measure": {measure.code: measure for measure in OutcomeMeasure.objects.all()},
        "person": User.objects.in_bulk(field_name="username"),
    }
    day = timezone.localdate(then)
    for row in rows:
        application = _write(row, round, known, day)
        if row["läge"] == DRAFT:
            continue
        by = known["person"].get(MANAGERS.get(row["ansvarig"], ""))
        submit_application(application=application, by=by, now=then)
        if row["läge"] != HANDED_IN:
            _number(application, day)
            _assess(row, application, known["person"]["samordnare"], now - timedelta(days=2))


def _write(row: Row, round: DecisionRound, known: dict, day: date) -> Application:
    year = round.programme.appropriations.order_by("-year").values_list("year", flat=True)[0]
    values = {
        "round": round,
        "kind": Grant.Kind.EXTENSION if row["slag"] else Grant.Kind.INITIAL,
        "project": known["project"].get(row["projekt"]),
        "continues": known["project"].get(row["fortsättning på"]),
        "title": row["titel"],
        "area": known["area"][row["område"]],
        "lead": known["lead"][row["ansvarig"]],
        "applicant": known["lead"].get(row["sökande"]),
        "operator": row["utförare"],
        "target_group": row["målgrupp"],
        "goal": row["mål"],
        "implementation_plan": row["plan för implementering"],
        "starts_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
    }
    targets = []
    if row["målvärde"]:
        measure = known["measure"].get(row["mått"])
        value = Decimal(row["målvärde"])
        targets = [
            TargetValues(row["målet i ord"], value, row["enhet"], measure=measure, due_on=date(year, 12, 31))
        ]
    budget = [(year, kronor(row["belopp tkr"]))] if row["belopp tkr"] else []
    return write_application(
        application=Application(), values=values, budget=budget, targets=targets, today=day
    )


def _number(application: Application, today: date) -> None:
    """The registrar has been there: what is assessed has its number, what has just come in waits."""
    case = application.case
    if case:
        number = f"EXEMPEL-S-{100 + case.pk}/{today.year}"
        add_number(case=case, body=case.holder, number=number, today=today)


def _assess(row: Row, application: Application, by: User, now: datetime) -> None:
    amount = kronor(row["föreslaget tkr"])
    (year,) = application.budget.values_list("year", flat=True)
    parts = split_equally(amount, application.round, year)
    if row["bara nämnd"]:
        parts = {committee: amount for committee in parts if committee.key == row["bara nämnd"]}
    assess_application(
        application=application,
        note=row["anteckning"],
        proposals={(committee.pk, year): part for committee, part in parts.items()},
        refused_reason=row["skäl"],
        by=by,
        now=now,
    )


def _decide(round: DecisionRound, committee: Organisation, now: datetime) -> None:
    """The first nämnd gave as proposed, but for one application that it refused: that one ends there."""
    today = timezone.localdate(now)
    refused = round.applications.get(title=_rejected_title())
    rows = refused.allocations.filter(committee=committee).values_list("application", "year")
    decision = CommitteeDecision(
        round=round,
        committee=committee,
        outcome=CommitteeDecision.Outcome.CHANGED,
        decided_on=today - timedelta(days=9),
        adjusted_on=today - timedelta(days=3),
        paragraph=_("§ 14"),
        reason=_("Exempel: nämnden vill hellre stödja arbete med människor än en tidning."),
    )
    by = User.objects.get(username="samordnare")
    register_decision(decision=decision, amounts=dict.fromkeys(rows, Decimal()), by=by, now=now)


def _rejected_title() -> str:
    (row,) = [row for row in rows_of("exempelansokningar") if row["läge"] == REJECTED]
    return row["titel"]


def _stand_behind(round: DecisionRound, committees: list[Organisation]) -> None:
    """Give a decided round its nämnder, their decisions, and an application behind each of its grants."""
    last = round.decided_on or timezone.localdate()
    days = [last - timedelta(days=2), last]
    RoundCommittee.objects.bulk_create(
        RoundCommittee(round=round, committee=each, meets_on=day)
        for each, day in zip(committees, days, strict=True)
    )
    decided = timezone.make_aware(datetime.combine(last, datetime.min.time())) + timedelta(days=14)
    CommitteeDecision.objects.bulk_create(
        CommitteeDecision(
            round=round,
            committee=each,
            outcome=CommitteeDecision.Outcome.AS_PROPOSED,
            decided_on=day,
            adjusted_on=day + timedelta(days=10),
            paragraph=_("§ %(number)s") % {"number": 20 + round.number},
            registered_at=decided,
        )
        for each, day in zip(committees, days, strict=True)
    )
    shares = Prefetch("shares", GrantShare.objects.all())
    grants = round.grants.select_related("project").prefetch_related(shares)
    _applications_of(list(grants.order_by("pk")), round, decided)


def _applications_of(grants: list[Grant], round: DecisionRound, decided: datetime) -> None:
    applications = [_behind(grant, round, decided) for grant in grants]
    for application, key in zip(applications, reserve_keys(Application, len(applications)), strict=True):
        application.pk = key
    Application.objects.bulk_create(applications)
    pairs = list(zip(applications, grants, strict=True))
    ApplicationBudget.objects.bulk_create(
        ApplicationBudget(application=application, year=_year(grant), amount=grant.amount)
        for application, grant in pairs
    )
    Allocation.objects.bulk_create(
        Allocation(
            application=application,
            committee_id=share.committee_id,
            year=_year(grant),
            proposed=share.amount,
            decided=share.amount,
        )
        for application, grant in pairs
        for share in grant.shares.all()
    )
    Assessment.objects.bulk_create(
        Assessment(application=application, assessed_at=decided - timedelta(days=30))
        for application in applications
    )
    Target.objects.bulk_create(
        Target(
            application=application,
            text=application.goal[:300],
            value=grant.project.target_value,
            unit=grant.project.target_unit,
        )
        for application, grant in pairs
        if grant.project.target_value is not None and grant.kind == Grant.Kind.INITIAL
    )
    for application, grant in pairs:
        grant.application = application
    Grant.objects.bulk_update(grants, ["application"])


def _behind(grant: Grant, round: DecisionRound, decided: datetime) -> Application:
    project = grant.project
    return Application(
        round=round,
        kind=grant.kind,
        project=project,
        continues=project.continues if grant.kind == Grant.Kind.INITIAL else None,
        title=project.title,
        area_id=project.area_id,
        lead_id=project.lead_id,
        operator=project.operator,
        target_group=project.target_group,
        goal=project.goal,
        implementation_plan=_("Exempel: arbetssättet tas över av den ordinarie verksamheten."),
        state=Application.State.GRANTED,
        submitted_at=decided - timedelta(days=60),
        received_by=project.received_by,
        case_id=project.case_id,
    )


def _year(grant: Grant) -> int:
    """The year of a grant of the example, which always says it."""
    if grant.year is None:
        raise ValueError(f"{grant} has no year")
    return grant.year
