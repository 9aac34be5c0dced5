"""The tables of an agreement: shares and amounts, costs, and the counts they rest on."""

from datetime import timedelta

from django.utils.translation import gettext as _

from funding.live.facts import AgreementFacts, party_key
from portal.content.figures import Figure, Unit
from portal.content.live import LiveTable
from portal.content.masking_tables import mask_tables
from portal.content.tables import Column, Row, Table


def all_tables(facts: AgreementFacts) -> list[tuple[str, Table, str]]:
    """(key, table, group) of each."""
    basis = basis_table(facts)
    return [
        ("andel.parter", shares_table(facts), _("Andelar")),
        ("kostnad.slag", costs_table(facts), _("Kostnader")),
        *([("underlag.perioder", basis, _("Underlag"))] if basis.rows else []),
    ]


def live_tables(facts: AgreementFacts, page: str, group: str) -> list[LiveTable]:
    """The tables whose key begins with ``group``."""
    return [
        LiveTable(key, str(table.caption), table, name, page)
        for key, table, name in all_tables(facts)
        if key.startswith(f"{group}.")
    ]


def shares_table(facts: AgreementFacts) -> Table:
    columns = (
        Column("party", _("Part"), Unit.TEXT),
        Column("percent", _("Andel, procent"), Unit.NUMBER),
        Column("yearly", _("Per år, kr"), Unit.KRONOR),
        Column("whole", _("Hela tiden, kr"), Unit.KRONOR),
    )
    rows = tuple(
        Row(
            facts.organisations[fact.organisation].as_administration,
            {
                "percent": Figure(fact.percent, Unit.NUMBER),
                "yearly": Figure(fact.per_year, Unit.KRONOR),
                "whole": Figure(fact.whole, Unit.KRONOR),
            },
        )
        for fact in facts.shares
    )
    return Table(_("Parternas andelar och belopp"), columns, rows).with_total()


def costs_table(facts: AgreementFacts) -> Table:
    columns = (
        Column("kind", _("Kostnadsslag"), Unit.TEXT),
        Column("amount", _("Per år, tkr"), Unit.TKR),
        Column("note", _("Anmärkning"), Unit.TEXT),
    )
    rows = tuple(
        Row(str(line.kind), {"amount": Figure(line.amount, Unit.TKR), "note": line.note})
        for line in facts.costs
    )
    return Table(_("Uppskattad kostnad per år"), columns, rows).with_total()


def basis_table(facts: AgreementFacts) -> Table:
    """Counted people, a line for each party and a column for each window; masked."""
    return _masked(facts)[0]


def basis_sums(facts: AgreementFacts) -> Table:
    """Counted people of each party, all windows together; masked with the table above."""
    return _masked(facts)[1]


def _masked(facts: AgreementFacts) -> list[Table]:
    windows = sorted({(row.begins, row.ends) for row in facts.basis})
    keys = tuple(f"{begins}" for begins, _ends in windows)
    heads = tuple(
        Column(key, f"{begins} – {ends - timedelta(days=1)}", people=True)
        for key, (begins, ends) in zip(keys, windows, strict=True)
    )
    label, whole = Column("party", _("Part"), Unit.TEXT), _("Totalt")
    total = Column("persons", whole, people=True, sum_of=keys)
    caption = _("Folkbokförda i målgruppen enligt underlaget")
    rows = [_row(facts, organisation, keys) for organisation in _counted(facts)]
    table = Table(caption, (label, *heads, total), tuple(rows)).with_total()
    shown = table if facts.shows_small else mask_tables([table])[0]
    sums = tuple(Row(row.label, {"persons": row.cells["persons"]}, key=row.key) for row in shown.rows)
    last = shown.total and Row(whole, {"persons": shown.total.cells["persons"]})
    return [shown, Table(caption, (label, Column("persons", whole)), sums, total=last)]


def _counted(facts: AgreementFacts) -> list[int]:
    there = {row.party.organisation_id for row in facts.basis}
    return [fact.organisation for fact in facts.shares if fact.organisation in there]


def _row(facts: AgreementFacts, organisation: int, keys: tuple[str, ...]) -> Row:
    mine = [row for row in facts.basis if row.party.organisation_id == organisation]
    cells = {
        key: Figure(
            sum(found) if (found := [row.persons for row in mine if f"{row.begins}" == key]) else None
        )
        for key in keys
    }
    cells["persons"] = Figure(sum(row.persons for row in mine))
    name = facts.organisations[organisation].as_administration
    return Row(name, cells, key=party_key(facts, organisation))
