"""The coordinator assesses applications: what is proposed of each nämnd and year, and why not the rest.

``note`` is internal; ``refused_reason`` is what the applicant is told once the nämnder have decided.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from portal.content.outcomes import Refusals
from portal.content.texts import refuse_personal, tidy
from portal.organisation.models import User
from projects.domain.allocating import Amounts, lock_money, propose
from projects.domain.rounds import untouched_rounds
from projects.models import Application, Assessment, DecisionRound

_State = Application.State
OPEN = (_State.SUBMITTED, _State.ASSESSED, _State.CONDITIONAL)


@dataclass(frozen=True)
class Judgement:
    """What is said of one application; texts that are None stay as they are."""

    amounts: Amounts
    note: str | None = None
    refused_reason: str | None = None


def assess_application(
    *,
    application: Application,
    note: str,
    proposals: Amounts,
    refused_reason: str,
    by: User | None,
    now: datetime,
) -> Application:
    """Assess one application; ``proposals`` are kronor per (nämnd, year), by their keys.

    Raises ValidationError as ``assess_applications``.
    """
    judgement = Judgement(proposals, note, refused_reason)
    (found,) = assess_applications({application: judgement}, by=by, now=now)
    return found


@transaction.atomic
def assess_applications(
    judgements: Mapping[Application, Judgement], *, by: User | None, now: datetime
) -> list[Application]:
    """Assess many of one programme at once. Raises ValidationError, and writes nothing, when one is a draft
    or decided, asks for less than is proposed, is refused a part without a reason, or when a nämnd's money
    does not suffice.
    """
    programme = next(iter(judgements)).round.programme
    lock_money(programme)
    rows = Application.objects.select_for_update().filter(pk__in=[each.pk for each in judgements])
    states = dict(rows.order_by("pk").values_list("pk", "state"))
    for application, judgement in judgements.items():
        application.state = states[application.pk]
        _check(application, judgement)
    propose({each: judgement.amounts for each, judgement in judgements.items()}, programme=programme)
    for application, judgement in judgements.items():
        _note(application, judgement, by, now)
    return list(judgements)


def _check(application: Application, judgement: Judgement) -> None:
    if application.state not in OPEN:
        words = _("%(application)s är %(state)s och kan inte bedömas.")
        raise ValidationError(words % {"application": application, "state": application.get_state_display()})
    refusals = Refusals()
    asked = application.budget.aggregate(sum=Sum("amount"))["sum"] or Decimal()
    proposed = sum(judgement.amounts.values(), Decimal())
    if any(amount < 0 for amount in judgement.amounts.values()):
        refusals.add("amounts", _("Beloppet kan inte vara negativt."))
    if proposed > asked:
        refusals.add(
            "amounts", _("%(title)s: mer än det sökta är föreslaget.") % {"title": application.title}
        )
    _refuse_foreign(application.round, judgement.amounts, refusals)
    reason = _kept(application, "refused_reason", judgement.refused_reason)
    if proposed < asked and not reason:
        words = _(
            "%(title)s: skriv varför en del inte föreslås. De som sökte får läsa skälet efter beslutet."
        )
        refusals.add("refused_reason", words % {"title": application.title})
    for name in ("note", "refused_reason"):
        text = getattr(judgement, name)
        refusals.take(lambda text=text: refuse_personal(text or ""), name=name)  # type: ignore[misc]
    if refusals:
        raise refusals.error()


def _refuse_foreign(round: DecisionRound, amounts: Amounts, refusals: Refusals) -> None:
    here = set(round.committees.values_list("committee", flat=True))
    if {committee for (committee, _year), amount in amounts.items() if amount} - here:
        refusals.add("amounts", _("Bara nämnder som beslutar i beslutstillfället kan bära en del."))


def _kept(application: Application, name: str, said: str | None) -> str:
    stored = getattr(getattr(application, "assessment", None), name, "")
    return tidy(stored if said is None else said)


def _note(application: Application, judgement: Judgement, by: User | None, now: datetime) -> None:
    assessment = getattr(application, "assessment", None) or Assessment(application=application)
    assessment.note = _kept(application, "note", judgement.note)
    assessment.refused_reason = _kept(application, "refused_reason", judgement.refused_reason)
    assessment.assessed_by, assessment.assessed_at = by, now
    assessment.save()
    if application.state == _State.SUBMITTED:
        application.state = _State.ASSESSED
        application.save(update_fields=["state"])


def move_application(*, application: Application, to: DecisionRound) -> Application:
    """Let another round of the programme take the application, before any nämnd has decided about it.

    What was proposed for it goes: the other round may have other nämnder. Raises ValidationError.
    """
    with transaction.atomic():
        row = Application.objects.select_for_update().get(pk=application.pk)
        if row.state not in (_State.SUBMITTED, _State.ASSESSED):
            raise ValidationError({"round": _("En nämnd har redan beslutat om ansökan.")})
        same = to.programme_id == application.round.programme_id
        if not same or not untouched_rounds().filter(pk=to.pk).exists():
            words = _("Välj ett tillfälle i samma program där ingen nämnd har beslutat än.")
            raise ValidationError({"round": words})
        application.allocations.all().delete()
        application.round, application.state = to, _State.SUBMITTED
        application.save(update_fields=["round", "state"])
    return application
