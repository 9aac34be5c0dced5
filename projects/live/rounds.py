"""What a decision round says for a document: each nämnd's decision list, and the sums of it."""

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.content.figures import Figure
from portal.content.live import Live, LiveFigure, LiveTable, LiveText
from portal.content.live_lazy import Lazy, by_key
from portal.content.tables import Table
from portal.content.texts import own_words
from portal.organisation.models import Organisation
from projects.live.making import Group, key_of
from projects.models import DecisionRound
from projects.summary.decisionlist import DECIDED, decision_tables

SUMS = ("asked", "proposed", DECIDED)


class RoundFacts:
    """The lists of ``round`` as they stand, one for each nämnd."""

    def __init__(self, round: DecisionRound):
        self.round = round

    @cached_property
    def lists(self) -> list[tuple[Organisation, Table]]:
        return decision_tables(self.round)

    @property
    def page(self) -> str:
        return reverse("projects:round_detail", args=[self.round.pk])


def round_live(round: DecisionRound) -> Live:
    facts = RoundFacts(round)
    return Live(
        figures=Lazy({"beslutslista": lambda: by_key(figures(facts))}),
        tables=Lazy({"beslutslista": lambda: by_key(tables(facts))}),
        texts=Lazy({"avsnitt": lambda: by_key(texts(facts))}),
    )


def figures(facts: RoundFacts) -> list[LiveFigure]:
    """``beslutslista.<namnd>.antal``, ``.sokt``, ``.foreslaget`` and ``.beslutat``."""
    found = Group(_("Beslutslista"))
    keys = dict(zip(SUMS, ("sokt", "foreslaget", "beslutat"), strict=True))
    for committee, table in facts.lists:
        name, key = committee.as_committee, f"beslutslista.{key_of(committee.as_committee)}"
        count = len({row.key.partition("-")[0] for row in table.rows})
        noun = ngettext("ansökan", "ansökningar", count)
        label = _("%(committee)s: ansökningar") % {"committee": name}
        found.count(f"{key}.antal", label, count, noun, facts.page, neuter=False)
        titles = {column.key: str(column.title).removesuffix(" tkr").lower() for column in table.columns}
        for column in (each for each in SUMS if table.total and each in table.total.cells):
            cell = table.total.cells[column] if table.total else ""
            if isinstance(cell, Figure):
                words = {"committee": name, "what": titles[column]}
                label = _("%(committee)s: %(what)s") % words
                found.money(f"{key}.{keys[column]}", label, cell.value, facts.page)  # type: ignore[arg-type]
    return found.found


def tables(facts: RoundFacts) -> list[LiveTable]:
    return [
        LiveTable(
            f"beslutslista.{key_of(committee.as_committee)}",
            str(table.caption),
            table,
            _("Beslutslista"),
            facts.page,
        )
        for committee, table in facts.lists
    ]


def texts(facts: RoundFacts) -> list[LiveText]:
    parts = []
    if facts.round.directions:
        parts.append(_("Inriktning: %(words)s") % {"words": own_words(facts.round.directions)})
    for committee, _table in facts.lists:
        words = {"committee": committee.as_committee, "key": key_of(committee.as_committee)}
        said = _(
            "%(committee)s har [[figur:beslutslista.%(key)s.antal]] att besluta om. Föreslaget belopp är "
            "[[figur:beslutslista.%(key)s.foreslaget]]."
        )
        parts += [f"## {words['committee']}", said % words, f"[[tabell:beslutslista.{words['key']}]]"]
    return [LiveText("avsnitt.beslutslista", _("Ansökningar och förslag"), "\n\n".join(parts), _("Avsnitt"))]
