"""The three standing tables of agreements, and where each figure of them leads."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from funding.models import Agreement
from funding.summary.facts import Facts, SettledFact, ShareFact
from portal.content.figures import Figure, Unit
from portal.content.notes import Note
from portal.content.sorting import text_key
from portal.content.tables import Cell, Column, Row, Table

SHARES, SETTLED, DISTRICTS = "overenskommelser", "avrakningar", "overenskommelser-per-stadsdel"


def opened(facts: Facts, table: str, line: str, column: str) -> str:
    """The page with the rows a figure is made of."""
    query = {"indelning": facts.scope.division, "rad": line, "kolumn": column}
    return f"{reverse('summaries:rows', args=[table])}?{urlencode(query)}"


def shares_table(facts: Facts) -> Table:
    """A row for each party of each signed agreement: share, cost a year and for the whole time, in kronor."""
    columns = (
        Column("agreement", _("Överenskommelse"), Unit.TEXT),
        Column("party", _("Part"), Unit.TEXT),
        Column("andel", _("Andel %"), Unit.NUMBER, sums=False),
        Column("per-ar", _("Per år kr"), Unit.KRONOR),
        Column("hela", _("Hela tiden kr"), Unit.KRONOR),
    )
    found: dict[tuple[int, int], list[ShareFact]] = {}
    for fact in facts.shares:
        found.setdefault((fact.agreement.pk, facts.line(fact.organisation)), []).append(fact)
    rows = tuple(_share_row(facts, line, each) for (_key, line), each in found.items())
    table = Table(
        _("Andelar och kostnader"),
        columns,
        rows,
        subtitle=division_in_words(facts),
        notes=scope_note(facts),
        how=(
            _("Varje överenskommelse räknas med de villkor som gäller, annars de senast undertecknade."),
            _("Beloppet är kostnaden gånger andelen, avrundat till öre. Resten bärs som villkoren säger."),
        ),
    )
    return table.with_total(hrefs={key: opened(facts, SHARES, "", key) for key in ("per-ar", "hela")})


def _share_row(facts: Facts, line: int, shares: list[ShareFact]) -> Row:
    first = shares[0]
    key = f"{first.agreement.pk}-{line}"
    percent = sum((each.percent for each in shares), Decimal())
    wholes = [each.whole for each in shares if each.whole is not None]
    whole = sum(wholes, Decimal()) if wholes else None
    cells: dict[str, Cell] = {
        "party": facts.name(line),
        "andel": Figure(percent, Unit.NUMBER, href=opened(facts, SHARES, key, "andel")),
        "per-ar": Figure(
            sum((each.per_year for each in shares), Decimal()),
            Unit.KRONOR,
            href=opened(facts, SHARES, key, "per-ar"),
        ),
        "hela": Figure(whole, Unit.KRONOR, href=opened(facts, SHARES, key, "hela") if wholes else None),
    }
    return Row(
        named(first.agreement),
        cells,
        notes=(*example_note(first.agreement), *_merged(facts, line, shares)),
        key=key,
    )


def settled_table(facts: Facts) -> Table:
    """A row for each agreement with something settled: cost, to debit, booked and left to book, in kronor."""
    columns = (
        Column("agreement", _("Överenskommelse"), Unit.TEXT),
        Column("perioder", _("Avräknade perioder")),
        Column("kostnad", _("Verklig kostnad kr"), Unit.KRONOR),
        Column("debitera", _("Avräknat att debitera kr"), Unit.KRONOR),
        Column("bokfort", _("Bokfört kr"), Unit.KRONOR),
        Column("kvar", _("Återstår att bokföra kr"), Unit.KRONOR),
    )
    found: dict[int, list[SettledFact]] = {}
    for fact in facts.settled:
        found.setdefault(fact.settlement.agreement_id, []).append(fact)
    rows = tuple(_settled_row(facts, each) for each in found.values())
    table = Table(
        _("Avräkningar"),
        columns,
        rows,
        notes=scope_note(facts),
        how=(
            _("Bara avräkningar som alla parter har granskat ingår. En rättelse ersätter det den rättar."),
            _("Värden har betalat det gemensamma och krediteras det de andra debiteras."),
        ),
    )
    keys = [column.key for column in columns[1:]]
    return table.with_total(hrefs={key: opened(facts, SETTLED, "", key) for key in keys})


def _settled_row(facts: Facts, lines: list[SettledFact]) -> Row:
    agreement = lines[0].settlement.agreement
    periods = len({each.period for each in lines})
    cells: dict[str, Cell] = {
        "perioder": Figure(periods, href=opened(facts, SETTLED, str(agreement.pk), "perioder"))
    }
    for key, amount in AMOUNTS.items():
        value = sum((amount(each) for each in lines), Decimal())
        cells[key] = Figure(value, Unit.KRONOR, href=opened(facts, SETTLED, str(agreement.pk), key))
    return Row(named(agreement), cells, notes=example_note(agreement), key=str(agreement.pk))


AMOUNTS: dict[str, Callable[[SettledFact], Decimal]] = {
    "kostnad": lambda fact: fact.share,
    "debitera": lambda fact: fact.to_debit,
    "bokfort": lambda fact: fact.booked,
    "kvar": lambda fact: fact.to_debit - fact.booked,
}


def districts_table(facts: Facts) -> Table:
    """A row for each district that is or was a party: how many, its cost a year and what is settled."""
    columns = (
        Column("district", _("Stadsdelsförvaltning"), Unit.TEXT),
        Column("antal", _("Överenskommelser"), sums=False),
        Column("gallande", _("I kraft"), sums=False),
        Column("vard", _("Som värd"), sums=False),
        Column("per-ar", _("Per år kr"), Unit.KRONOR),
        Column("kostnad", _("Avräknad andel kr"), Unit.KRONOR),
    )
    lines = {facts.line(fact.organisation) for fact in facts.shares}
    lines |= {facts.line(fact.organisation) for fact in facts.settled}
    ordered = sorted(lines, key=lambda line: text_key(facts.name(line)))
    table = Table(
        _("Överenskommelser per stadsdelsförvaltning"),
        columns,
        tuple(_district_row(facts, line) for line in ordered),
        subtitle=division_in_words(facts),
        notes=scope_note(facts),
        how=(_("Kostnaden per år räknas bara för överenskommelser som är i kraft i dag."),),
    )
    shown = [key for key in ("per-ar", "kostnad") if any(each.value for each in table.figures(key))]
    return table.with_total(hrefs={key: opened(facts, DISTRICTS, "", key) for key in shown})


def _district_row(facts: Facts, line: int) -> Row:
    mine = [fact for fact in facts.shares if facts.line(fact.organisation) == line]
    counts = {
        "antal": {fact.agreement.pk for fact in mine},
        "gallande": {fact.agreement.pk for fact in mine if fact.in_force},
        "vard": {fact.agreement.pk for fact in mine if fact.is_host},
    }
    cells: dict[str, Cell] = {
        key: Figure(len(keys), href=opened(facts, DISTRICTS, str(line), key) if keys else None)
        for key, keys in counts.items()
    }
    per_year = sum((fact.per_year for fact in mine if fact.in_force), Decimal())
    settled = [fact.share for fact in facts.settled if facts.line(fact.organisation) == line]
    for key, value in (("per-ar", per_year), ("kostnad", sum(settled, Decimal()))):
        cells[key] = Figure(
            value, Unit.KRONOR, href=opened(facts, DISTRICTS, str(line), key) if value else None
        )
    return Row(facts.name(line), cells, notes=_merged(facts, line, mine), key=str(line))


def named(agreement: Agreement) -> str:
    return agreement.title


def example_note(agreement: Agreement) -> tuple[Note, ...]:
    return (Note(_("Exempel: uppgifterna är påhittade.")),) if agreement.is_example else ()


def division_in_words(facts: Facts) -> str:
    if facts.scope.division == "nu":
        return _("Nuvarande stadsdelsförvaltningar")
    return _("Dåvarande stadsdelsförvaltningar")


def scope_note(facts: Facts) -> tuple[Note, ...]:
    """A district's people see the agreements it is a party of, and are told so."""
    if facts.scope.user.reach.central:
        return ()
    return (Note(_("Tabellen visar bara överenskommelser som din förvaltning är part i.")),)


def _merged(facts: Facts, line: int, shares: Iterable[ShareFact]) -> tuple[Note, ...]:
    """Say for whom a district of today answers."""
    before = {fact.organisation for fact in shares} - {line}
    names = ", ".join(sorted((facts.name(each) for each in before), key=text_key))
    if not before:
        return ()
    words = {"now": facts.name(line), "before": names}
    return (Note(_("%(now)s svarar i dag för %(before)s.") % words),)
