"""How an agreement and its terms stand, as pages show it: word, icon and tone, never a colour alone."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from funding.models import Agreement, BookingOrder, Notice, Settlement, Terms, standing
from portal.workareas import State

DRAFT = State(_("Utkast"), "lock")
EXAMPLE = State(_("exempel"), "info", "info")
SOON = State(_("Går snart ut"), "wait", "warn")
RENEGOTIATED = State(_("Omförhandling pågår"), "warn", "warn")

STANDINGS: dict[str, State] = {
    standing.IN_FORCE: State(_("I kraft"), "ok", "ok"),
    standing.SIGNING: State(_("För underskrift"), "pen", "warn"),
    standing.COMING: State(_("Undertecknad, börjar gälla senare"), "wait", "info"),
    standing.ENDED: State(_("Avslutad, låst"), "lock"),
    standing.DRAFT: DRAFT,
    standing.CLOSED: State(_("Avböjd eller återtagen"), "bad", "bad"),
}
_CLOSED = {
    Terms.State.DECLINED: State(_("Avböjd"), "bad", "bad"),
    Terms.State.WITHDRAWN: State(_("Återtagen"), "undo"),
}

_AMENDED = State(_("Slutade i ett tillägg"), "ok", "ok")
_AT_AN_END = State(_("Slutade i förtida avslut"), "ok", "ok")


def standing_of(rank: int | None) -> State | None:
    """Return the badge of an agreement whose best version has ``rank`` (funding.models.standing)."""
    return None if rank is None else STANDINGS[standing.STANDINGS[rank]]


def ends_soon(rank: int | None, ends: date | None, today: date) -> bool:
    """Whether an agreement that is in force ends within six months (``ends``: the first day after)."""
    in_force = rank == standing.STANDINGS.index(standing.IN_FORCE)
    return bool(in_force and ends and ends - today <= standing.SOON)


def terms_state(terms: Terms, today: date) -> State:
    """Return the badge of one version on ``today``."""
    if terms.state in _CLOSED:
        return _CLOSED[Terms.State(terms.state)]
    if terms.state == Terms.State.DRAFT:
        return DRAFT
    if terms.state == Terms.State.FOR_SIGNING:
        return STANDINGS[standing.SIGNING]
    if today < terms.force.lower:
        return STANDINGS[standing.COMING]
    return STANDINGS[standing.IN_FORCE if today < terms.force.upper else standing.ENDED]


def notice_state(notice: Notice) -> State:
    """Return the badge of a renegotiation notice. A draft that is to answer it is not told of here."""
    if notice.withdrawn_on:
        return State(_("Återtagen"), "undo")
    amendment = notice.amendment
    if amendment and amendment.state == Terms.State.SIGNED:
        return _AT_AN_END if _ends_earlier(amendment) else _AMENDED
    if amendment and amendment.state == Terms.State.FOR_SIGNING:
        return State(_("Tillägg ute för underskrift"), "pen", "warn")
    return State(_("Pågår"), "warn", "warn")


def _ends_earlier(amendment: Terms) -> bool:
    return amendment.amends is not None and amendment.valid.upper < amendment.amends.valid.upper


def agreement_badges(agreement: Agreement, state: State | None) -> list[State]:
    """Return the badges beside an agreement's name."""
    return [*([state] if state else []), *([EXAMPLE] if agreement.is_example else [])]


FINAL = State(_("Slutlig för året"), "lock", "info")
PRELIMINARY = State(_("Preliminär"), "info")
_SETTLEMENTS = {
    Settlement.State.CHECKING: State(_("Granskas av parterna"), "wait", "warn"),
    Settlement.State.SETTLED: State(_("Avräknad"), "ok", "ok"),
    Settlement.State.WITHDRAWN: State(_("Återtagen"), "undo"),
}


def settlement_state(settlement: Settlement) -> State:
    """Return the badge of a settlement."""
    return _SETTLEMENTS[Settlement.State(settlement.state)]


def order_state(order: BookingOrder) -> State:
    """Return the badge of a booking order."""
    if order.booked_on:
        return State(_("Bokförd"), "ok", "ok")
    if order.attested_at:
        return State(_("Attesterad, väntar på bokföring"), "wait", "info")
    return State(_("Väntar på attest"), "wait", "warn")
