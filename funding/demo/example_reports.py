"""What the parties of the example agreement report this year: the first tertial is accepted, the second is
handed in; of the year's end one report is begun, and one party asks for more time. Told from today."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from funding.demo.fixtures import rows_of
from funding.domain.reportcontent import ReportCandidate, cost_name
from funding.domain.reporting import hand_in_reports, write_draft
from funding.domain.reviewing import accept_report
from funding.models import Agreement, PartyDuty, PartyReport
from portal.content.outcomes import only
from portal.content.parsing import read_decimal
from portal.deadlines.extending import ask_extension
from portal.money import tkr_to_kronor
from portal.organisation.models import User

FILE = "exempeloverenskommelse-redovisningar"
KINDS = ("personal", "lokaler-it", "overhead", "tolk")
COUNTS = {"registered": "folkbokförda", "women": "kvinnor", "men": "män", "children": "barn"}
TEXTS = {"cause": "avvikelse", "action": "åtgärd", "comment": "kommentar"}
MANAGERS = {"kungsholmen": "projektledare-kungsholmen", "jarva": "projektledare"}
ACCEPTED, BEGUN, ASKING = 1, "jarva", "kungsholmen"


def load_example_reports(agreement: Agreement, now: datetime) -> None:
    """Hand in what was due before ``now``. Expects the duties that the signatures led to."""
    year = timezone.localdate(now).year
    people = User.objects.in_bulk(MANAGERS.values(), field_name="username")
    duties = _duties(agreement, year)
    for row in rows_of(FILE):
        duty = duties.get((int(row["tertial"]), row["part"]))
        if duty and duty.expected.due_on < timezone.localdate(now):
            _hand_in(duty, row, people.get(MANAGERS.get(row["part"], "")))
    _go_on(duties, people, now)


def _duties(agreement: Agreement, year: int) -> dict[tuple[int, str], PartyDuty]:
    rows = PartyDuty.objects.filter(party__agreement=agreement, expected__year=year)
    rows = rows.select_related("expected", "party__organisation")
    return {(duty.expected.number, duty.party.organisation.key): duty for duty in rows}


def _hand_in(duty: PartyDuty, row: dict[str, str], by: User | None) -> None:
    """Two days before it was due; the first tertial's was accepted a week later."""
    due = duty.expected.due_on
    candidate = ReportCandidate(duty, _said(row))
    report = only(hand_in_reports([candidate], by=by, now=_at(due - timedelta(days=2))))
    if duty.expected.number == ACCEPTED:
        accept_report(report=_read(report), now=_at(due + timedelta(days=5)))


def _said(row: dict[str, str]) -> dict[str, object]:
    costs = {cost_name(kind): _kronor(row[kind]) for kind in KINDS}
    counts = {name: int(row[heading]) if row[heading] else None for name, heading in COUNTS.items()}
    texts = {name: row[heading] for name, heading in TEXTS.items()}
    return {**counts, **costs, **texts, "forecast": _kronor(row["prognos tkr"])}


def _kronor(cell: str) -> Decimal | None:
    return tkr_to_kronor(read_decimal(cell)) if cell else None


def _read(report: PartyReport) -> PartyReport:
    return PartyReport.objects.select_related("duty__expected").get(pk=report.pk)


def _go_on(duties: dict[tuple[int, str], PartyDuty], people: dict[str, User], now: datetime) -> None:
    """Begin one report of the year's end, and ask for more time for another, when it draws near."""
    begun, asking = duties.get((3, BEGUN)), duties.get((3, ASKING))
    if begun and begun.expected.due_on - timedelta(days=120) < timezone.localdate(now):
        write_draft(duty=begun, values={"registered": 57}, by=people.get(MANAGERS[BEGUN]), now=now)
    by = people.get(MANAGERS[ASKING])
    if asking and by and asking.expected.due_on - timedelta(days=90) < timezone.localdate(now):
        ask_extension(
            expected=asking.expected,
            to=asking.expected.due_on + timedelta(days=14),
            reason="Exempel: fakturorna för tolk i december kommer först efter trettonhelgen.",
            by=by,
            now=now - timedelta(days=1),
        )


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)
