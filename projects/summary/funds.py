"""Medel: what each nämnd set aside for a programme a year, what is granted, villkorat, used and left of it.

Two things are left of an amount: what can still be granted (budget less granted and villkorat), and what is
not used (budget less used). The published programme's 1 394 tkr is the second.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import money
from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table
from portal.workareas import Scope, StandingTable
from projects.domain.allocating import Balance, balances
from projects.models import Allocation, Application, Appropriation, Grant, GrantShare, Programme
from projects.models.following import followed_programmes

SLUG = "medel"
BUDGET, GRANTED, CONDITIONAL, LEFT = "budget", "beviljat", "villkorat", "kvar"
USED, UNUSED = "forbrukat", "ej-forbrukat"
UNKNOWN = "okant"  # in a line's key, where the year is not known
OPENED = (BUDGET, GRANTED, CONDITIONAL, USED)
NOTHING = Decimal()


def opened(programme: Programme, line: str, column: str) -> str:
    """The page with the rows a figure is made of."""
    query = {"program": programme.slug, "indelning": "da", "rad": line, "kolumn": column}
    return f"{reverse('summaries:rows', args=[SLUG])}?{urlencode(query)}"


@dataclass(frozen=True)
class Line:
    """A nämnd and a year; ``balance`` is None where the year of what it bears is not known."""

    key: str
    label: str
    year: str
    balance: Balance | None
    granted: Decimal
    used: Decimal | None


def lines_of(programme: Programme) -> list[Line]:
    """Every nämnd and year of the programme, by year; what has no year, or no nämnd, stands last."""
    used = {
        (row.committee_id, row.year): row.used for row in Appropriation.objects.filter(programme=programme)
    }
    found = [
        Line(
            f"{committee}-{year}",
            balance.committee.as_committee,
            str(year),
            balance,
            balance.granted,
            used.get((committee, year)),
        )
        for (committee, year), balance in balances(programme).items()
    ]
    return [*found, *_without_year(programme), *_without_committee(programme)]


def _without_year(programme: Programme) -> list[Line]:
    rows = GrantShare.objects.filter(grant__project__programme=programme, grant__year__isnull=True)
    sums = (
        rows.values("committee", "committee__committee_name", "committee__short_name")
        .annotate(sum=Sum("amount"))
        .order_by("committee__short_name", "committee")
    )
    return [
        Line(
            f"{row['committee']}-{UNKNOWN}",
            row["committee__committee_name"] or row["committee__short_name"],
            _("År okänt"),
            None,
            row["sum"],
            None,
        )
        for row in sums
    ]


def _without_committee(programme: Programme) -> list[Line]:
    rows = Grant.objects.filter(project__programme=programme, shares__isnull=True)
    whole = rows.aggregate(sum=Sum("amount"))["sum"]
    return [Line(UNKNOWN, _("Ej fördelat på nämnd"), "", None, whole, None)] if whole else []


def funds_table(programme: Programme) -> Table:
    """Budget, granted, villkorat, used and left in tkr, a line for each nämnd and year, with a total."""
    lines = lines_of(programme)
    table = Table(
        _("Medel per nämnd och år"),
        (
            Column("committee", _("Nämnd"), Unit.TEXT),
            Column("year", _("År"), Unit.TEXT),
            Column(BUDGET, _("Budget tkr"), Unit.TKR),
            Column(GRANTED, _("Beviljat tkr"), Unit.TKR),
            Column(CONDITIONAL, _("Villkorat tkr"), Unit.TKR),
            Column(LEFT, _("Kvar att bevilja tkr"), Unit.TKR),
            Column(USED, _("Förbrukat tkr"), Unit.TKR),
            Column(UNUSED, _("Ej förbrukat tkr"), Unit.TKR),
        ),
        tuple(_row(programme, line) for line in lines),
        subtitle=programme.name,
        notes=tuple(Note(text) for text in _notes(lines)),
        how=_how(),
    )
    total = table.with_total()
    return _with_left(programme, total)


def _row(programme: Programme, line: Line) -> Row:
    def figure(key: str, value: Decimal | None) -> Figure:
        return Figure(value, Unit.TKR, href=opened(programme, line.key, key) if value else None)

    cells: dict[str, Cell] = {"year": line.year, GRANTED: figure(GRANTED, line.granted)}
    balance = line.balance
    if balance is None:
        cells |= dict.fromkeys((BUDGET, CONDITIONAL, LEFT, USED, UNUSED), "")
        return Row(line.label, cells, key=line.key)
    budget = balance.budget
    spare = None if budget is None or line.used is None else budget - line.used
    cells |= {
        BUDGET: figure(BUDGET, budget),
        CONDITIONAL: figure(CONDITIONAL, balance.decided),
        LEFT: Figure((budget or NOTHING) - line.granted - balance.decided, Unit.TKR),
        USED: figure(USED, line.used),
        UNUSED: Figure(spare, Unit.TKR),
    }
    return Row(line.label, cells, key=line.key)


def _with_left(programme: Programme, table: Table) -> Table:
    """The total of what is left counts what is granted without a year too: it is of the same money."""
    total = table.total
    if total is None:
        return table
    sums = {
        key: cell.value
        for key, cell in total.cells.items()
        if isinstance(cell, Figure) and isinstance(cell.value, Decimal)
    }
    budget, granted, conditional = (sums.get(key, NOTHING) for key in (BUDGET, GRANTED, CONDITIONAL))
    left = Figure(budget - granted - conditional, Unit.TKR)
    cells = {
        key: replace(cell, href=opened(programme, "", key)) if key in OPENED and cell.value else cell
        for key, cell in total.cells.items()
        if isinstance(cell, Figure)
    }
    return replace(table, total=replace(total, cells={**total.cells, **cells, LEFT: left}))


def _notes(lines: list[Line]) -> list[str]:
    found = []
    if sum((line.granted for line in lines if line.balance is None), NOTHING):
        found.append(_("Det som beviljats utan känt år eller nämnd räknas med i summan av det som är kvar."))
    granted = sum((line.granted for line in lines), NOTHING)
    used = [line.used for line in lines if line.balance]
    if used and None not in used and (other := sum(filter(None, used), NOTHING) - granted) > 0:
        words = _(
            "%(other)s tkr är förbrukat till annat än projekten, till exempel samordning och utbildning."
        )
        found.append(words % {"other": money.write_tkr(other)})
    return found


def _how() -> tuple[str, ...]:
    return (
        _("Beviljat är nämndens del av alla beslut om medel för året, också förlängningar."),
        _("Villkorat har nämnden beslutat, men en annan nämnd har inte beslutat om sin del."),
        _("Kvar att bevilja är budget minus beviljat och villkorat."),
        _("Ej förbrukat är budget minus förbrukat."),
    )


def funds_rows(programme: Programme, line: str, column: str) -> Table | None:
    """The rows one figure is made of, with the same total; None when there is no such figure."""
    if column in (BUDGET, USED):
        return _money_rows(programme, line, column)
    if column == GRANTED:
        return _granted_rows(programme, line)
    return _conditional_rows(programme, line) if column == CONDITIONAL else None


def _table(rows: list[Row], *heads: Column) -> Table | None:
    return Table(_("Raderna bakom siffran"), heads, tuple(rows)).with_total() if rows else None


def _money_rows(programme: Programme, line: str, column: str) -> Table | None:
    found = (
        Appropriation.objects.filter(programme=programme).select_related("committee").order_by("year", "pk")
    )
    amounts = {BUDGET: "budget", USED: "used"}
    rows = [
        Row(
            row.committee.as_committee,
            {
                "year": str(row.year),
                "purpose": row.purpose,
                column: Figure(getattr(row, amounts[column]), Unit.TKR),
            },
        )
        for row in found
        if line in ("", f"{row.committee_id}-{row.year}")
    ]
    title = _("Budget tkr") if column == BUDGET else _("Förbrukat tkr")
    return _table(
        rows,
        Column("committee", _("Nämnd"), Unit.TEXT),
        Column("year", _("År"), Unit.TEXT),
        Column("purpose", _("Ändamål"), Unit.TEXT),
        Column(column, title, Unit.TKR),
    )


def _granted_rows(programme: Programme, line: str) -> Table | None:
    shares = GrantShare.objects.filter(grant__project__programme=programme).select_related("grant__project")
    found: list[tuple[Grant, int | None, Decimal]] = [
        (row.grant, row.committee_id, row.amount) for row in shares.order_by("grant__project", "grant", "pk")
    ]
    unsplit = Grant.objects.filter(project__programme=programme, shares__isnull=True).select_related(
        "project"
    )
    found += [(grant, None, grant.amount) for grant in unsplit.order_by("project", "pk")]
    rows = [
        Row(
            str(grant.project),
            {"year": str(grant.year or _("År okänt")), GRANTED: Figure(amount, Unit.TKR)},
            href=reverse("projects:project_detail", args=[grant.project_id]),
        )
        for grant, committee, amount in found
        if line in ("", f"{committee}-{grant.year or UNKNOWN}" if committee else UNKNOWN)
    ]
    return _table(
        rows,
        Column("project", _("Projekt"), Unit.TEXT),
        Column("year", _("År"), Unit.TEXT),
        Column(GRANTED, _("Beviljat tkr"), Unit.TKR),
    )


def _conditional_rows(programme: Programme, line: str) -> Table | None:
    found = Allocation.objects.filter(
        application__round__programme=programme,
        application__state=Application.State.CONDITIONAL,
        decided__isnull=False,
    ).select_related("application")
    rows = [
        Row(
            row.application.title,
            {"year": str(row.year), CONDITIONAL: Figure(row.decided, Unit.TKR)},
            href=reverse("projects:application_detail", args=[row.application_id]),
        )
        for row in found.order_by("application__title", "year", "pk")
        if line in ("", f"{row.committee_id}-{row.year}")
    ]
    return _table(
        rows,
        Column("application", _("Ansökan"), Unit.TEXT),
        Column("year", _("År"), Unit.TEXT),
        Column(CONDITIONAL, _("Villkorat tkr"), Unit.TKR),
    )


def _programme(scope: Scope) -> Programme | None:
    return scope.programme or followed_programmes(scope.user).first()


def _build(scope: Scope) -> Table | None:
    programme = _programme(scope)
    return funds_table(programme) if programme else None


def _rows(scope: Scope, line: str, column: str) -> Table | None:
    programme = _programme(scope)
    return funds_rows(programme, line, column) if programme else None


#: for those who may read the funds (projects/access.py)
TABLES = (
    StandingTable(
        slug=SLUG,
        title=gettext_lazy("Medel: budget, beviljat, förbrukat och kvar"),
        intro=gettext_lazy("Vad varje nämnd har satt av för ett år, och vad som är kvar av det."),
        build=_build,
        rows=_rows,
        programmes=lambda user: list(followed_programmes(user)),
        divided=False,
    ),
)
