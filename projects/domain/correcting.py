"""Put a decision right that was registered wrong: what the nämnd decided is told anew, nothing is decided.

No source prescribes how, so this is our rule:

1. A reason is always given, and stands in the history of the decision, its amounts and the grants.
2. Days, paragraph, number, delegation and reason can always be put right.
3. So can what was decided, and then the money follows at once: an application that waits for others stands
   as its nämnder now have decided, and a granted one gets its grants corrected, with what each nämnd bears.
4. It is refused once an accepted report of that year or a later one rests on the money; when a granted
   application would be left with nothing for a year it has (the project is there: the money goes back as
   återföring); and when a nämnd's money does not suffice.
5. A decision that ended the matter may turn out to be bordlagt or återremiss while nothing is granted by it.
   The other way there is nothing to put right: the next decision is registered (``deciding.py``).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.texts import why_corrected
from portal.database.refusals import in_words
from portal.history.context import because
from portal.organisation.models import User
from projects.domain.allocating import lock_money, refuse_overspending
from projects.domain.deciding import Row, check_decision, close_round, decided_amount, put_off, tidy_texts
from projects.domain.regranting import regrant
from projects.domain.settling import settle
from projects.models import Allocation, Application, CommitteeDecision, DecisionRound

_Outcome, _State = CommitteeDecision.Outcome, Application.State


@transaction.atomic
def correct_decision(
    *,
    decision: CommitteeDecision,
    amounts: Mapping[Row, Decimal] | None = None,
    why: str,
    by: User | None,
    now: datetime,
) -> CommitteeDecision:
    """Store ``decision``, a registered one with new values; ``amounts`` as in ``register_decision``.

    Raises ValidationError with {field: messages} for what the rule above refuses.
    """
    why = why_corrected(why)
    lock_money(decision.round.programme)
    stored = CommitteeDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.is_final and not stored.is_final:
        raise ValidationError(
            {"outcome": _("Ärendet lämnades öppet. Registrera nästa beslut i stället för att rätta det här.")}
        )
    tidy_texts(decision)
    check_decision(decision, timezone.localdate(now))
    with because(why), in_words():
        decision.save()
        if stored.is_final:
            _redecide(decision, amounts or {}, by=by, now=now)
        elif _is_last(decision):
            put_off(decision)
        close_round(decision.round)
    return decision


def _is_last(decision: CommitteeDecision) -> bool:
    mine = decision.round.decisions.filter(committee=decision.committee_id)
    return mine.order_by("registered_at", "pk").last() == decision


def decided_by(decision: CommitteeDecision) -> QuerySet[Allocation]:
    """The amounts a decision that ended the matter was about, in the order of the form."""
    rows = Allocation.objects.filter(
        application__round=decision.round_id, committee=decision.committee_id, decided__isnull=False
    )
    return rows.select_related("application__lead").order_by("application__title", "application", "year")


def _redecide(
    decision: CommitteeDecision, amounts: Mapping[Row, Decimal], *, by: User | None, now: datetime
) -> None:
    rows = list(decided_by(decision).select_for_update(of=("self",)))
    before = {row.pk: row.decided for row in rows}
    for row in rows:
        row.decided = decided_amount(row, decision.outcome, amounts) if decision.is_final else None
    if decision.outcome == _Outcome.CHANGED and all(row.decided == row.proposed for row in rows):
        raise ValidationError(
            {"outcome": _("Inget belopp skiljer sig från förslaget. Välj Enligt förslaget.")}
        )
    if not decision.is_final:
        _reopen(decision, rows)
    changed = [row for row in rows if row.decided != before[row.pk]]
    Allocation.objects.bulk_update(changed, ["decided"])
    _follow(decision.round, changed, by=by, now=now)
    programme = decision.round.programme
    refuse_overspending(programme, {(row.committee_id, row.year) for row in changed})


def _reopen(decision: CommitteeDecision, rows: Iterable[Allocation]) -> None:
    granted = [row.application.title for row in rows if row.application.state == _State.GRANTED]
    if granted:
        words = _("Medel är redan beviljade: %(titles)s. Beslutet kan inte bli bordlagt eller återremiss.")
        raise ValidationError({"outcome": words % {"titles": ", ".join(sorted(set(granted)))}})
    put_off(decision)
    decision.round.decided_on = None
    decision.round.save(update_fields=["decided_on"])


def _follow(round: DecisionRound, changed: Iterable[Allocation], *, by: User | None, now: datetime) -> None:
    """Let each application stand as its nämnder now have decided, and its grants be what they now give."""
    years: dict[int, set[int]] = {}
    for row in changed:
        years.setdefault(row.application_id, set()).add(row.year)
    found = Application.objects.select_for_update(of=("self",)).filter(pk__in=years).order_by("pk")
    for application in found.select_related("project__programme"):
        if application.state == _State.GRANTED:
            application.round = round
            regrant(application, years[application.pk], today=timezone.localdate(now))
        elif application.state == _State.REJECTED:
            application.state = _State.CONDITIONAL  # weighed anew with the others
            application.save(update_fields=["state"])
    settle(round, by=by, now=now)
