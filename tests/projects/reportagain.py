"""Reports that are stored, some of them in odd ways, and the rows of a file that tell of them again."""

import random

from portal.deadlines.models import ExpectedReport
from projects.models import OutcomeCount, OutcomeMeasure, Project, Question, Report, ReportDuty
from tests.projects import reportworld as world
from tests.projects.reportways import by_rows

ROWS = 60
PEOPLE = ("Deltagare hittills", "Kvinnor", "Pågående")
#: what may stand changed in a row that is sent again
OTHER = {
    "Arbete": ["7", "5", "", "0"],
    "Praktik": ["2", "9"],
    "Barn (under 18)": ["", "3", "9"],
    "Kallade": ["", "300", "1 234"],
    "Förbrukat hittills tkr": ["250,5", "99", "0", "1 234,5", "150,125"],
    "Kvar tkr": ["", "250", "-3"],
    "Prognos helår tkr": ["", "300,25"],
    "Avvikelse och åtgärd": ["", "Sent begun", "Orsak", "Orsak\nÅtgärd: ring"],
    "Plan för implementering": ["Nej", "Delvis"],
    "Implementering": ["", "I ordinarie verksamhet", "två\nrader", "a\\b; c"],
    "Erfarenheter": ["", "Tidig kontakt – lönar sig!", "Det pågår", "Å\tÄ"],
    "Fortsatt arbete": ["", "Ja"],
    "Samverkanspartner": ["", "Skolan", "Skolan|Kyrkan", "A|B"],
    "Slutredovisning": ["Ja"],
}


def first_row(n: int) -> dict[str, str]:
    return world.good_row(n) | {"Tertial": "1"}


def grown(row: dict[str, str], more: int, **told: str) -> dict[str, str]:
    """The same row with so many more women, who all go on."""
    return row | {name: str(int(row[name]) + more) for name in PEOPLE} | told


def rows_again(seed: int) -> list[dict[str, str]]:
    """By chance: the first tertial's row again, as it was or with a cell or two changed; the second's."""
    chance, found = random.Random(seed), []
    for n in range(ROWS):
        row = first_row(n)
        for _each in range(chance.choice([0, 1, 1, 2])):
            heading = chance.choice(list(OTHER))
            row[heading] = chance.choice(OTHER[heading])
        second = grown(first_row(n), chance.choice([-1, 0, 3]), Tertial="2")
        if chance.random() < 0.2:
            heading = chance.choice(list(OTHER))
            second[heading] = chance.choice(OTHER[heading])
        rows = chance.choice([[row], [row], [second], [row, second], [second, row]])
        found += rows
        if chance.random() < 0.05:
            found.append(rows[0] | {"Tertial": "3"})
    return found


def make_stored(monkeypatch, seed: int) -> None:
    """Most projects have told of the first tertial, and odd things have happened to some of the reports."""
    chance = random.Random(seed)
    world.make_world(ROWS)
    by_rows(monkeypatch)
    told = [first_row(n) for n in range(ROWS) if n % 7]
    assert world.read_in(world.file_of(told), scope="allt").state == "applied"
    for report in Report.objects.select_related("duty__project").order_by("pk"):
        if chance.random() < 0.4:
            chance.choice(HAPPENINGS)(report)


def _label(report):
    other = OutcomeMeasure.objects.get(code="ovrigt")
    OutcomeCount.objects.create(report=report, measure=other, label="Prao", value=3)


def _check(report):
    count = report.counts.filter(measure__code="arbete")
    count.update(verified=count.get().value, verified_at=world.NOW, verified_why="pärmen")


def _say(**told):
    return lambda report: Report.objects.filter(pk=report.pk).update(**told)


def _count(**told):
    return lambda report: report.counts.filter(measure__code="arbete").update(**told)


def _stand(state):
    def put(report):
        reason = "Se över." if state == "returned" else ""
        ExpectedReport.objects.filter(project_duty=report.duty).update(
            state=state, decided_at=world.NOW, return_reason=reason
        )

    return put


def _draft(report):
    Report.objects.create(duty=report.duty, version=2, plan="yes")


def _ask(report):
    Question.objects.create(
        project=report.duty.project, report=report, rule="egen", key="", asked_at=world.NOW
    )


HAPPENINGS = [
    _label,
    _check,
    _draft,
    _ask,
    _stand("returned"),
    _stand("accepted"),
    _say(cause="Orsak", action="ring"),
    _say(cause="Orsak"),
    _say(comment="Talen är från registret."),
    _say(comment="Ring 19121212-1212"),
    _say(collaborators=["A|B"]),
    _say(spent=999_999),
    _say(is_final=True),
    _say(left_stated=1),
    _count(qualifier="about"),
    _count(note="ungefär"),
    _count(value=900),
    lambda report: ReportDuty.objects.filter(pk=report.duty_id).update(is_extra=True),
    lambda report: Project.objects.filter(pk=report.duty.project_id).update(
        plan_in_table="yes", plan_in_text="no"
    ),
]
