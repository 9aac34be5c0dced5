"""The example year: an invented programme that is alive today, the same for the same day.

Everything in it says that it is an example; there are no names of persons. What is invented stands in
``fixtures/demo/exempel*.csv``; here it is given the years and days that fit today.
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.cases.registering import add_number, open_case
from portal.organisation.models import Organisation
from projects.demo import example_money, example_reports, example_talk
from projects.demo.fixtures import organisations, parts, refuse_failures, rows_of
from projects.domain.registering import ProjectCandidate, register_projects
from projects.models import Area, Programme, Project

NAME, SLUG = "Exempelprogrammet", "exempelprogrammet"
DRAFT = "utkast"  # in the column "årgång": a district's draft
COMMITTEES = ("socialnamnden", "arbetsmarknadsnamnden")


def load_example(now: datetime) -> Programme:
    """Add the programme, its money, 24 projects with their reports, a draft and some comments.

    Expects the areas, the demo users, today's districts and the year's wheel to be there.
    """
    today = timezone.localdate(now)
    found = organisations(COMMITTEES)
    committees = [found[key] for key in COMMITTEES]
    programme = _add_programme(today, committees)
    rows = rows_of("exempelprojekt")
    kept = [row for row in rows if row["årgång"] != DRAFT]
    _register(programme, kept, now=now, draft=False)
    _register(programme, [row for row in rows if row["årgång"] == DRAFT], now=now, draft=True)
    projects = {project.number: project for project in programme.projects.select_related("lead", "case")}
    example_money.add_money(programme, kept, projects, today)
    example_talk.add_reports(kept, projects, today)
    example_reports.add_example_reports(programme, now)
    example_talk.add_comments(projects, now)
    return programme


def _add_programme(today: date, committees: list[Organisation]) -> Programme:
    """It began last year and ends with the next; both nämnder have registered its case."""
    began = date(today.year - 1, 1, 1)
    case = open_case(
        case=Case(
            title=_("Exempel: medel till utvecklingsprojekt"),
            kind=Case.Kind.PROGRAMME,
            committee=committees[0],
            opened_on=began,
        ),
        number=f"EXEMPEL-S-1/{began.year}",
        today=today,
    )
    add_number(case=case, body=committees[1], number=f"EXEMPEL-A-1/{began.year}", today=today)
    return Programme.objects.create(
        name=NAME,
        slug=SLUG,
        goal=_("Exempel: fler ska försörja sig själva. Programmet, projekten och alla tal är påhittade."),
        starts_on=began,
        ends_on=date(today.year + 1, 12, 31),
        case=case,
        is_example=True,
    )


def _register(programme: Programme, rows: list[dict[str, str]], *, now: datetime, draft: bool) -> None:
    """Register the projects through the same door as everybody. ValueError when the file is wrong."""
    areas = {area.name: area for area in Area.objects.all()}
    named = organisations(key for row in rows for key in (row["ansvarig"], *parts(row["medverkande"])))
    candidates = [
        ProjectCandidate(programme=programme, number=row["nummer"], values=_values(row, areas, named))
        for row in rows
    ]
    refuse_failures(register_projects(candidates, by=None, now=now, draft=draft))


def _values(row: dict[str, str], areas: dict[str, Area], named: dict[str, Organisation]) -> dict:
    return {
        "title": row["titel"],
        "area": areas[row["område"]],
        "subgroup": row["undergrupp"],
        "lead": named[row["ansvarig"]],
        "partners": [named[key] for key in parts(row["medverkande"])],
        "operator": row["utförare"],
        "target_group": row["målgrupp"],
        "goal": row["mål"],
        "target_value": int(row["målvärde"]) if row["målvärde"] else None,
        "target_unit": row["målenhet"],
        "continues": row["fortsättning på"],
        "report_status": Project.ReportStatus(row["redovisning"]),
        "plan_in_table": Project.Plan(row["plan"]),
        "plan_in_text": Project.Plan(row["plan"]),
    }
