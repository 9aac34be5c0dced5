"""A nämnd's decision about a round is registered, after the minutes are adjusted (administration.md 6).

Bordlagt and återremiss leave the matter open; as proposed, changed and avslag end it for that nämnd. When the
last nämnd an application needs has decided, it is granted or refused (``settling.py``).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words, words_of
from portal.organisation.models import User
from projects.domain.allocating import lock_money, refuse_overspending
from projects.domain.rounds import FINAL, undecided
from projects.domain.settling import settle
from projects.models import Allocation, Application, CommitteeDecision, DecisionRound, RoundCommittee

_Outcome, _State = CommitteeDecision.Outcome, Application.State
Row = tuple[int, int]  # application, year
TEXTS = ("paragraph", "number", "delegation", "reason")


@transaction.atomic
def register_decision(
    *,
    decision: CommitteeDecision,
    amounts: Mapping[Row, Decimal] | None = None,
    by: User | None,
    now: datetime,
) -> CommitteeDecision:
    """Register what a nämnd decided about ``decision.round``.

    ``amounts``, kronor per (application, year), are asked for when the outcome is CHANGED; those left out are
    as proposed. Raises ValidationError when the nämnd has decided already or does not decide in the round,
    applications wait to be assessed, a day has not been, or its money does not suffice.
    """
    lock_money(decision.round.programme)
    round = (
        DecisionRound.objects.select_for_update(of=("self",))
        .select_related("programme")
        .get(pk=decision.round_id)
    )
    tidy_texts(decision)
    decision.round, decision.registered_by, decision.registered_at = round, by, now
    check_decision(decision, timezone.localdate(now))
    _refuse_unassessed(round)
    if decision.is_final:
        _decide(decision, amounts or {})
    else:
        put_off(decision)
    with in_words():
        decision.save()
    if decision.is_final:
        settle(round, by=by, now=now)
        close_round(round)
    return decision


def tidy_texts(decision: CommitteeDecision) -> None:
    for name in TEXTS:
        setattr(decision, name, tidy(getattr(decision, name)))


def check_decision(decision: CommitteeDecision, today: date) -> None:
    """Refuse a decision, new or put right, that cannot have been made. ValidationError {field: messages}."""
    decision.clean_fields(exclude=["round", "committee", "registered_by", "registered_at"])
    here = RoundCommittee.objects.filter(round=decision.round_id, committee=decision.committee_id)
    if not here.exists():
        raise ValidationError({"committee": _("Nämnden beslutar inte i det här beslutstillfället.")})
    ended = CommitteeDecision.objects.filter(
        round=decision.round_id, committee=decision.committee_id, outcome__in=FINAL
    )
    if ended.exclude(pk=decision.pk).exists():
        raise ValidationError({"committee": words_of("committee_decides_once")})
    for name in ("decided_on", "adjusted_on"):
        if getattr(decision, name) > today:
            raise ValidationError(
                {name: _("Dagen har inte varit. Registrera beslutet när protokollet är justerat.")}
            )
    if decision.outcome != _Outcome.POSTPONED:
        decision.next_meeting_on = None
    _refuse_reason(decision.reason)
    decision.validate_constraints(exclude=["registered_by"])


def _refuse_reason(text: str) -> None:
    try:
        refuse_personal(text)
    except ValidationError as refusal:
        raise ValidationError({"reason": refusal.messages}) from refusal


def _refuse_unassessed(round: DecisionRound) -> None:
    """What nobody has assessed is not before the nämnd, and would be left behind by its decision."""
    waiting = list(
        round.applications.filter(state=_State.SUBMITTED).order_by("pk").values_list("title", flat=True)
    )
    if waiting:
        words = _(
            "Bedöm alla ansökningar först, eller flytta dem till ett annat tillfälle. Kvar: %(titles)s."
        )
        raise ValidationError(words % {"titles": ", ".join(waiting)})


def before(round: DecisionRound, committee: int) -> Iterable[Allocation]:
    """The amounts a nämnd has before it: proposed in the round, and not decided."""
    rows = Allocation.objects.filter(
        application__round=round,
        application__state__in=[_State.ASSESSED, _State.CONDITIONAL],
        committee=committee,
        decided__isnull=True,
    )
    return rows.select_related("application__lead").order_by("application__title", "application", "year")


def _decide(decision: CommitteeDecision, amounts: Mapping[Row, Decimal]) -> None:
    rows = list(before(decision.round, decision.committee_id))
    for row in rows:
        row.decided = decided_amount(row, decision.outcome, amounts)
    if decision.outcome == _Outcome.CHANGED and all(row.decided == row.proposed for row in rows):
        raise ValidationError(
            {"outcome": _("Inget belopp skiljer sig från förslaget. Välj Enligt förslaget.")}
        )
    Allocation.objects.bulk_update(rows, ["decided"])
    refuse_overspending(decision.round.programme, {(row.committee_id, row.year) for row in rows})


def decided_amount(row: Allocation, outcome: str, amounts: Mapping[Row, Decimal]) -> Decimal:
    """What a decision that ends the matter gives of one proposed amount, in kronor."""
    if outcome == _Outcome.REJECTED:
        return Decimal()
    if outcome == _Outcome.CHANGED:
        return amounts.get((row.application_id, row.year), row.proposed)
    return row.proposed


def put_off(decision: CommitteeDecision) -> None:
    """Bordlagt: the nämnd meets again on the day it said; återremiss: when the matter comes back."""
    RoundCommittee.objects.filter(round=decision.round_id, committee=decision.committee_id).update(
        meets_on=decision.next_meeting_on
    )


def close_round(round: DecisionRound) -> None:
    """The round's date is that of the last decision, once no nämnd is left."""
    if undecided(round).exists():
        return
    last = round.decisions.filter(outcome__in=FINAL).order_by("-decided_on").first()
    if last and round.decided_on != last.decided_on:
        round.decided_on = last.decided_on
        round.save(update_fields=["decided_on"])


def report_delegated(*, decision: CommitteeDecision, on: date, today: date) -> CommitteeDecision:
    """Note that a decision on delegation was reported to its nämnd (anmäld). Raises ValidationError."""
    if on > today:
        raise ValidationError(
            {"reported_on": _("Dagen har inte varit. Anmäl beslutet när nämnden har mötts.")}
        )
    decision.reported_on = on
    decision.validate_constraints()
    with in_words():
        decision.save(update_fields=["reported_on"])
    return decision
