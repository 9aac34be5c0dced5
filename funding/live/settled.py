"""What a settled settlement says for a document: the newest of a period of an agreement."""

from functools import partial

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from funding.models import Agreement, Settlement, SettlementLine
from portal.content.figures import Figure, Unit
from portal.content.live import Live, LiveFigure, LiveTable, LiveText
from portal.content.live_lazy import Lazy, by_key
from portal.content.tables import Column, Row, Table
from portal.content.texts import as_number, own_words
from portal.money import NBSP, write_kronor
from portal.periods import Period

COLUMNS = ("share_of_cost", "own_cost", "already_debited", "carried_over", "remains")


class SettledFacts:
    """``settlement`` is settled: nothing of it changes, but a correction may take its place."""

    def __init__(self, settlement: Settlement):
        self.settlement = settlement
        rows = settlement.lines.select_related("party__organisation")
        self.lines: list[SettlementLine] = list(rows.order_by("party__heading_order", "pk"))
        self.period = Period(settlement.period_kind, settlement.year, settlement.number)
        self.page = reverse("funding:settlement_detail", args=[settlement.agreement_id, settlement.pk])


def settlement_live(agreement: Agreement, period: str) -> Live | None:
    """``period`` as "2026-1". None when nothing of it is settled."""
    year, _dash, number = period.partition("-")
    named = {"year": as_number(year), "number": as_number(number)}
    settled = agreement.settlements.filter(state=Settlement.State.SETTLED, **named)
    newest = settled.order_by("-sequence").first()
    if newest is None:
        return None
    facts = SettledFacts(newest)
    return Live(
        figures=Lazy({"avrakning": lambda: by_key(figures(facts))}),
        tables=Lazy({"avrakning": lambda: by_key([table_of(facts)])}),
        texts=Lazy({"avsnitt": lambda: by_key([text_of(facts)])}),
    )


def figures(facts: SettledFacts) -> list[LiveFigure]:
    add = partial(_money, facts)
    found = [add("avrakning.kostnad", _("Verklig kostnad"), facts.settlement.cost)]
    for line in facts.lines:
        name, key = line.party.organisation.as_administration, _key(line)
        found.append(add(f"{key}.andel", _("%(party)s: andel") % {"party": name}, line.share_of_cost))
        label = _("%(party)s: återstår att debitera eller kreditera") % {"party": name}
        found.append(add(f"{key}.aterstar", label, line.remains))
    return found


def _key(line: SettlementLine) -> str:
    return f"avrakning.{slugify(line.party.organisation.short_name)}"


def _money(facts: SettledFacts, key: str, label: str, value) -> LiveFigure:
    words = f"{write_kronor(value)}{NBSP}kr"
    figure = Figure(value, Unit.KRONOR, href=facts.page)
    return LiveFigure(key, label, figure, words, _("Avräkning"), facts.page)


def table_of(facts: SettledFacts) -> LiveTable:
    titles = (
        _("Andel av kostnaden, kr"),
        _("Egna kostnader, kr"),
        _("Redan debiterat, kr"),
        _("Fört över, kr"),
        _("Återstår att debitera eller kreditera, kr"),
    )
    heads = (Column(key, title, Unit.KRONOR) for key, title in zip(COLUMNS, titles, strict=True))
    rows = tuple(
        Row(
            line.party.organisation.as_administration,
            {key: Figure(getattr(line, key), Unit.KRONOR) for key in COLUMNS},
        )
        for line in facts.lines
    )
    caption = _("Avräkning %(period)s") % {"period": facts.period.title}
    table = Table(caption, (Column("party", _("Part"), Unit.TEXT), *heads), rows).with_total()
    return LiveTable("avrakning.parter", str(caption), table, _("Avräkning"), facts.page)


def text_of(facts: SettledFacts) -> LiveText:
    words = {"period": facts.period.title, "days": facts.period.written}
    paragraphs = [
        _("Avräkningen gäller %(period)s (%(days)s). Den verkliga kostnaden var [[figur:avrakning.kostnad]].")
        % words,
        _("Den som har betalat mer än sin andel krediteras, och den som har betalat mindre debiteras."),
        "[[tabell:avrakning.parter]]",
    ]
    if facts.settlement.reason:
        paragraphs.append(
            _("Skäl till rättelsen: %(reason)s") % {"reason": own_words(facts.settlement.reason)}
        )
    return LiveText("avsnitt.avrakning", _("Avräkningen"), "\n\n".join(paragraphs), _("Avsnitt"))
