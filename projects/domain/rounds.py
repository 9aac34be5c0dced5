"""Decision rounds: which are open for applications, which nämnder decide, and how far they have come."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words
from portal.organisation.models import Organisation
from projects.models import Allocation, CommitteeDecision, DecisionRound, RoundCommittee

_Outcome = CommitteeDecision.Outcome
FINAL = (_Outcome.AS_PROPOSED, _Outcome.CHANGED, _Outcome.REJECTED)
_FINAL_DECISIONS = CommitteeDecision.objects.filter(outcome__in=FINAL)
WRITTEN = ("programme", "number", "decided_on", "apply_by", "directions")


def open_rounds(*, on: date) -> QuerySet[DecisionRound]:
    """Rounds one may apply to on ``on``: a nämnd is named, none has decided, and the last day is not past."""
    return untouched_rounds().filter(Q(apply_by__isnull=True) | Q(apply_by__gte=on))


def untouched_rounds() -> QuerySet[DecisionRound]:
    """Rounds that a nämnd is to decide in, and none has decided."""
    here = OuterRef("pk")
    return DecisionRound.objects.filter(
        Exists(RoundCommittee.objects.filter(round=here)), ~Exists(_FINAL_DECISIONS.filter(round=here))
    )


def undecided(round: DecisionRound) -> QuerySet[RoundCommittee]:
    """The nämnder of the round whose decision is not registered, in the order of their meetings."""
    decided = _FINAL_DECISIONS.filter(round=OuterRef("round"), committee=OuterRef("committee"))
    found = round.committees.filter(~Exists(decided)).select_related("committee")
    return found.order_by("meets_on", "committee__short_name", "pk")


@transaction.atomic
def write_round(
    *, round: DecisionRound, values: Mapping[str, Any], committees: Mapping[Organisation, date | None]
) -> DecisionRound:
    """Open a round or change one: its ``values`` by the names of WRITTEN, and the nämnder that decide, each
    with the day it meets (None: not known).

    Raises ValidationError with {field: messages}: without a nämnd there is nobody to decide, and one that has
    decided, or has amounts before it, stays.
    """
    for name in WRITTEN:
        if name in values:
            setattr(round, name, tidy(values[name]))
    if not committees:
        raise ValidationError({"committees": _("Välj minst en nämnd. Den beslutar om sina egna medel.")})
    _refuse_directions(round.directions)
    with in_words():
        round.save()
        _write_committees(round, {each.pk: day for each, day in committees.items()})
    return round


def _refuse_directions(text: str) -> None:
    try:
        refuse_personal(text)
    except ValidationError as refusal:
        raise ValidationError({"directions": refusal.messages}) from refusal


def _write_committees(round: DecisionRound, wanted: Mapping[int, date | None]) -> None:
    stored = {row.committee_id: row for row in round.committees.select_related("committee")}
    gone = [row for key, row in stored.items() if key not in wanted]
    for row in gone:
        bound = Allocation.objects.filter(application__round=round, committee=row.committee_id).exists()
        if bound or round.decisions.filter(committee=row.committee_id).exists():
            words = _("%(committee)s har redan belopp eller beslut i beslutstillfället och måste stå kvar.")
            raise ValidationError({"committees": words % {"committee": row.committee.as_committee}})
        row.delete()
    for key in sorted(wanted):
        row = stored.get(key) or RoundCommittee(round=round, committee_id=key)
        if row.pk is None or row.meets_on != wanted[key]:
            row.meets_on = wanted[key]
            row.save()
