"""The rows behind a figure of the agreements' tables: the same facts, so their total is the figure."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from funding.summary.facts import Facts, SettledFact, ShareFact
from funding.summary.tables import AMOUNTS, example_note, named
from portal.content.figures import Figure, Unit
from portal.content.tables import Column, Row, Table

SHARE_KEYS = ("andel", "per-ar", "hela")
DISTRICT_COUNTS = ("antal", "gallande", "vard")


def shares_rows(facts: Facts, line: str, column: str) -> Table | None:
    """The parties behind a share or an amount; None when there is no such figure."""
    found = [
        fact for fact in facts.shares if line in ("", f"{fact.agreement.pk}-{facts.line(fact.organisation)}")
    ]
    known = column in SHARE_KEYS and (line != "" or column != "andel")
    return share_table(facts, found) if known and found else None


def share_table(facts: Facts, shares: Sequence[ShareFact]) -> Table:
    """A line for each party, as named in the terms, with its share and amounts in kronor."""
    heads = (
        Column("agreement", _("Överenskommelse"), Unit.TEXT),
        Column("party", _("Part"), Unit.TEXT),
        Column("andel", _("Andel %"), Unit.NUMBER),
        Column("per-ar", _("Per år kr"), Unit.KRONOR),
        Column("hela", _("Hela tiden kr"), Unit.KRONOR),
    )
    rows = tuple(
        Row(
            named(fact.agreement),
            {
                "party": facts.name(fact.organisation),
                "andel": Figure(fact.percent, Unit.NUMBER),
                "per-ar": Figure(fact.per_year, Unit.KRONOR),
                "hela": Figure(fact.whole, Unit.KRONOR),
            },
            href=f"{_agreement(fact.agreement.pk)}?version={fact.terms.version}",
            notes=example_note(fact.agreement),
        )
        for fact in shares
    )
    table = Table(_("Raderna bakom siffran"), heads, rows)
    return table.with_total()


def settled_rows(facts: Facts, line: str, column: str) -> Table | None:
    """The settlements behind an amount, or the periods behind how many; None when there is no such figure."""
    found = [fact for fact in facts.settled if line in ("", str(fact.settlement.agreement_id))]
    if not found or column not in ("perioder", *AMOUNTS):
        return None
    return settled_table(facts, found)


def settled_table(facts: Facts, lines: Sequence[SettledFact]) -> Table:
    """A line for each settlement: how many periods it adds (a correction none), and its kronor."""
    heads = (
        Column("settlement", _("Avräkning"), Unit.TEXT),
        Column("perioder", _("Perioder")),
        Column("kostnad", _("Verklig kostnad kr"), Unit.KRONOR),
        Column("debitera", _("Avräknat att debitera kr"), Unit.KRONOR),
        Column("bokfort", _("Bokfört kr"), Unit.KRONOR),
        Column("kvar", _("Återstår att bokföra kr"), Unit.KRONOR),
    )
    found: dict[int, list[SettledFact]] = {}
    for fact in lines:
        found.setdefault(fact.settlement.pk, []).append(fact)
    rows = []
    for each in found.values():
        settlement = each[0].settlement
        cells = {key: Figure(sum(map(amount, each)), Unit.KRONOR) for key, amount in AMOUNTS.items()}
        cells["perioder"] = Figure(int(settlement.corrects_id is None))
        label = f"{settlement.agreement}, {each[0].period.title}"
        label = _("%(name)s, rättelse") % {"name": label} if settlement.corrects_id else label
        rows.append(Row(label, cells, href=_settlement(each[0]), notes=example_note(settlement.agreement)))
    return Table(_("Raderna bakom siffran"), heads, tuple(rows)).with_total()


def districts_rows(facts: Facts, line: str, column: str) -> Table | None:
    """The shares or settled lines behind a district's figure; None when there is no such figure."""
    shares = [fact for fact in facts.shares if line in ("", str(facts.line(fact.organisation)))]
    settled = [fact for fact in facts.settled if line in ("", str(facts.line(fact.organisation)))]
    if column == "kostnad":
        return _borne_table(facts, settled) if settled else None
    if column == "per-ar":
        shares = [fact for fact in shares if fact.in_force]
    elif column in DISTRICT_COUNTS and line:
        chosen = {"gallande": lambda fact: fact.in_force, "vard": lambda fact: fact.is_host}
        shares = [fact for fact in shares if chosen.get(column, lambda fact: True)(fact)]
    else:
        return None
    return share_table(facts, shares) if shares else None


def _borne_table(facts: Facts, lines: Sequence[SettledFact]) -> Table:
    heads = (
        Column("settlement", _("Avräkning"), Unit.TEXT),
        Column("party", _("Part"), Unit.TEXT),
        Column("kostnad", _("Avräknad andel kr"), Unit.KRONOR),
    )
    rows = tuple(
        Row(
            f"{fact.settlement.agreement}, {fact.period.title}",
            {"party": facts.name(fact.organisation), "kostnad": Figure(fact.share, Unit.KRONOR)},
            href=_settlement(fact),
            notes=example_note(fact.settlement.agreement),
        )
        for fact in lines
        if fact.share
    )
    return Table(_("Raderna bakom siffran"), heads, rows).with_total()


def _agreement(pk: int) -> str:
    return reverse("funding:agreement_detail", args=[pk])


def _settlement(fact: SettledFact) -> str:
    settlement = fact.settlement
    return reverse("funding:settlement_detail", args=[settlement.agreement_id, settlement.pk])
