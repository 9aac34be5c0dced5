"""Which periods of an agreement can be settled, and which are settled by something else than holds now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from funding.domain.changing import Costs, Versions, made_of, versions_of, why_changed
from funding.models import ActualCost, Agreement, PartyDuty, PartyReport, Settlement, Terms
from portal.periods import TERTIAL, Period, periods_in

Key = tuple[int, int, int]  # agreement, year, number


@dataclass(frozen=True)
class PeriodLine:
    """A period: what is reported of it (None: nothing), who has not reported, its settlements in order.

    ``why_changed``: what differs now from what was settled, in words; "" when nothing does.
    """

    period: Period
    cost: Decimal | None
    missing: Sequence[str]
    settlements: Sequence[Settlement]
    why_changed: str = ""

    @property
    def alive(self) -> Settlement | None:
        """Return the settlement that says how the period stands: the newest that is not withdrawn."""
        return _alive(self.settlements)

    @property
    def is_changed(self) -> bool:
        """Whether it was settled by other costs or other terms than now: it waits for a correction."""
        return bool(self.why_changed)

    @property
    def can_be_settled(self) -> bool:
        return self.cost is not None and self.alive is None


def periods_of(agreement: Agreement, today: date) -> list[PeriodLine]:
    """Return the periods in which the agreement has been in force, the newest first. Eight queries."""
    versions = versions_of([agreement.pk])
    periods = {
        period
        for terms in versions.by_agreement.get(agreement.pk, [])
        for period in periods_in(terms.force.lower, terms.force.upper, TERTIAL)
        if period.begins <= today
    }
    only = Agreement.objects.filter(pk=agreement.pk)
    costs, missing, settlements = _costs(only), _missing(agreement), _settlements(only)
    changed = _changed(costs, settlements, versions)
    found = []
    for each in sorted(periods, reverse=True):
        key = agreement.pk, each.year, each.number
        cost = sum(costs[key].values(), Decimal()) if key in costs else None
        of_period = settlements.get(key, [])
        why = changed[key][1] if key in changed else ""
        found.append(PeriodLine(each, cost, missing.get(key[1:], []), of_period, why))
    return found


def to_settle(agreements: QuerySet[Agreement], today: date) -> list[tuple[Agreement, Period]]:
    """Return the ended periods that every party of ``agreements`` has reported, that have a cost and no
    settlement; the oldest first. As many queries however many agreements."""
    signed = _signed(agreements)
    handed_in = PartyReport.objects.submitted().filter(duty=OuterRef("pk"))
    duties = PartyDuty.objects.filter(party__agreement__in=signed, expected__period_kind=TERTIAL)
    keys = duties.annotate(is_in=Exists(handed_in)).values_list(
        "party__agreement", "expected__year", "expected__number", "is_in"
    )
    waiting = {key[:3] for key in keys if not key[3]}
    settled = {key for key, each in _settlements(signed).items() if _alive(each)}
    found = [key for key in _costs(signed) if key not in waiting and key not in settled]
    ended = [each for each in _named(found) if each[1].ends <= today]
    return sorted(ended, key=lambda each: (each[1], each[0].pk))


def to_correct(agreements: QuerySet[Agreement]) -> list[tuple[Settlement, str]]:
    """Return the newest settled settlement of each period that would be another now, and why."""
    signed = _signed(agreements)
    settlements = _settlements(signed)
    versions = versions_of({agreement for agreement, _year, _number in settlements})
    return list(_changed(_costs(signed), settlements, versions).values())


def _changed(
    costs: Mapping[Key, Costs], settlements: Mapping[Key, Sequence[Settlement]], versions: Versions
) -> dict[Key, tuple[Settlement, str]]:
    """Return what settles each period that is settled by something else than holds now, and why."""
    newest = {key: _alive(each) for key, each in settlements.items()}
    settled = {key: each for key, each in newest.items() if each and each.state == Settlement.State.SETTLED}
    made = made_of(settled.values(), versions)
    found = {}
    for key, each in settled.items():
        now = versions.within(each.agreement_id, Period(TERTIAL, each.year, each.number))
        if why := why_changed(made[each.pk], costs.get(key, {}), now):
            found[key] = each, why
    return found


def _alive(settlements: Sequence[Settlement]) -> Settlement | None:
    alive = [each for each in settlements if each.state != Settlement.State.WITHDRAWN]
    return alive[-1] if alive else None


def _signed(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    signed = Terms.objects.signed().filter(agreement=OuterRef("pk"))
    return agreements.filter(Exists(signed))


def _named(keys: Sequence[Key]) -> list[tuple[Agreement, Period]]:
    known = Agreement.objects.in_bulk({key for key, _year, _number in keys})
    return [(known[key], Period(TERTIAL, year, number)) for key, year, number in keys]


def _costs(agreements: QuerySet[Agreement]) -> dict[Key, dict[int, Decimal]]:
    """Sum what each party has borne by the newest handed-in report of each duty. Two queries."""
    newest = (
        PartyReport.objects.submitted()
        .filter(duty__party__agreement__in=agreements, duty__expected__period_kind=TERTIAL)
        .order_by("duty", "-version")
        .distinct("duty")
    )
    rows = ActualCost.objects.filter(report__in=list(newest.values_list("pk", flat=True)))
    found: dict[Key, dict[int, Decimal]] = {}
    for *key, party, amount in rows.values_list(
        "report__duty__party__agreement",
        "report__duty__expected__year",
        "report__duty__expected__number",
        "report__duty__party",
        "amount",
    ):
        agreement, year, number = key
        borne = found.setdefault((agreement, year, number), {})
        borne[party] = borne.get(party, Decimal()) + amount
    return found


def _missing(agreement: Agreement) -> dict[tuple[int, int], list[str]]:
    """Name those whose report is expected and not handed in, by year and number."""
    handed_in = PartyReport.objects.submitted().values("duty")
    duties = PartyDuty.objects.filter(party__agreement=agreement, expected__period_kind=TERTIAL)
    waiting = duties.exclude(pk__in=handed_in).select_related("expected", "party__organisation")
    found: dict[tuple[int, int], list[str]] = {}
    for duty in waiting.order_by("party__heading_order", "party"):
        found.setdefault((duty.expected.year, duty.expected.number), []).append(str(duty.party))
    return found


def _settlements(agreements: QuerySet[Agreement]) -> dict[Key, list[Settlement]]:
    """Return every settlement, withdrawn ones too, in order."""
    rows = Settlement.objects.filter(agreement__in=agreements, period_kind=TERTIAL)
    found: dict[Key, list[Settlement]] = {}
    for each in rows.select_related("order", "agreement").order_by("sequence"):
        found.setdefault((each.agreement_id, each.year, each.number), []).append(each)
    return found
