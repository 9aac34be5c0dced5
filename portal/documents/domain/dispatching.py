"""Expedieringslistan: who gets the decision, which paper, how; proposed from what the points say."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.content.texts import refuse_personal, tidy
from portal.database.refusals import in_words
from portal.documents.models import DecisionPoint, Dispatch, Recipient
from portal.organisation.models import User

#: the actions whose point names who is to have the paper
FORWARDING = (DecisionPoint.Kind.FORWARD, DecisionPoint.Kind.ANSWER, DecisionPoint.Kind.ASSIGN)
_TO = re.compile(
    r"(?:överlämnar?s?\b.*?\b(?:till|åt)|uppdrar åt|uppdras åt|som svar (?:på remiss(?:en)? )?(?:till|från))"
    r"\s+(?P<who>.+?)(?=\s+(?:för kännedom|som svar|att|för)\b|[.;\n]|$)",
    re.IGNORECASE | re.DOTALL,
)


def named_in(points: Iterable[DecisionPoint]) -> list[str]:
    """Return whom the points give something to, as they are called there, each once and in order."""
    found = (name for point in points if point.kind in FORWARDING for name in _names(point.text))
    return list(dict.fromkeys(found))


def _names(text: str) -> Iterator[str]:
    """Split "stadsdelsnämnderna och kommunstyrelsen"; an "och" inside a name has no nämnd before it."""
    for match in _TO.finditer(text):
        who = " ".join(match["who"].split())
        for part in re.split(
            r",\s*|(?<=nämnden)\s+och\s+|(?<=nämnderna)\s+och\s+|(?<=styrelsen)\s+och\s+", who
        ):
            if part.strip():
                yield part.strip()[:200]


@transaction.atomic
def propose_dispatches(*, recipient: Recipient, what: str = "") -> list[Dispatch]:
    """Add a line for everybody the points give the paper to who has none yet; return those added."""
    row = _decided(recipient)
    there = {name.casefold() for name in row.dispatches.values_list("to", flat=True)}
    points = row.document.points.order_by("order", "pk")
    names = [name for name in named_in(points) if name.casefold() not in there]
    what = tidy(what) or _("Protokollsutdrag och tjänsteutlåtande")
    lines = [Dispatch(recipient=row, to=name, what=what, how=_("E-post")) for name in names]
    return Dispatch.objects.bulk_create(lines)


@transaction.atomic
def add_dispatch(*, recipient: Recipient, to: str, what: str, how: str) -> Dispatch:
    """Add a line. ValidationError: the nämnd has not decided, or something is not said."""
    row = Dispatch(recipient=_decided(recipient), to=tidy(to), what=tidy(what), how=tidy(how))
    for text in (row.to, row.what):
        refuse_personal(text)
    row.full_clean(exclude=["recipient", "sent_by"])
    with in_words():
        row.save()
    return row


@transaction.atomic
def mark_sent(*, dispatch: Dispatch, sent_on: date, by: User, today: date) -> Dispatch:
    """Note that a line was sent. ValidationError: it was already, or the day is to come or too early."""
    row = Dispatch.objects.select_for_update(of=("self",)).select_related("recipient").get(pk=dispatch.pk)
    if row.sent_on:
        raise ValidationError(_("Raden är redan markerad som skickad."))
    decided_on = row.recipient.decided_on
    if sent_on > today or (decided_on and sent_on < decided_on):
        raise ValidationError({"sent_on": _("Dagen har inte kommit än, eller ligger före beslutet.")})
    row.sent_on, row.sent_by = sent_on, by
    row.save(update_fields=["sent_on", "sent_by"])
    return row


@transaction.atomic
def remove_dispatch(*, dispatch: Dispatch) -> None:
    """Take away a line that was never sent. ValidationError when it was."""
    row = Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch.pk)
    if row.sent_on:
        raise ValidationError(_("Raden är skickad och kan inte tas bort."))
    row.delete()


def is_decided(recipient: Recipient) -> bool:
    """Whether the nämnd has ended the matter, so that there is a decision to send."""
    undone = ("", Recipient.Outcome.POSTPONED, Recipient.Outcome.REFERRED_BACK)
    return recipient.outcome not in undone


def _decided(recipient: Recipient) -> Recipient:
    rows = Recipient.objects.select_for_update(of=("self",)).select_related("document")
    row = rows.get(pk=recipient.pk)
    if not is_decided(row):
        raise ValidationError(_("Nämnden har inte beslutat i ärendet än."))
    return row
