"""What the rows of a large file mean: whose report of which period, found as ``Whose`` finds it for one row.

A district's name is read once for each period it stands with, by the same ``Whose``; SQL only joins.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from portal.imports.staging.judging import READ, Asked, execute, make_table, rows_of, within
from portal.organisation.models import Organisation
from portal.organisation.resolving import Names, Unresolved
from portal.periods import Period
from projects import access
from projects.domain.candidates import RUNNERS
from projects.domain.handing_in import receiving_committee
from projects.imports.reportprojects import Whose, tertial
from projects.models import Programme

PLACES = 5000  # different names and periods that are looked up; rows with more are left to the domain

#: ``found``: the projects of the number among the district's, for each row. Every project has a programme:
#: it is said, with between which numbers to look, so that their index can be used.
_FOUND = f"""
    SELECT r._line, r.year, r.period, p.id AS project, p.number, p.years_stated, p.plan_in_table,
           p.plan_in_text, p.programme_id AS programme,
           left(p.number || ' ' || p.title || ', ' || a.title, 200) AS label
    FROM {READ} r
    JOIN said_places a ON (a.district, a.year, a.period) = (r.district, r.year, r.period)
    JOIN projects_project p ON p.number = r.project AND p.submitted_at IS NOT NULL
    JOIN said_leads s ON (s.district, s.lead) = (a.organisation, p.lead_id)
    WHERE r._whole AND p.programme_id = ANY (%s) AND p.number BETWEEN %s AND %s
"""
_SEVERAL = "DELETE FROM found WHERE _line IN (SELECT _line FROM found GROUP BY 1 HAVING count(*) > 1)"
#: ``owed``: the duties of these projects
_OWED = """
    SELECT d.id AS duty, d.is_extra, d.project_id AS project, d.expected_id AS expected
    FROM projects_reportduty d WHERE d.project_id IN (SELECT project FROM found) AND {few}
"""
#: ``meant``: the rows whose project and duty are certain, and that are alone about it
_MEANT = """
    SELECT f._line, f.project, f.number, f.years_stated, f.plan_in_table, f.plan_in_text, f.programme,
           k.committee, o.duty, o.is_extra, o.expected, e.state, e.due_on, f.label
    FROM found f JOIN owed o USING (project)
    JOIN said_committees k USING (programme)
    JOIN deadlines_expectedreport e ON e.id = o.expected AND {few}
        AND e.period_kind = 'tertial' AND e.year = f.year AND e.number = f.period
    WHERE %s::bigint[] IS NULL OR e.organisation_id = ANY (%s::bigint[])
"""
_AGAIN = "DELETE FROM meant WHERE duty IN (SELECT duty FROM meant GROUP BY 1 HAVING count(*) > 1)"


def find_meant(asked: Asked) -> None:
    """Make the tables ``owed`` and ``meant``."""
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
    leads = Organisation.objects.order_by().values_list("pk", flat=True)
    districts = {district for _name, district, _period in places}
    _tell("said_leads", "district bigint, lead bigint", whose.answering(districts, leads))
    programmes = _programmes()
    committees = ((each.pk, receiving_committee(each, on=today)) for each in programmes)
    _tell(
        "said_committees",
        "programme bigint, committee bigint",
        ((programme, committee.pk) for programme, committee in committees if committee),
    )
    wanted = None if own is None else list(own)
    (among,) = rows_of(f"SELECT min(project), max(project) FROM {READ} WHERE _whole")
    make_table("found", _FOUND, [[each.pk for each in programmes], *among])
    execute(_SEVERAL)
    make_table("owed", _OWED.format(few=within("d.project_id", "found", "project")))
    make_table("meant", _MEANT.format(few=within("e.id", "owed", "expected")), [wanted, wanted])
    execute(_AGAIN)


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


def _programmes() -> list[Programme]:
    return list(Programme.objects.select_related("case__holder"))


def _tell(name: str, columns: str, rows: Iterable[tuple]) -> None:
    """Make a small temporary table of ``rows``."""
    told, kinds = list(rows), [each.split()[-1] for each in columns.split(", ")]
    lists = [list(column) for column in zip(*told, strict=True)] or [[] for _each in kinds]
    unnested = ", ".join(f"%s::{kind}[]" for kind in kinds)
    named = ", ".join(each.split()[0] for each in columns.split(", "))
    make_table(name, f"SELECT * FROM unnest({unnested}) AS t({named})", lists)
