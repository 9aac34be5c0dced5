"""A small city with projects that owe reports, and files about them: good, odd and bad rows by chance."""

import random
from datetime import UTC, date, datetime
from decimal import Decimal

from portal.deadlines.models import ExpectedReport
from portal.deadlines.wheel import load_wheel
from portal.imports import running, trying
from portal.imports.models import RowOutcome
from projects.domain.codelist import load_measures
from projects.imports import ReportFile
from projects.models import OutcomeCount, Question, Report, ReportDuty
from tests.factories.portal import OrganisationFactory, SuccessionFactory
from tests.factories.projects import GrantFactory, ProgrammeFactory, ProjectFactory

NOW = datetime(2026, 9, 4, 9, tzinfo=UTC)
KIND = ReportFile()
HEADINGS = [column.heading for column in KIND.columns]
ENOUGH = trying.LARGE


def make_world(projects: int) -> None:
    """Järva, heir of Rinkeby, and Norrmalm lead the projects. All owe the first two tertials."""
    load_wheel()
    load_measures()
    jarva = OrganisationFactory(key="jarva", short_name="Järva", valid_from=date(2023, 7, 1))
    rinkeby = OrganisationFactory(key="rinkeby", short_name="Rinkeby", valid_to=date(2023, 6, 30))
    SuccessionFactory(predecessor=rinkeby, successor=jarva)
    norrmalm = OrganisationFactory(key="norrmalm", short_name="Norrmalm")
    programme = ProgrammeFactory(name="Programmet", slug="programmet", starts_on=None, ends_on=None)
    owed: list[ReportDuty] = []
    for n in range(projects):
        lead = (jarva, norrmalm, rinkeby)[n % 3]
        project = ProjectFactory(programme=programme, number=f"P{n}", lead=lead, title=f"Projekt {n}")
        if n % 4 == 0:
            GrantFactory(project=project, amount=Decimal(400_000))
        for tertial in (1, 2):
            due = date(2026, 5 if tertial == 1 else 9, 8)
            asked = ExpectedReport(
                organisation=lead, period_kind="tertial", year=2026, number=tertial, due_on=due
            )
            owed.append(ReportDuty(project=project, expected=asked, is_extra=n % 97 == 96))
    ExpectedReport.objects.bulk_create(duty.expected for duty in owed)
    ReportDuty.objects.bulk_create(owed)


def district_of(n: int) -> str:
    return ("Järva", "Norrmalm", "Järva")[n % 3]


def good_row(n: int) -> dict[str, str]:
    """A row that nobody has anything to say about."""
    return {
        "År": "2026",
        "Tertial": "2",
        "Stadsdelsförvaltning": district_of(n),
        "Projektnummer": f"P{n}",
        "Deltagare hittills": str(20 + n),
        "Kvinnor": str(n),
        "Män": "20",
        "Kön ej noterat": "0",
        "Barn (under 18)": str(n % 5),
        "Kallade": str(40 + n),
        "Praktik": str(n % 4),
        "Arbete": "6",
        "Pågående": str(10 + n),
        "Avslutade": "10",
        "Förbrukat hittills tkr": f"{100 + n % 50},5",
        "Prognos helår tkr": "200",
        "Erfarenheter": "Tidig kontakt – lönar sig.",
        "Samverkanspartner": "Arbetsförmedlingen|Skolan" if n % 2 else "",
        "Plan för implementering": "Ja",
        "Slutredovisning": "Nej",
    }


COUNTS = [
    "",
    "0",
    "3",
    "12",
    "1 234",
    "1\u00a0234",
    " 7",
    "7,0",
    "12,5",
    "-1",
    "många",
    "=1+1",
    "99999999999",
    "٣",
]
AMOUNTS = [
    "",
    "0",
    "12",
    "12,5",
    "12.5",
    "1.234",
    "1 234,50",
    "1,234.50",
    "-3",
    "0,12345",
    "x",
    "12 tkr",
    "12 kr",
]
TEXTS = [
    "",
    "Åtgärd: vi ringer",
    "Fler än väntat\nÅtgärd: en till",
    "  Fritt  ",
    "'=inte en formel",
    "=formel",
    "Ring 19121212-1212",
    "Tal 1 2 3 4 5 6 7 8 9 10",
    "Projektet pågår ännu",
    "é decomposed e\u0301",
    "x" * 4001,
    "a\\b",
]
ODD = {
    "År": ["", "2026.0", "1026", "2027", "2025", "tjugo"],
    "Tertial": ["", "1", "2.0", "3", "4", "ett"],
    "Stadsdelsförvaltning": [
        "",
        "JÄRVA",
        " Järva ",
        "Rinkeby",
        "Norrmalm",
        "Jarva",
        "Järva stadsdelsförvaltning",
    ],
    "Projektnummer": ["", "P1", " P2", "P999999", "p3", "'P4"],
    "Samverkanspartner": ["", "a|a", "a| b", "|", "=a|b", "x" * 161, "a|'=b", "Skolan"],
    "Plan för implementering": ["", "j", "delvis", "Nej", "kanske", "1"],
    "Slutredovisning": ["", "ja", "x", "0", "nja"],
    **dict.fromkeys(["Förbrukat hittills tkr", "Kvar tkr", "Prognos helår tkr"], AMOUNTS),
    **dict.fromkeys(["Avvikelse och åtgärd", "Implementering", "Erfarenheter", "Fortsatt arbete"], TEXTS),
}


def rows_by_chance(seed: int, rows: int) -> list[dict[str, str]]:
    """Good rows, most of them with one or two odd cells; some twice, some telling the same as another."""
    chance, found = random.Random(seed), []
    for n in range(rows):
        row = good_row(n)
        for _each in range(chance.choice([0, 0, 1, 1, 2])):
            heading = chance.choice(HEADINGS)
            row[heading] = chance.choice(ODD.get(heading, COUNTS))
        if chance.random() < 0.2:
            for heading in ("Arbete", "Studier", "Flyttat", "Pension", "Avslutade"):
                row[heading] = str(chance.randint(0, 6))
        if chance.random() < 0.1:
            row |= {
                "Praktik": "1",
                "Arbete": "6",
                "Studier": "2",
                "Flyttat": "1",
                "Pension": "1",
                "Avslutade": "",
            }
            row["Pågående"] = ""
        if chance.random() < 0.05:
            row["Projektnummer"] = f"P{chance.randrange(rows)}"
        found.append(row)
    return found


def file_of(rows: list[dict[str, str]], headings: list[str] | None = None) -> bytes:
    wanted = headings or HEADINGS
    cells = [wanted, *([row.get(name, "") for name in wanted] for row in rows)]
    quoted = (
        ";".join('"' + cell.replace('"', '""') + '"' if "\n" in cell else cell for cell in row)
        for row in cells
    )
    return "\r\n".join(quoted).encode()


def read_in(content: bytes, *, scope: str = "goda", by=None, now: datetime = NOW):
    """Check and apply; the batch."""
    batch = running.receive(kind=KIND, name="fil.csv", content=content, by=by, now=now)
    if batch.state == "checked":
        batch = running.apply(batch=batch, kind=KIND, scope=scope, by=by, now=now)
    return batch


def stored() -> dict[str, list]:
    """What is stored of reports, without keys and times, in an order of its own."""
    who = ("duty__project__number", "duty__expected__year", "duty__expected__number")
    plain = [f.name for f in Report._meta.fields if f.name not in ("id", "duty", "changed_at")]
    numbers = [f.name for f in OutcomeCount._meta.fields if f.name not in ("id", "report", "measure")]
    expected = ("year", "number", "due_on", "state", "submitted_at", "decided_at", "return_reason")
    return {
        "reports": _rows(Report.objects.values_list(*who, *plain)),
        "counts": _rows(
            OutcomeCount.objects.values_list(
                *(f"report__{name}" for name in (*who, "version")), "measure__code", *numbers
            )
        ),
        "duties": _rows(
            ReportDuty.objects.values_list(
                "project__number", "is_extra", "is_final", *(f"expected__{name}" for name in expected)
            )
        ),
        "questions": _rows(
            Question.objects.values_list(
                "project__number", "rule", "key", "facts", "status", "report__duty__expected__number"
            )
        ),
        "expected": [(ExpectedReport.objects.count(),)],
    }


def _rows(found) -> list[str]:
    return sorted(map(repr, found))


def told(batch) -> dict[str, list]:
    """What the receipt says of each row. What a new row holds is read in the file."""
    rows = RowOutcome.objects.filter(batch=batch).order_by("line")
    return {
        "counts": [(batch.state, batch.new, batch.changed, batch.unchanged, batch.bad)],
        "rows": [
            (row.line, row.status, row.label, row.href, row.questions, bool(row.record)) for row in rows
        ],
        "details": [(row.line, row.details) for row in rows if row.status in ("bad", "changed")],
    }


def differing(one, other) -> list[tuple]:
    """(what, only in the first, only in the second) of two answers; none when they say the same."""
    pairs = [("stored", one[1], other[1])]
    pairs += [
        (f"file {n}", first, second) for n, (first, second) in enumerate(zip(one[0], other[0], strict=True))
    ]
    found = []
    for name, first, second in pairs:
        for part in first:
            mine, theirs = list(map(repr, first[part])), list(map(repr, second[part]))
            only = (
                [each for each in mine if each not in theirs],
                [each for each in theirs if each not in mine],
            )
            if mine != theirs:
                found.append((name, part, *(some[:3] for some in only)))
    return found
