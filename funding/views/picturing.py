"""The shares of an agreement over time as a chart: a bar a version, or a bar a party where they are many."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from funding.models import Terms, TermsShare
from portal.content.charts import Chart, bar_chart
from portal.content.figures import Figure, Unit
from portal.content.tables import Column, Row, Table

MOST_IN_A_BAR = 3  # parties one can tell apart in a bar without colours


def shares_over_time(versions: Sequence[Terms]) -> Chart | None:
    """Draw the agreed shares of ``versions`` in percent; None while nobody has a share. One query."""
    rows = TermsShare.objects.filter(terms__in=versions).select_related("party__organisation")
    ordered = sorted(rows, key=lambda each: (each.terms_id, each.party.heading_order, each.pk))
    found = {key: list(group) for key, group in groupby(ordered, key=lambda each: each.terms_id)}
    told = [(terms, found[terms.pk]) for terms in reversed(versions) if terms.pk in found]
    if not told:
        return None
    names = list(dict.fromkeys(str(share.party) for _terms, shares in told for share in shares))
    return _stacked(told, names) if len(names) <= MOST_IN_A_BAR else _one_each(told)


def _stacked(told: list[tuple[Terms, list[TermsShare]]], names: list[str]) -> Chart:
    keys = [f"p{number}" for number in range(len(names))]
    columns = (
        Column("version", _("Villkor"), Unit.TEXT),
        *(Column(key, name, Unit.NUMBER, sums=False) for key, name in zip(keys, names, strict=True)),
        Column("whole", _("Summa procent"), Unit.NUMBER, sums=False),
    )
    rows = [_row(terms, shares, dict(zip(names, keys, strict=True))) for terms, shares in told]
    table = Table(_("Överenskomna andelar, procent"), columns, tuple(rows))
    return bar_chart(table, name="andelar-diagram", parts=keys, total="whole")


def _row(terms: Terms, shares: list[TermsShare], keys: dict[str, str]) -> Row:
    cells = {key: Figure(Decimal(), Unit.NUMBER) for key in keys.values()}
    cells |= {keys[str(share.party)]: Figure(share.percent.normalize(), Unit.NUMBER) for share in shares}
    whole = sum((share.percent for share in shares), Decimal())
    return Row(_time(terms), {**cells, "whole": Figure(whole.normalize(), Unit.NUMBER)})


def _one_each(told: list[tuple[Terms, list[TermsShare]]]) -> Chart:
    columns = (
        Column("party", _("Part"), Unit.TEXT),
        Column("percent", _("Procent"), Unit.NUMBER, sums=False),
    )
    rows = [
        Row(f"{share.party}, {_time(terms)}", {"percent": Figure(share.percent.normalize(), Unit.NUMBER)})
        for terms, shares in told
        for share in shares
    ]
    table = Table(_("Överenskomna andelar, procent"), columns, tuple(rows))
    return bar_chart(table, name="andelar-diagram", parts=["percent"], total="percent")


def _time(terms: Terms) -> str:
    held = terms.force or terms.valid
    words = {
        "version": terms.version,
        "first": held.lower.isoformat(),
        "last": (held.upper - timedelta(days=1)).isoformat(),
    }
    return _("Version %(version)s, %(first)s till %(last)s") % words
