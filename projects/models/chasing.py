"""What is computed of a report that is expected, as expressions a query can carry, and who may see it."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat

from portal.deadlines.models import ExpectedReport, Extension, Reminder, most_urgent
from projects.models.duty import ReportDuty, ReportDutyQuerySet
from projects.models.grant import Grant

SOON = timedelta(days=14)
LATE, DUE, AHEAD = "late", "due", "ahead"  # of an awaited report: past its day, within two weeks, later

_State = ExpectedReport.State
_MONEY = DecimalField(max_digits=14, decimal_places=2)
_REMINDERS = Reminder.objects.filter(expected=OuterRef("expected")).order_by().values("expected")
_GRANTS = Grant.objects.filter(project=OuterRef("project")).order_by().values("project")


def chased(user) -> ReportDutyQuerySet:
    """The duties whose chase the user may follow: of visible projects, owed by the own district; central
    roles all. Whoever only takes part in a project sees on its page what is expected."""
    known = ExpectedReport.objects.for_user(user)
    return ReportDuty.objects.for_user(user).filter(expected__in=known)


def latest_day() -> Combinable:
    """The last day it may come, extension counted."""
    return Coalesce("expected__extended_to", "expected__due_on")


def days_late(today: date) -> Combinable:
    """Days since it should have come; 0 when it is in or not yet due."""
    days = Func(
        Value(today),
        latest_day(),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    return Case(When(is_late(today), then=days), default=Value(0), output_field=IntegerField())


def urgency() -> Combinable:
    """What is late first, then what is due soonest, then what is in: a number, the largest first.

    The kernel's own expression, which an index holds: a page of it costs the same however many there are.
    """
    return most_urgent("expected__")


def is_outstanding() -> Q:
    return ~Q(expected__state__in=[_State.SUBMITTED, _State.ACCEPTED])


def is_late(today: date) -> Q:
    before = Q(expected__extended_to__lt=today) | Q(
        expected__extended_to__isnull=True, expected__due_on__lt=today
    )
    return is_outstanding() & before


def waits_for_answer() -> Q:
    """Uppskov is asked for, and nobody has answered."""
    asked = Extension.objects.filter(expected=OuterRef("expected"), granted__isnull=True)
    return Q(Exists(asked))


def standing(today: date) -> Combinable:
    """LATE, DUE or AHEAD for a report that is awaited, else its state."""
    awaited = Q(expected__state=_State.AWAITED)
    near = Q(expected__extended_to__lte=today + SOON) | Q(
        expected__extended_to__isnull=True, expected__due_on__lte=today + SOON
    )
    return Case(
        When(awaited & is_late(today), then=Value(LATE)),
        When(awaited & near, then=Value(DUE)),
        When(awaited, then=Value(AHEAD)),
        default=F("expected__state"),
        output_field=TextField(),
    )


def reminders() -> Combinable:
    """How many reminders there have been, the clock's and those by hand."""
    return Coalesce(Subquery(_REMINDERS.annotate(n=Count("pk")).values("n")), 0)


def at_stake() -> Combinable:
    """What the project was granted, in kronor, while the report is not accepted; else 0."""
    granted = Coalesce(
        Subquery(_GRANTS.annotate(sum=Sum("amount")).values("sum")), Value(Decimal()), output_field=_MONEY
    )
    nothing = Value(Decimal(), output_field=_MONEY)
    return Case(When(expected__state=_State.ACCEPTED, then=nothing), default=granted, output_field=_MONEY)


def money_at_stake(duties: QuerySet[ReportDuty]) -> Decimal:
    """What the projects of ``duties`` were granted, in kronor, each once, accepted reports left out."""
    waiting = duties.exclude(expected__state=_State.ACCEPTED).order_by().values("project")
    found = Grant.objects.filter(project__in=waiting).aggregate(sum=Sum("amount"))["sum"]
    return found or Decimal()


def money_of_leads(duties: QuerySet[ReportDuty]) -> dict[int, Decimal]:
    """The same for each that answers: organisation -> kronor, each of its projects once."""
    waiting = duties.exclude(expected__state=_State.ACCEPTED).order_by()
    pairs = waiting.values(answers=F("expected__organisation"), granted=F("project")).distinct()
    try:
        asked, parameters = pairs.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return {}
    table = Grant._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT answers, sum(amount) FROM ({asked}) AS pair "  # noqa: S608 (our own words)
            f"JOIN {table} ON project_id = granted GROUP BY answers",
            parameters,
        )
        return dict(cursor.fetchall())


def period_code() -> Combinable:
    """The period in one word: "tertial:2026:2"."""
    parts = (F("expected__period_kind"), Value(":"), F("expected__year"), Value(":"), F("expected__number"))
    return Concat(*parts, output_field=TextField())


def period_order() -> Combinable:
    """Periods in the order of time, as far as numbers say it."""
    return F("expected__year") * 100 + F("expected__number")
