"""What a nämnd sets aside for a programme in a year, and what is used of it: registered and corrected."""

from collections.abc import Mapping
from contextlib import nullcontext
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words
from portal.history.context import because
from portal.money import write_tkr
from portal.organisation.models import Organisation
from projects.domain.allocating import balances, lock_money
from projects.models import Appropriation

WRITTEN = ("programme", "committee", "year", "budget", "used", "purpose")


@transaction.atomic
def write_appropriation(
    *, appropriation: Appropriation, values: Mapping[str, Any], why: str = ""
) -> Appropriation:
    """Register or correct a nämnd's money of a year, in kronor, by the names of WRITTEN.

    Raises ValidationError with {field: messages}: less than is bound already is refused, and a published
    programme's figures are corrected with a reason.
    """
    stored = appropriation.pk is not None
    for name in WRITTEN:
        if name in values:
            setattr(appropriation, name, tidy(values[name]))
    if stored and appropriation.programme.is_published and not why.strip():
        raise ValidationError({"why": _("Uppgifterna är publicerade. Skriv varför de rättas.")})
    _check(appropriation)
    lock_money(appropriation.programme)
    _refuse_less_than_bound(appropriation)
    with in_words(), because(why) if why else nullcontext():
        appropriation.save()
    return appropriation


def _check(appropriation: Appropriation) -> None:
    if appropriation.committee.kind != Organisation.Kind.COMMITTEE:
        raise ValidationError({"committee": _("Bara en nämnd sätter av medel.")})
    try:
        refuse_personal(appropriation.purpose)
    except ValidationError as refusal:
        raise ValidationError({"purpose": refusal.messages}) from refusal


def _refuse_less_than_bound(appropriation: Appropriation) -> None:
    """Less than is granted, villkorat and proposed cannot be set aside. What never covered it is history."""
    now = balances(appropriation.programme).get((appropriation.committee_id, appropriation.year))
    if now is None or appropriation.budget >= now.bound:
        return
    if now.budget is not None and appropriation.budget >= now.budget:
        return
    words = _("%(bound)s tkr är redan beviljat, villkorat eller föreslaget. Budgeten kan inte vara mindre.")
    raise ValidationError({"budget": words % {"bound": write_tkr(now.bound or Decimal())}})
