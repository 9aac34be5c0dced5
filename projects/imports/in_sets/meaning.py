"""What the rows of a large file mean: whose report of which period, found as ``Whose`` finds it for one row.

A district's name is read once for each period it stands with, by the same ``Whose``; SQL only joins.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from portal.imports.staging.judging import READ, Asked, make_table, rows_of
from portal.organisation.resolving import Names, Unresolved
from portal.periods import Period
from projects import access
from projects.domain.candidates import RUNNERS
from projects.domain.handing_in import receiving_committee
from projects.imports.reportprojects import Whose, tertial
from projects.models import Programme, Project

PLACES = 5000  # different names and periods that are looked up; rows with more are left to the domain

#: ``meant``: the rows whose project and duty are certain. One project of the number among the district's.
_MEANT = f"""
    SELECT r._line, p.id AS project, p.years_stated, p.plan_in_table, p.plan_in_text,
           p.programme_id AS programme, k.committee, d.id AS duty, d.is_extra, e.id AS expected, e.state,
           left(p.number || ' ' || p.title || ', ' || a.title, 200) AS label
    FROM {READ} r
    JOIN said_places a ON (a.district, a.year, a.period) = (r.district, r.year, r.period)
    JOIN numbered n ON (n.district, n.number) = (a.organisation, r.project)
    JOIN projects_project p ON p.id = n.project
    JOIN said_committees k ON k.programme = p.programme_id
    JOIN projects_reportduty d ON d.project_id = p.id
    JOIN deadlines_expectedreport e ON e.id = d.expected_id
        AND e.period_kind = 'tertial' AND e.year = r.year AND e.number = r.period
    WHERE r._whole AND (%s::bigint[] IS NULL OR e.organisation_id = ANY (%s::bigint[]))
"""
_NUMBERED = """
    SELECT a.district, p.number, min(p.id) AS project
    FROM projects_project p JOIN said_leads a ON a.lead = p.lead_id
    WHERE p.submitted_at IS NOT NULL GROUP BY 1, 2 HAVING count(*) = 1
"""


def find_meant(asked: Asked) -> None:
    """Make the table ``meant``."""
    today = timezone.localdate(asked.now)
    own = access.reads_in_reports_of(asked.by) if asked.by else None
    names = Names.load(kinds=RUNNERS, today=today)
    whose = Whose(names=names, own=own, numbered={}, duties={})
    places = [place for place in _places(whose) if place[2].begins <= today]
    _tell(
        "said_places",
        "district text, year int, period int, title text, organisation bigint",
        ((name, period.year, period.number, period.title, district) for name, district, period in places),
    )
    leads = Project.objects.order_by().values_list("lead", flat=True).distinct()
    districts = {district for _name, district, _period in places}
    _tell("said_leads", "district bigint, lead bigint", whose.answering(districts, leads))
    committees = ((each.pk, receiving_committee(each, on=today)) for each in _programmes())
    _tell(
        "said_committees",
        "programme bigint, committee bigint",
        ((programme, committee.pk) for programme, committee in committees if committee),
    )
    make_table("numbered", _NUMBERED)
    wanted = None if own is None else list(own)
    make_table("meant", _MEANT, [wanted, wanted])


def href_of(project: str) -> str:
    """SQL of the address of the project with the key ``project``."""
    before, after = reverse("projects:project_detail", args=[12345678]).split("12345678")
    return f"'{before}' || {project} || '{after}#redovisningar'"


def _places(whose: Whose) -> Iterable[tuple[str, int, Period]]:
    found = rows_of(
        f"SELECT DISTINCT district, year, period FROM {READ} "
        "WHERE num_nonnulls(district, year, period) = 3 LIMIT %s",
        [PLACES],
    )
    for name, year, number in found:
        period = tertial(year, number)
        try:
            yield name, whose.district(name, period).pk, period
        except Unresolved:
            continue


def _programmes() -> Iterable[Programme]:
    return Programme.objects.select_related("case__holder")


def _tell(name: str, columns: str, rows: Iterable[tuple]) -> None:
    """Make a small temporary table of ``rows``."""
    told, kinds = list(rows), [each.split()[-1] for each in columns.split(", ")]
    lists = [list(column) for column in zip(*told, strict=True)] or [[] for _each in kinds]
    unnested = ", ".join(f"%s::{kind}[]" for kind in kinds)
    named = ", ".join(each.split()[0] for each in columns.split(", "))
    make_table(name, f"SELECT * FROM unnest({unnested}) AS t({named})", lists)
