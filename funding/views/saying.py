"""From rows of the form to what the domain takes, and from what is stored back to rows."""

from dataclasses import dataclass
from typing import Any

from funding.domain.proposing import Proposal
from funding.domain.registering import Seat
from funding.forms.rows import RowSets
from funding.models import Clause, CostType, StaffLine, SteeringMember, Terms
from portal.organisation.models import Organisation


@dataclass(frozen=True)
class Offered:
    """What may be chosen in the rows, by the keys the boxes hold."""

    organisations: dict[str, Organisation]
    kinds: dict[str, CostType]

    @classmethod
    def load(cls) -> "Offered":
        districts = Organisation.objects.districts().by_name()
        return cls(
            {str(each.pk): each for each in districts},
            {str(each.pk): each for each in CostType.objects.order_by("position", "pk")},
        )

    @property
    def choices(self) -> dict[str, list[tuple[str, str]]]:
        return {
            "organisation": [(key, _named(each)) for key, each in self.organisations.items()],
            "kind": [(key, each.name) for key, each in self.kinds.items()],
        }


def _named(organisation: Organisation) -> str:
    """Return the name; one that has ended says until when."""
    ended = organisation.valid_to
    return f"{organisation.short_name} (–{ended.isoformat()})" if ended else organisation.short_name


def seats_of(rows: RowSets, offered: Offered) -> list[Seat]:
    """Return the parties that valid rows say, in their order."""
    return [
        Seat(offered.organisations[row["organisation"]], row["is_host"], place, place, place)
        for place, row in enumerate(rows.said("parter"), start=1)
    ]


def proposal_of(form: Any, rows: RowSets) -> Proposal:
    """Return what a valid form and its rows say."""
    offered = Offered.load()
    parties = rows.said("parter")
    seats = seats_of(rows, offered)
    return Proposal(
        seats=seats,
        percents={seat.organisation: row["percent"] for seat, row in zip(seats, parties, strict=True)},
        costs=[
            (offered.kinds[row["kind"]], row["amount"], row["note"].strip()) for row in rows.said("kostnader")
        ],
        change=form.cleaned_data.get("change", ""),
        residual=offered.organisations.get(form.cleaned_data["residual"]),
        rows={
            Clause: [{"number": n, **row} for n, row in enumerate(rows.said("punkter"), start=1)],
            StaffLine: rows.said("bemanning"),
            SteeringMember: rows.said("styrgrupp"),
        },
        **form.values(),
    )


def stored_rows(terms: Terms) -> dict[str, list[dict[str, Any]]]:
    """Return the draft's rows as the boxes of the form hold them."""
    shares = terms.shares.select_related("party").order_by("party__heading_order", "pk")
    return {
        "parter": [
            {
                "organisation": str(share.party.organisation_id),
                "percent": share.percent,
                "is_host": share.party.is_host,
            }
            for share in shares
        ],
        "kostnader": [
            {"kind": str(line.kind_id), "amount": line.amount, "note": line.note}
            for line in terms.costs.order_by("kind__position", "pk")
        ],
        "punkter": [{"kind": row.kind, "text": row.text} for row in terms.clauses.order_by("number")],
        "bemanning": [
            {
                "role": row.role,
                "headcount": str(row.headcount),
                "percent": str(row.percent),
                "starts_on": row.starts_on,
                "note": row.note,
            }
            for row in terms.staffing.order_by("pk")
        ],
        "styrgrupp": [
            {
                "role": row.role,
                "organisation": row.organisation,
                "position": row.position,
                "is_chair": row.is_chair,
                "note": row.note,
            }
            for row in terms.steering_group.order_by("pk")
        ],
    }


def told_rows(stored: dict[str, list[dict[str, Any]]]) -> str:
    """Return the rows as one text, so that a change by somebody else is seen and told.

    A form that saves itself keeps no personal identity number: no two numbers here may pass for one.
    """
    return "; ".join(
        " | ".join(str(value).replace(".", ",") for value in row.values() if value not in ("", None, False))
        for rows in stored.values()
        for row in rows
    )
