"""Tertial reports as rows of a file: those that are handed in, and those that are to be filled in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from funding.access import reads_in_reports_of
from funding.domain.reportcontent import COUNTS, cost_name, values_of
from funding.domain.reportwriting import WITH_COSTS
from funding.imports.columns import COSTS
from funding.imports.naming import Agreements, tertial
from funding.models import Agreement, PartyDuty, PartyReport
from portal.content.texts import as_number
from portal.deadlines.models import ExpectedReport, WheelEntry
from portal.organisation.models import Organisation, User
from portal.organisation.resolving import Names, Span

TOLD = (*COUNTS, *map(cost_name, COSTS), "comment")
_ABOUT = ("duty__expected", "duty__party__organisation", "duty__party__agreement")


@dataclass(frozen=True)
class Writer:
    """How a file writes what names a report; ``visible``: what the reader may see."""

    names: Names
    agreements: Agreements

    @classmethod
    def load(cls, user: User | None) -> "Writer":
        names = Names.load(kinds=frozenset(Organisation.Kind), today=timezone.localdate())
        return cls(names, Agreements.load(_visible(user)))

    def key_of(self, duty: PartyDuty) -> dict[str, Any]:
        expected, party = duty.expected, duty.party
        period = tertial(expected.year, expected.number)
        return {
            "agreement": self.agreements.write(party.agreement),
            "year": expected.year,
            "period": expected.number,
            "district": self.names.write(party.organisation, Span(period.begins, period.last_day)),
        }


def handed_in(user: User | None) -> Iterator[dict[str, Any]]:
    """The reports whose figures count, by column key; who reports for a party takes out the own."""
    writer = Writer.load(user)
    rows = _of(PartyReport.objects.current(), user, "duty__").select_related(*_ABOUT)
    for report in rows.prefetch_related(WITH_COSTS).iterator(chunk_size=1000):
        yield writer.key_of(report.duty) | said_in(report)


def to_fill_in(user: User | None, asked: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The reports that are not in: each party's next one, or all of the one duty's party asked for.

    What was returned stands with what it said, to be put right.
    """
    writer, party = Writer.load(user), asked.get("part", "")
    rows = _of(PartyDuty.objects.filter(expected__in=ExpectedReport.objects.outstanding()), user, "")
    if party:
        rows = rows.filter(party=as_number(party) or 0)
    else:
        first = Window(RowNumber(), partition_by="party", order_by=["expected__due_on", "pk"])
        rows = rows.annotate(place=first).filter(place=1)
    duties = list(rows.select_related("expected", "party__organisation", "party__agreement"))
    returned = [duty.pk for duty in duties if duty.expected.state == ExpectedReport.State.RETURNED]
    said = PartyReport.objects.current().filter(duty__in=returned).prefetch_related(WITH_COSTS)
    before = as_values(said)
    for duty in duties:
        yield writer.key_of(duty) | before.get(duty.pk, {})


def offered(user: User | None) -> dict[str, list[str]]:
    """What the template's cells may name: the agreements the user sees, the administrations reported for."""
    writer = Writer.load(user)
    own = reads_in_reports_of(user) if user and not user.reach.central else None
    agreements = [writer.agreements.write(each) for each in writer.agreements.by_key.values()]
    return {"agreement": agreements, "district": writer.names.offered(own)}


def said_in(report: PartyReport) -> dict[str, Any]:
    """What a report says by column key; a column it says nothing of is None or blank."""
    values = values_of(report)
    return {name: values.get(name) for name in TOLD}


def as_values(rows: Iterable[PartyReport]) -> dict[int, dict[str, Any]]:
    """Duty -> what its newest report says by column key, of reports read with their costs."""
    return {report.duty_id: said_in(report) for report in rows}


def _visible(user: User | None) -> QuerySet[Agreement]:
    return Agreement.objects.for_user(user) if user else Agreement.objects.all()


def _of(rows: QuerySet, user: User | None, duty: str) -> QuerySet:
    """Those of ``rows`` that the user may see and whose period a file can name, in order."""
    rows = rows.filter(
        **{
            f"{duty}expected__period_kind": WheelEntry.Kind.TERTIAL,
            f"{duty}party__agreement__in": _visible(user).values("pk"),
        }
    )
    if user and not user.reach.central:
        rows = rows.filter(**{f"{duty}party__organisation__in": reads_in_reports_of(user) or ()})
    return rows.order_by(
        f"{duty}party__agreement",
        f"{duty}party__heading_order",
        f"{duty}party",
        f"{duty}expected__year",
        f"{duty}expected__number",
    )
