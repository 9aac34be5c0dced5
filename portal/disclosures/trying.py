"""A request's way: asked for, tried by a registrar, perhaps taken back."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.content.contacts import refuse_identifying
from portal.content.texts import tidy
from portal.database.refusals import in_words
from portal.disclosures.models import Disclosure
from portal.disclosures.places import read_place
from portal.organisation.models import User

DAYS, MOST_DAYS = 14, 90
_State = Disclosure.State


def ask(*, address: str, title: str, purpose: str, by: User, now: datetime) -> Disclosure:
    """Ask to see a page unmasked. ValidationError: no page of the portal, a text that points out a person,
    or the same request waits already."""
    asked = Disclosure(asked_at=now, asked_by=by, title=tidy(title), purpose=tidy(purpose))
    for name in ("title", "purpose"):
        _refuse_identifying(name, getattr(asked, name))
    asked.address = read_place(address)
    asked.full_clean(exclude=["asked_by"])
    with in_words():
        asked.save()
    return asked


@transaction.atomic
def grant(
    *,
    disclosure: Disclosure,
    days: int,
    by: User,
    now: datetime,
    reason: str = "",
    provision: str = "",
    decision: str = "",
    case: Case | None = None,
) -> Disclosure:
    """Let the asker open the page for ``days`` days, today included. ValidationError: it is tried already, by
    the asker, or for longer than MOST_DAYS."""
    if not 1 <= days <= MOST_DAYS:
        raise ValidationError({"days": _("Skriv 1–%(most)s dagar.") % {"most": MOST_DAYS}})
    last_day = timezone.localdate(now) + timedelta(days=days - 1)
    return _decide(disclosure, _State.GRANTED, by, now, last_day, reason, provision, decision, case)


@transaction.atomic
def refuse(
    *,
    disclosure: Disclosure,
    by: User,
    now: datetime,
    reason: str,
    provision: str,
    decision: str = "",
    case: Case | None = None,
) -> Disclosure:
    """Say no, why, and by which provision. ValidationError: one is missing, or it is tried already."""
    for name, said in (("reason", reason), ("provision", provision)):
        if not said.strip():
            raise ValidationError({name: _("Ett avslag ska ha skäl och lagrum.")})
    return _decide(disclosure, _State.REFUSED, by, now, None, reason, provision, decision, case)


@transaction.atomic
def withdraw(*, disclosure: Disclosure) -> Disclosure:
    """Take the request back. ValidationError when it is tried."""
    found = _waiting(disclosure)
    found.state = _State.WITHDRAWN
    found.save(update_fields=["state"])
    return found


def _decide(
    disclosure: Disclosure,
    state: str,
    by: User,
    now: datetime,
    last_day: date | None,
    reason: str,
    provision: str,
    decision: str,
    case: Case | None,
) -> Disclosure:
    found = _waiting(disclosure)
    texts = {"reason": tidy(reason), "provision": tidy(provision), "decision": tidy(decision)}
    for name, text in texts.items():
        _refuse_identifying(name, text)
        setattr(found, name, text)
    found.state, found.decided_at, found.decided_by = state, now, by
    found.last_day, found.case = last_day, case
    found.full_clean(exclude=["case"])
    found.save()
    return found


def _waiting(disclosure: Disclosure) -> Disclosure:
    found = Disclosure.objects.select_for_update(of=("self",)).get(pk=disclosure.pk)
    if found.state != _State.ASKED:
        raise ValidationError(_("Begäran är redan prövad eller återtagen."))
    return found


def _refuse_identifying(name: str, text: str) -> None:
    try:
        refuse_identifying(text)
    except ValidationError as refusal:
        raise ValidationError({name: refusal.messages}) from refusal
