"""Goals against outcome: is a target met, and by what arithmetic. Pure: asks the database nothing.

A percentage is compared as a fraction and never as it is written: 499 of 1 000 is not 50 percent, though it
rounds to it. Where rounding would say the opposite of the answer, decimals are written until it does not.
Only what has happened counts: forecasts, plans and goals are not outcomes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.money import NBSP, write_number, write_percent
from projects.models import OutcomeCount, Target

PERCENT_UNIT = "procent"  # a count with this unit is a share that somebody else has computed
OTHER = "ovrigt"  # many things share this measure; each is told by its label
HAPPENED = {"exact", "about", "more_than"}


class State(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    NOT_REPORTED = "not_reported"
    NOT_MEASURABLE = "not_measurable"


STATE_WORDS = {
    State.MET: gettext_lazy("nått"),
    State.NOT_MET: gettext_lazy("inte nått"),
    State.NOT_REPORTED: gettext_lazy("ej redovisat"),
    State.NOT_MEASURABLE: gettext_lazy("går inte att mäta"),
}


@dataclass(frozen=True)
class Attainment:
    """How a target stands. ``arithmetic`` is the outcome written, "19 av 40 (48 %)"; ``sentence`` tells all.

    ``numerator`` is the outcome; ``denominator`` its base, None for a target that is no percentage.
    ``stated`` is a percentage taken as reported, where the number behind it is not.
    """

    state: State
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    stated: Decimal | None = None
    arithmetic: str = ""
    sentence: str = ""

    @property
    def word(self) -> str:
        return str(STATE_WORDS[self.state])


def measure_target(target: Target, counts: Iterable[OutcomeCount]) -> Attainment:
    """Hold ``target`` against the counts of a project's newest report; no counts when there is none.

    The checked value of a count is used where there is one. Counts are read with their measures.
    """
    if target.measure_id is None:
        return Attainment(State.NOT_MEASURABLE, sentence=_told(_("Målet går inte att mäta."), target))
    counts = list(counts)
    found = _number_of(counts, target.measure_id, target)
    if not target.is_percent:
        return _plain(target, found)
    base = _number_of(counts, target.base_id, target)
    if found is not None and base is not None and base.counted:
        return _share(target, found, base)
    share = _pick(counts, target.measure_id, target, percent=True)
    return _stated(target, share) if share else _unreported(target)


def target_in_words(target: Target) -> str:
    """Write what is to be reached: "minst 50 procent självförsörjande", "högst 12 personer"."""
    unit = target.unit.removeprefix("%").strip()
    if target.is_percent and not unit.startswith(PERCENT_UNIT):
        unit = f"{_('procent')} {unit}".strip()
    words = {"value": write_number(target.value), "unit": unit}
    at_most = target.direction == Target.Direction.AT_MOST
    return (_("högst %(value)s %(unit)s") if at_most else _("minst %(value)s %(unit)s")) % words


def _number_of(counts: list[OutcomeCount], measure: int | None, target: Target) -> OutcomeCount | None:
    return _pick(counts, measure, target, percent=False)


def _pick(
    counts: list[OutcomeCount], measure: int | None, target: Target, *, percent: bool
) -> OutcomeCount | None:
    """The count that answers: of the measure, told, and happened; one without a label of its own first."""
    told = [
        count
        for count in counts
        if count.measure_id == measure
        and count.counted is not None
        and count.qualifier in HAPPENED
        and (count.unit == PERCENT_UNIT) == percent
        and (count.measure.code != OTHER or count.label == target.unit)
    ]
    return min(told, key=lambda count: bool(count.label), default=None)


def _plain(target: Target, found: OutcomeCount | None) -> Attainment:
    if found is None:
        return _unreported(target)
    value = found.counted
    state = _compare(target, value, found)
    arithmetic = _written(found)
    return Attainment(state, value, None, None, arithmetic, _sentence(arithmetic, target, state))


def _share(target: Target, found: OutcomeCount, base: OutcomeCount) -> Attainment:
    part, whole = found.counted, base.counted
    share = part * 100 / whole
    state = _compare(target, part * 100, found, whole=whole)
    arithmetic = _share_written(part, whole, share, target)
    if not found.qualifier == base.qualifier == OutcomeCount.Qualifier.EXACT:
        words = {"part": _written(found), "whole": _written(base), "share": _percent(share, target)}
        arithmetic = _("%(part)s av %(whole)s (%(share)s)") % words
    return Attainment(state, part, whole, None, arithmetic, _sentence(arithmetic, target, state))


def _stated(target: Target, share: OutcomeCount) -> Attainment:
    """A share that was reported without the number behind it."""
    stated = share.counted
    state = _compare(target, stated, share)
    words = {"share": f"{write_number(stated)}{NBSP}%"}
    arithmetic = _("%(share)s enligt redovisningen, antalet ej redovisat") % words
    return Attainment(state, None, None, stated, arithmetic, _sentence(arithmetic, target, state))


def _compare(target: Target, outcome: Decimal, count: OutcomeCount, whole: Decimal | int = 1) -> State:
    """Compare ``outcome`` with the target times ``whole``; "more than" says only that much."""
    goal = target.value * whole
    if target.direction == Target.Direction.AT_MOST:
        if count.qualifier == OutcomeCount.Qualifier.MORE_THAN:
            return State.NOT_MET if outcome >= goal else State.NOT_MEASURABLE
        return State.MET if outcome <= goal else State.NOT_MET
    if outcome >= goal:
        return State.MET
    is_open = count.qualifier == OutcomeCount.Qualifier.MORE_THAN
    return State.NOT_MEASURABLE if is_open else State.NOT_MET


def _unreported(target: Target) -> Attainment:
    words = {"goal": target_in_words(target)}
    return Attainment(
        State.NOT_REPORTED,
        arithmetic=_("ej redovisat"),
        sentence=_told(_("Utfallet är ej redovisat. Målet är %(goal)s.") % words, target),
    )


def _sentence(arithmetic: str, target: Target, state: State) -> str:
    words = {"outcome": arithmetic, "goal": target_in_words(target), "state": STATE_WORDS[state]}
    return _told(_("Utfall %(outcome)s. Målet är %(goal)s: %(state)s.") % words, target)


def _told(sentence: str, target: Target) -> str:
    return f"{sentence} {target.note}".strip()


def _written(count: OutcomeCount) -> str:
    """The number with how sure it is: "cirka 40", "mer än 25", "12"."""
    number = write_number(count.counted)
    if count.qualifier == OutcomeCount.Qualifier.EXACT:
        return number
    return f"{count.get_qualifier_display()} {number}"


def _share_written(part: Decimal, whole: Decimal, share: Decimal, target: Target) -> str:
    if part == int(part) and whole == int(whole) and _honest(share, target, 0):
        return write_percent(int(part), int(whole))
    words = {"part": write_number(part), "whole": write_number(whole), "share": _percent(share, target)}
    return _("%(part)s av %(whole)s (%(share)s)") % words


def _percent(share: Decimal, target: Target) -> str:
    decimals = next((n for n in range(4) if _honest(share, target, n)), 4)
    return f"{write_number(_rounded(share, decimals))}{NBSP}%"


def _honest(share: Decimal, target: Target, decimals: int) -> bool:
    """Whether the rounded share stands on the same side of the target as the share itself."""
    rounded, goal = _rounded(share, decimals), target.value
    return (rounded > goal, rounded < goal) == (share > goal, share < goal)


def _rounded(share: Decimal, decimals: int) -> Decimal:
    return share.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
