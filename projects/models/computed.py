"""What is computed of a project's rows, as expressions a query can carry: never stored, never typed."""

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, Func, OuterRef, Subquery, Sum, TextField, Value, When
from django.db.models.expressions import Combinable

from portal.database.functions import FoldText
from portal.database.textkeys import fold_text
from portal.deadlines.models import ExpectedReport
from projects.models.duty import ReportDuty
from projects.models.grant import Grant
from projects.models.project import Project, ProjectQuerySet
from projects.models.published import ImplementationStatement

MOST_WORDS = 10  # of a search; more than that is not a question anybody asks

_GRANTS = Grant.objects.filter(project=OuterRef("pk")).order_by()
_STATEMENT = ImplementationStatement.objects.filter(programme=OuterRef("programme"), lead=OuterRef("lead"))


def granted() -> Combinable:
    """All that was granted to the project, in kronor; NULL when nothing was."""
    return Subquery(_GRANTS.values("project").annotate(sum=Sum("amount")).values("sum"))


def years() -> Combinable:
    """The years of its grants, in order, None (unknown) last."""
    return ArraySubquery(_GRANTS.order_by(F("year").asc(nulls_last=True)).values("year").distinct())


def first_year() -> Combinable:
    """The earliest known year of its grants; NULL when none is known."""
    return Subquery(_GRANTS.order_by(F("year").asc(nulls_last=True)).values("year")[:1])


def has_grant_in(year: int | None) -> Combinable:
    """Whether money was granted for the year; None asks for grants whose year is unknown."""
    wanted = _GRANTS.filter(year__isnull=True) if year is None else _GRANTS.filter(year=year)
    return Exists(wanted)


def owes_report(today: date) -> Combinable:
    """Whether a report of the project should have come before ``today`` and has not."""
    late = ExpectedReport.objects.late(on=today)
    return Exists(ReportDuty.objects.filter(project=OuterRef("pk"), expected__in=late))


def statement(field: str) -> Combinable:
    """``yes`` or ``no`` of the answer printed for the lead as a whole; NULL when there is none."""
    return Subquery(_STATEMENT.values(field)[:1])


def plan() -> Combinable:
    """The published answer about a plan; what was printed only for the lead as a whole is not apportioned."""
    return Case(
        When(Exists(_STATEMENT), plan_in_table="", then=Value(Project.Plan.NOT_APPORTIONED.value)),
        default=F("plan_in_table"),
    )


def searched_text() -> Combinable:
    """What a search looks in, without rings and accents: number, names, aims and who takes part."""
    partners = Func(F("collaborators"), Value(" "), function="array_to_string", output_field=TextField())
    parts = (
        "number",
        "title",
        "lead__short_name",
        "subgroup",
        "operator",
        "target_group",
        "goal",
        "target_text",
    )
    return FoldText(
        Func(Value(" "), *map(F, parts), partners, function="concat_ws", output_field=TextField())
    )


def matching(projects: ProjectQuerySet, words: str) -> ProjectQuerySet:
    """The projects whose text has every word of ``words``, whatever the accents; none without a word."""
    # Control signs, NUL among them, are no part of a word, and the database takes none of them.
    typed = "".join(sign if sign.isprintable() else " " for sign in words)
    wanted = fold_text(typed).split()[:MOST_WORDS]
    found = projects.alias(searched=searched_text()) if wanted else projects.none()
    for word in wanted:
        found = found.filter(searched__contains=word)
    return found
