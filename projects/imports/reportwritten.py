"""Reports as the database writes them into a file (``portal.imports.written``)."""

from django.db.models import CharField, F, Func, JSONField, Value
from django.db.models.functions import Cast, Concat

from portal.database.functions import NaturalKey
from portal.deadlines.models import ExpectedReport
from portal.imports.written import Cell, Written, in_words, number, text, whole, yes_no
from portal.organisation.models import User
from projects.domain.codelist import PARTICIPANTS
from projects.imports.reportcolumns import ACTION, DEVIATION, MEASURES, PLANS, SPLIT
from projects.imports.reportsheet import current, written_names
from projects.models import OutcomeCount, OutcomeMeasure, Project

TKR = ("spent", "left_stated", "forecast")
TEXTS = ("implementation", "experience", "further_work")
SAID = ("pk", *TKR, *TEXTS, "plan", "cause", "action", "collaborators", "is_final")
#: the total as stated, or the sum of the split where only that is given (reportcontent.CountValues.total)
TOTAL = """coalesce(value, CASE WHEN num_nonnulls(women, men, "unknown") > 0
    THEN coalesce(women, 0) + coalesce(men, 0) + coalesce("unknown", 0) END)"""


def written(user: User | None) -> Written:
    """What ``reportsheet.handed_in`` gives, made by the database."""
    expected, project = "duty__expected", "duty__project"
    rows = current(user).values(
        *SAID,
        said_programme=F(f"{project}__programme"),
        said_natural=NaturalKey(f"{project}__number"),
        said_year=F(f"{expected}__year"),
        said_period=F(f"{expected}__number"),
        said_project=F(f"{project}__number"),
        said_district=_district(f"{project}__lead", f"{expected}__year", f"{expected}__number"),
    )
    order = ("said_programme", "said_natural", "said_year", "said_period")
    return Written(rows, order, _cells(), _counts())


def _cells() -> dict[str, Cell]:
    deviation = f"concat_ws(E'\\n', nullif(cause, ''), '{ACTION} ' || nullif(action, ''))"
    return {
        "year": whole("said_year"),
        "period": whole("said_period"),
        "district": text("said_district"),
        "project": text("said_project"),
        **{key: number(f"said_counts[{place}]") for place, key in enumerate(_counted(), start=1)},
        **{name: number(f"{name} * 0.001") for name in TKR},
        **{name: text(name) for name in TEXTS},
        DEVIATION: text(deviation),
        "plan": in_words("plan", {code: word for word, code in PLANS.items()}),
        "collaborators": text("array_to_string(collaborators, '|')"),
        "is_final": yes_no("is_final"),
    }


def _counted() -> list[str]:
    """The keys of what is counted, in the order of ``_counts``."""
    return [PARTICIPANTS, *SPLIT.values(), *MEASURES]


def _counts() -> str:
    """One report's numbers, as the array ``said_counts`` in the order of ``_counted``."""
    keys = dict(OutcomeMeasure.objects.values_list("code", "pk"))
    asked = [(TOTAL, PARTICIPANTS), *((f'"{part}"', PARTICIPANTS) for part in SPLIT)]
    asked += [(TOTAL, code) for code in MEASURES]
    numbers = ", ".join(
        f"max({number}) FILTER (WHERE measure_id = {keys.get(code, 0)})" for number, code in asked
    )
    return (
        f"LEFT JOIN LATERAL (SELECT ARRAY[{numbers}] AS said_counts FROM {OutcomeCount._meta.db_table} "  # noqa: S608 (our own)
        "WHERE report_id = row.pk AND label = '') AS told ON true"
    )


def _district(lead: str, year: str, number: str) -> Func:
    """The name of who answered for the project when the period ended, out of all that may be asked for."""
    leads = Project.objects.order_by().values_list("lead", flat=True).distinct()
    periods = ExpectedReport.objects.order_by().values_list("year", "number").distinct()
    names = written_names(leads, periods)
    key = Concat(*(part for name in (lead, year, number) for part in (Cast(name, CharField()), Value(":"))))
    return Func(
        Value(names, JSONField()),
        key,
        template="(%(expressions)s)",
        arg_joiner=" ->> ",
        output_field=CharField(),
    )
