"""What is left of each nämnd's money, and amounts proposed of it: never more than was set aside.

Source: administration.md 6: over-allocation is checked per nämnd and year.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from portal.money import write_tkr
from portal.organisation.models import Organisation
from projects.domain.apportioning import Shares, apportion
from projects.domain.rounds import FINAL
from projects.models import Allocation, Application, Appropriation, DecisionRound, GrantShare, Programme

Key = tuple[int, int]  # nämnd, year
Amounts = Mapping[Key, Decimal]
LIVE = (Application.State.ASSESSED, Application.State.CONDITIONAL, Application.State.SUBMITTED)
NOTHING = Decimal()


@dataclass
class Balance:
    """One nämnd's money of a year, in kronor. ``budget`` is None when nothing is set aside.

    ``granted``: given to projects. ``decided``: decided by this nämnd, the others still to decide
    (villkorat). ``proposed``: before the nämnd.
    """

    committee: Organisation
    year: int
    budget: Decimal | None = None
    granted: Decimal = NOTHING
    decided: Decimal = NOTHING
    proposed: Decimal = NOTHING

    @property
    def bound(self) -> Decimal:
        return self.granted + self.decided + self.proposed

    @property
    def left(self) -> Decimal:
        return (self.budget or NOTHING) - self.bound


def balances(programme: Programme) -> dict[Key, Balance]:
    """The balance of every nämnd and year that has money, grants or proposals in the programme, in order."""
    money = Appropriation.objects.filter(programme=programme).select_related("committee")
    shares = GrantShare.objects.filter(grant__project__programme=programme, grant__year__isnull=False)
    granted = shares.values_list("committee", "grant__year").annotate(sum=Sum("amount"))
    waiting = (
        Allocation.objects.filter(application__round__programme=programme, application__state__in=LIVE)
        .values_list("committee", "year")
        .annotate(yes=Sum("decided"), still=Sum("proposed", filter=Q(decided__isnull=True)))
    )
    known = {(row.committee_id, row.year): row for row in money}
    given = {(committee, year): amount for committee, year, amount in granted}
    before = {(committee, year): sums for committee, year, *sums in waiting}
    keys = known.keys() | given.keys() | before.keys()
    found = {}
    for key in keys:
        decided, proposed = before.get(key, (None, None))
        found[key] = Balance(
            committee=known[key].committee if key in known else Organisation(pk=key[0]),
            year=key[1],
            budget=known[key].budget if key in known else None,
            granted=given.get(key, NOTHING),
            decided=decided or NOTHING,
            proposed=proposed or NOTHING,
        )
    _name(found.values())
    return dict(sorted(found.items(), key=lambda each: (each[0][1], str(each[1].committee), each[0][0])))


def _name(found: Iterable[Balance]) -> None:
    """Fetch the nämnder that have amounts and no money, if there are any."""
    unknown = [balance for balance in found if not balance.committee.key]
    if unknown:
        named = Organisation.objects.in_bulk({balance.committee.pk for balance in unknown})
        for balance in unknown:
            balance.committee = named[balance.committee.pk]


def lock_money(programme: Programme) -> None:
    """Let nobody else bind the programme's money until the transaction ends: two coordinators queue here."""
    list(
        Appropriation.objects.select_for_update().filter(programme=programme).order_by("pk").values_list("pk")
    )


def refuse_overspending(programme: Programme, keys: Iterable[Key]) -> None:
    """Raise ValidationError naming each nämnd and year of ``keys`` that is short of money, and the sums."""
    now = balances(programme)
    short = [
        now[key] for key in sorted(set(keys), key=lambda each: each[::-1]) if key in now and now[key].left < 0
    ]
    if short:
        raise ValidationError([said(balance) for balance in short])


def said(balance: Balance) -> str:
    """Say that a nämnd's money does not suffice, with the sums."""
    names = {
        "committee": balance.committee.as_committee,
        "year": balance.year,
        "over": write_tkr(-balance.left),
        "budget": write_tkr(balance.budget or NOTHING),
        "granted": write_tkr(balance.granted),
        "decided": write_tkr(balance.decided),
        "proposed": write_tkr(balance.proposed),
    }
    if balance.budget is None:
        words = _("%(committee)s har inga medel för %(year)s. Lägg in dem under Medel först.")
    else:
        words = _(
            "%(committee)s %(year)s: %(over)s tkr för mycket. Av %(budget)s tkr är %(granted)s beviljat, "
            "%(decided)s villkorat och %(proposed)s föreslaget."
        )
    return words % names


def split_equally(amount: Decimal, round: DecisionRound, year: int) -> Shares:
    """Equal parts in kronor, between the round's nämnder that set money aside that year (or all of them)."""
    committees = [row.committee for row in round.committees.select_related("committee")]
    money = Appropriation.objects.filter(programme=round.programme_id, year=year, committee__in=committees)
    paying = set(money.values_list("committee", flat=True))
    bearing = [committee for committee in committees if committee.pk in paying] or committees
    return apportion(amount, dict.fromkeys(bearing, 1))


@transaction.atomic
def propose(wanted: Mapping[Application, Amounts], *, programme: Programme) -> None:
    """Propose amounts in kronor per nämnd and year, instead of what was proposed before.

    Raises ValidationError when a nämnd has decided about an amount already, and when its money does not
    suffice. An application that is proposed nothing keeps its zeros, so that there is something to decide.
    """
    lock_money(programme)
    rows: dict[int, dict[Key, Allocation]] = {}
    for row in Allocation.objects.select_for_update().filter(application__in=wanted).order_by("pk"):
        rows.setdefault(row.application_id, {})[row.committee_id, row.year] = row
    for application, amounts in wanted.items():
        stored = rows.get(application.pk, {})
        _write(application, _open(application, amounts, stored), stored)
    refuse_overspending(programme, (key for amounts in wanted.values() for key in amounts))


def _open(application: Application, amounts: Amounts, stored: Mapping[Key, Allocation]) -> Amounts:
    """The amounts without zeros for nämnder that have decided about the round: nobody would decide them."""
    final = application.round.decisions.filter(outcome__in=FINAL)
    late = set(final.values_list("committee", flat=True)) - {committee for committee, _year in stored}
    if any(amount for key, amount in amounts.items() if key[0] in late):
        raise ValidationError(_("En nämnd som har beslutat kan inte få fler förslag i beslutstillfället."))
    return {key: amount for key, amount in amounts.items() if key[0] not in late}


def _write(application: Application, amounts: Amounts, stored: Mapping[Key, Allocation]) -> None:
    settled = {key for key, row in stored.items() if row.decided is not None}
    for key in settled:
        if key in amounts and amounts[key] != stored[key].proposed:
            words = _("%(row)s har nämnden redan beslutat om. Förslaget kan inte ändras.")
            raise ValidationError(words % {"row": stored[key]})
    whole = any(amounts.values()) or any(stored[key].proposed for key in settled)
    kept = {key: amount for key, amount in amounts.items() if amount or not whole} | {
        key: stored[key].proposed for key in settled
    }
    for key, row in stored.items():
        if key not in kept:
            row.delete()
        elif row.proposed != kept[key]:
            row.proposed = kept[key]
            row.save(update_fields=["proposed"])
    Allocation.objects.bulk_create(
        Allocation(application=application, committee_id=key[0], year=key[1], proposed=amount)
        for key, amount in kept.items()
        if key not in stored
    )
