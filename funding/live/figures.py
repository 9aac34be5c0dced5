"""The figures of an agreement: shares, costs and what each party is to bear, and the counts behind."""

from decimal import Decimal

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from funding.live.facts import AgreementFacts, party_key
from funding.live.tables import basis_sums
from funding.summary.facts import ShareFact
from portal.content.figures import Figure, Unit
from portal.content.live import LiveFigure
from portal.content.saying import in_millions, in_tkr, number_in_words
from portal.money import NBSP, write_kronor, write_number


def page_of(facts: AgreementFacts) -> str:
    return reverse("funding:agreement_detail", args=[facts.agreement.pk])


def shares(facts: AgreementFacts) -> list[LiveFigure]:
    """``andel.<part>``, ``.per-ar`` and ``.hela``; ``andel.parter``."""
    found = [figure for fact in facts.shares for figure in _of_party(facts, fact)]
    count = Figure(len(facts.shares), href=page_of(facts))
    said = f"{number_in_words(len(facts.shares), of_neuter=False)} {_('parter')}"
    return [
        LiveFigure("andel.parter", _("Parter"), count, said, _("Andelar"), page_of(facts)),
        *found,
    ]


def _of_party(facts: AgreementFacts, fact: ShareFact) -> list[LiveFigure]:
    page, group = page_of(facts), _("Andelar")
    name = facts.organisations[fact.organisation].as_administration
    key, words = f"andel.{party_key(facts, fact.organisation)}", {"party": name}
    percent = f"{write_number(fact.percent)}{NBSP}{_('procent')}"
    amounts = (
        ("per-ar", _("%(party)s: per år") % words, fact.per_year),
        ("hela", _("%(party)s: hela tiden") % words, fact.whole),
    )
    share = Figure(fact.percent, Unit.NUMBER, href=page)
    return [
        LiveFigure(key, _("%(party)s: andel") % words, share, percent, group, page),
        *(_money(f"{key}.{end}", label, value, group, page) for end, label, value in amounts),
    ]


def _money(key: str, label: str, value: Decimal | None, group: str, page: str) -> LiveFigure:
    words = "" if value is None else f"{write_kronor(value)}{NBSP}kr"
    return LiveFigure(key, label, Figure(value, Unit.KRONOR, href=page), words, group, page)


def costs(facts: AgreementFacts) -> list[LiveFigure]:
    """``kostnad.per-ar`` in mnkr and tkr, each kind of cost, and the whole time."""
    page, group = page_of(facts), _("Kostnader")
    yearly, wholes = facts.yearly, [fact.whole for fact in facts.shares if fact.whole is not None]
    whole = sum(wholes, Decimal()) if wholes and len(wholes) == len(facts.shares) else None
    figure = Figure(yearly, Unit.TKR, href=page)
    found = [
        LiveFigure("kostnad.per-ar", _("Kostnad per år"), figure, in_tkr(yearly), group, page),
        LiveFigure(
            "kostnad.per-ar-mnkr", _("Kostnad per år, i mnkr"), figure, in_millions(yearly), group, page
        ),
        _money("kostnad.hela", _("Kostnad hela tiden"), whole, group, page),
    ]
    for line in facts.costs:
        label = _("%(kind)s per år") % {"kind": line.kind.name}
        value = Figure(line.amount, Unit.TKR, href=page)
        key = f"kostnad.{slugify(line.kind.code)}"
        found.append(LiveFigure(key, label, value, in_tkr(line.amount), group, page))
    return found


def basis(facts: AgreementFacts) -> list[LiveFigure]:
    """``underlag.<part>`` and ``underlag.totalt``: people counted, masked together where they are few."""
    page, group = reverse("funding:basis_list", args=[facts.agreement.pk]), _("Underlag")
    table = basis_sums(facts)
    keys = [row.key for row in table.rows]
    rows = [*zip(keys, table.rows, strict=True), *([("totalt", table.total)] if table.total else [])]
    found = []
    for key, row in rows:
        figure = row.cells["persons"]
        if isinstance(figure, Figure):
            label = _("Underlag: %(name)s") % {"name": row.label}
            found.append(LiveFigure(f"underlag.{key}", label, figure, figure.written, group, page))
    return found
