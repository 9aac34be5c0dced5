"""What of agreements a document can be about: ``overenskommelse:<key>``, ``avrakning:<key>`` of a period."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from funding import access
from funding.live import figures, sections
from funding.live.facts import AgreementFacts
from funding.live.settled import settlement_live
from funding.live.tables import live_tables
from funding.models import Agreement, Settlement
from portal.content.live import Live
from portal.content.live_lazy import Lazy, by_key
from portal.organisation.models import User
from portal.periods import Period
from portal.workareas import Subject

AGREEMENT, SETTLEMENT = "overenskommelse", "avrakning"


def subjects(user: User) -> list[Subject]:
    """The agreements the user sees, and those with something settled once more with their periods."""
    if not access.may_list_agreements(user):
        return []
    agreements = list(Agreement.objects.for_user(user).by_title())
    kinds = ("overenskommelse", "tillagg", "tjansteutlatande")
    found = [Subject(f"{AGREEMENT}:{each.key}", each.title, kinds, case=each.case_id) for each in agreements]
    return found + list(_settled(agreements))


def _settled(agreements: list[Agreement]) -> list[Subject]:
    rows = Settlement.objects.filter(agreement__in=agreements, state=Settlement.State.SETTLED)
    periods: dict[int, dict[str, str]] = {}
    for row in rows.order_by("-year", "-number"):
        title = Period(row.period_kind, row.year, row.number).title
        periods.setdefault(row.agreement_id, {})[f"{row.year}-{row.number}"] = title
    return [
        Subject(
            f"{SETTLEMENT}:{each.key}",
            each.title,
            ("avrakning",),
            tuple(periods[each.pk].items()),
            each.case_id,
        )
        for each in agreements
        if each.pk in periods
    ]


def sees_small(user: User, subject: str) -> bool:
    """As the agreement's own pages: whose work needs them, and everybody what is published."""
    agreement = Agreement.objects.filter(key=subject.partition(":")[2]).first()
    return user.reach.has(*access.UNMASKED) or (agreement is not None and agreement.is_published)


def live(subject: str, period: str, *, today: date, unmasked: bool = False) -> Live | None:
    """What there is to say; None when nothing is called so."""
    kind, _colon, key = subject.partition(":")
    if kind not in (AGREEMENT, SETTLEMENT):
        return None
    agreement = Agreement.objects.filter(key=key).first()
    if agreement is None:
        return None
    if kind == SETTLEMENT:
        return settlement_live(agreement, period)
    return agreement_live(agreement, today, unmasked=unmasked)


def agreement_live(agreement: Agreement, today: date, *, unmasked: bool = False) -> Live:
    facts = AgreementFacts(agreement, today, unmasked=unmasked)
    page = figures.page_of(facts)
    return Live(
        figures=_lazy(facts, {"andel": figures.shares, "kostnad": figures.costs, "underlag": figures.basis}),
        tables=_lazy(
            facts,
            {name: partial(live_tables, page=page, group=name) for name in ("andel", "kostnad", "underlag")},
        ),
        texts=_lazy(facts, {"avsnitt": sections.texts}),
    )


def _lazy(facts: AgreementFacts, builders: dict[str, Callable[..., list[Any]]]) -> Lazy[Any]:
    return Lazy({name: partial(_built, build, facts) for name, build in builders.items()})


def _built(build: Callable[..., list[Any]], facts: AgreementFacts) -> dict[str, Any]:
    return by_key(build(facts))
