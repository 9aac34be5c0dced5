"""What the parties are to report, and when: a row for each party and tertial, from the day all have signed.

The year's wheel says the days (administration.md 17). A row that is there is never moved and never doubled,
so an amendment or a merger adds only what is new. Nobody is late from the beginning: a period whose day has
passed when the terms bind is not asked for. What no terms ask for any longer, because a party left or the
agreement ends earlier, is taken away as long as nothing has happened about it.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from funding.models import Agreement, Party, PartyDuty, Terms
from portal.deadlines.expecting import Wanted, expect_reports
from portal.deadlines.models import ExpectedReport
from portal.deadlines.wheel import due_day, entries_of
from portal.periods import TERTIAL, Period, periods_in

Key = tuple[int, str, int, int]  # party, kind of period, year, number


@transaction.atomic
def expect_party_reports(*, agreement: Agreement, today: date, kind: str = TERTIAL) -> list[PartyDuty]:
    """Expect the reports that the terms signed by all lead to; answer the duties that are new.

    A period the wheel has no line for is not asked for.
    """
    held = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    asked = asked_for(held, kind)
    known = {_key_of(duty): duty for duty in _duties(held, kind)}
    _take_away([duty for key, duty in known.items() if key not in asked])
    entries = entries_of([kind])
    rows = [
        (party, period, due_day(period, entries[kind, period.number]))
        for key, (party, period) in asked.items()
        if key not in known and (kind, period.number) in entries
    ]
    return _store(held, [row for row in rows if row[2] >= today])


@transaction.atomic
def expect_extras(wanted: Sequence[tuple[Party, Period]], *, today: date) -> list[PartyDuty]:
    """Make room for reports nobody asked for, that come ``today`` in a file; in order.

    An extra report cannot be late: its day is the wheel's, or the day it came if that is later. The caller
    has found that none of them is expected; the database refuses a period asked for twice.
    """
    entries = entries_of(period.kind for _party, period in wanted)
    rows = []
    for party, period in wanted:
        entry = entries.get((period.kind, period.number))
        due = due_day(period, entry) if entry else period.default_due()
        rows.append(Wanted(party.organisation_id, period, party.agreement.case_id, max(due, today)))
    return _written([party for party, _period in wanted], rows, is_extra=True)


def asked_for(agreement: Agreement, kind: str = TERTIAL) -> dict[Key, tuple[Party, Period]]:
    """Return every party's periods inside the time its terms are in force, in order of time. The host
    reports also where it bears no share."""
    found: dict[Key, tuple[Party, Period]] = {}
    hosts = list(agreement.parties.hosts())
    for terms in _signed(agreement):
        bearing = [share.party for share in terms.shares.all()]
        beside = [] if any(party.is_host for party in bearing) else hosts
        parties = sorted({*bearing, *beside}, key=lambda party: (party.heading_order, party.pk))
        for period in periods_in(terms.force.lower, terms.force.upper, kind):
            for party in parties:
                found[_key(party, period)] = (party, period)
    return found


def _signed(agreement: Agreement) -> Iterable[Terms]:
    signed = agreement.terms.signed().order_by("force").prefetch_related("shares__party")
    return [terms for terms in signed if terms.force and not terms.force.isempty]


def _duties(agreement: Agreement, kind: str) -> QuerySet[PartyDuty]:
    duties = PartyDuty.objects.filter(party__agreement=agreement, expected__period_kind=kind)
    return duties.select_related("expected")


def _key(party: Party, period: Period) -> Key:
    return party.pk, period.kind, period.year, period.number


def _key_of(duty: PartyDuty) -> Key:
    report = duty.expected
    return duty.party_id, report.period_kind, report.year, report.number


def _take_away(duties: Sequence[PartyDuty]) -> None:
    """Take away what is asked for no longer and nobody has begun, chased or asked more time for."""
    untouched = ExpectedReport.objects.filter(
        pk__in=[duty.expected_id for duty in duties if not duty.is_extra],
        state=ExpectedReport.State.AWAITED,
        party_duty__reports__isnull=True,
        reminders__isnull=True,
        promises__isnull=True,
        extensions__isnull=True,
    )
    ExpectedReport.objects.filter(pk__in=list(untouched.values_list("pk", flat=True))).delete()


def _store(agreement: Agreement, rows: Sequence[tuple[Party, Period, date]]) -> list[PartyDuty]:
    wanted = [
        Wanted(party.organisation_id, period, agreement.case_id, due_on) for party, period, due_on in rows
    ]
    return _written([party for party, _period, _day in rows], wanted)


def _written(
    parties: Sequence[Party], wanted: Sequence[Wanted], *, is_extra: bool = False
) -> list[PartyDuty]:
    expected = expect_reports(wanted)
    return PartyDuty.objects.bulk_create(
        PartyDuty(party=party, expected=each, is_extra=is_extra)
        for party, each in zip(parties, expected, strict=True)
    )
