"""Who must do what next with a document, in order: the first is what it waits for now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.documents.domain.parts import parts_of
from portal.documents.models import Document, Recipient, Signatory, Step

_State, _Outcome, _Kind = Document.State, Recipient.Outcome, Step.Kind


@dataclass(frozen=True)
class NextStep:
    """``who``: a function, never a person; ``what``: what they do. ``verb``: where (``documents:verb``), ""
    when it is done elsewhere; ``about``: the recipient or signatory it is done for. ``due``: by when.
    ``mine``: what the one who has the page does, where that is not ``what``: a nämnd decides, the registrar
    notes it."""

    who: str
    what: str
    verb: str = ""
    about: int | None = None
    due: date | None = None
    is_now: bool = False
    mine: str = ""


def next_steps(document: Document) -> list[NextStep]:
    """Return what remains, nearest first. Four queries at most; nothing remains of what has ended."""
    if document.state in (_State.CLOSED, _State.REPLACED, _State.WITHDRAWN):
        return []
    to = [row for row in parts_of(document).recipients if row.replaced_by_id is None]
    found = _by_day([*_before(document, to), *_afterwards(document, to)])
    return [NextStep(**(vars(each) | {"is_now": place == 0})) for place, each in enumerate(found)]


def _by_day(steps: list[NextStep]) -> list[NextStep]:
    """Order steps by the day they must be done; one without a day stays after the one it follows."""
    days: list[date] = []
    for each in steps:
        before = days[-1] if days else date.min
        days.append(date.max if each.verb == "close" else each.due or before)
    return [each for _day, each in sorted(zip(days, steps, strict=True), key=lambda pair: pair[0])]


def _before(document: Document, recipients: list[Recipient]) -> Iterator[NextStep]:
    """What remains until all have signed."""
    if not document.is_writable:
        return
    due = min(
        (to.meeting.papers_by for to in recipients if to.meeting and to.meeting.papers_by), default=None
    )
    if document.state == _State.DRAFT:
        yield NextStep(_("Handläggaren"), _("skriver och skickar till granskning"), "review", due=due)
    if document.state in (_State.DRAFT, _State.REVIEW):
        yield NextStep(_("Avdelningschefen"), _("granskar"), "reviewed")
    done = {each.kind for each in parts_of(document).steps}
    if _Kind.MANAGEMENT not in done:
        yield NextStep(_("Handläggaren"), _("antecknar förvaltningsgruppens dag"), "prepare", due=due)
    if not parts_of(document).numbers:
        yield NextStep(_("Registratorn"), _("ger ärendet ett diarienummer"))
    if not recipients:
        yield NextStep(_("Handläggaren"), _("anger vilken nämnd handlingen ska till"), "recipients")
    for each in _unsigned(document):
        who = f"{each.title[:1].upper()}{each.title[1:]}, {each.administration}"
        yield NextStep(who, _("undertecknar"), "sign", each.pk, due=due)


def _afterwards(document: Document, recipients: list[Recipient]) -> Iterator[NextStep]:
    """What remains with each nämnd."""
    registrar = _("Registratorn")
    for to in recipients:
        about = {"committee": to.committee.as_committee}
        if to.sent_on is None:
            due = to.meeting.papers_by or to.meeting.held_on if to.meeting else None
            yield NextStep(
                registrar, _("sänder ut med kallelsen till %(committee)s") % about, "send", to.pk, due
            )
        if to.is_waiting:
            due = to.meeting.held_on if to.meeting else None
            mine = _("registrerar beslutet i %(committee)s") % about
            yield NextStep(to.committee.as_committee, _("beslutar"), "decide", to.pk, due, mine=mine)
        elif to.outcome == _Outcome.REFERRED_BACK and not hasattr(document, "next"):
            yield NextStep(_("Handläggaren"), _("skriver en ny version efter återremissen"), "new_version")
        yield from _after_decision(to, registrar, about)
    if document.is_frozen:
        yield NextStep(registrar, _("avslutar handlingen"), "close")


def _after_decision(to: Recipient, registrar: str, about: dict[str, str]) -> Iterator[NextStep]:
    if to.sent_on is None:
        return
    if to.adjusted_on is None and not to.delegation_point:
        yield NextStep(
            registrar, _("registrerar när protokollet justerades i %(committee)s") % about, "days", to.pk
        )
    if to.outcome and to.extract_id is None:
        yield NextStep(
            registrar, _("laddar upp protokollsutdraget från %(committee)s") % about, "extract", to.pk
        )
    elif to.extract_id and to.extract_checked_at is None:
        yield NextStep(_("En annan person"), _("kontrollerar protokollsutdraget"), "check", to.pk)


def _unsigned(document: Document) -> list[Signatory]:
    return [each for each in parts_of(document).signatories if each.signed_at is None]
