"""Which documents the demo has, how far each has come, and what happened around them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from portal.demo.documents.around import add_around, call_meetings, lay_agendas
from portal.demo.documents.writing import write_document
from portal.documents.domain.deciding import Decision, register_decision
from portal.documents.domain.living import current_live, mark_seen
from portal.documents.domain.reference import load_templates
from portal.documents.domain.reviewing import mark_reviewed, send_for_review
from portal.documents.domain.sending import send_with_summons
from portal.documents.domain.signing import sign, signing_hash
from portal.documents.models import Document, Meeting, Recipient, SeenFigures, Template
from portal.organisation.models import User

#: what the nämndsekreterare read of the account before a report came in and a share was rounded right
READ_BEFORE = {
    "redovisning.slutredovisade": "26 projekt",
    "redovisning.ej-redovisade": "fyra projekt",
    "projekt.2-2-5.mal-1": "19 (47 procent)",
}


@dataclass(frozen=True)
class Clock:
    """The demo's days, told from the moment it is loaded."""

    now: datetime

    def ago(self, days: int) -> datetime:
        return self.now - timedelta(days=days)

    def day(self, days: int) -> date:
        """The day so many days from today; below zero before it."""
        return timezone.localdate(self.now) + timedelta(days=days)


def load_documents(now: datetime) -> None:
    """Add the documents, through the domain. Work areas, cases and people are there."""
    if not Template.objects.exists():
        load_templates()
    clock = Clock(now)
    coming, past = call_meetings(clock.day)
    account = write_document("utvecklingsmedel", begun=clock.ago(10), meetings=coming)
    _read_before(account, clock)
    write_document("tertialoversikt", begun=clock.ago(3), meetings=coming)
    agreement = write_document("samverkan", begun=clock.ago(8), meetings=coming)
    _for_review(agreement, clock.ago(4))
    report = write_document("uppsokande", begun=clock.ago(24), meetings=coming)
    _signed(report, clock, since=20)
    decided = write_document("exempelprogrammet", begun=clock.ago(70), meetings=past)
    _signed(decided, clock, since=60)
    lay_agendas(coming, past, [account, agreement, report, decided])
    _sent(report, clock, coming, on=-6)
    _sent(decided, clock, past, on=-45)
    _decided(decided, clock)
    add_around(clock, decided=decided, report=report, past=past)


def _person(login: str) -> User:
    return User.objects.get(username=login)


def _read_before(document: Document, clock: Clock) -> None:
    """The nämndsekreterare read the draft some days ago; three figures have changed since."""
    user, then = _person("namndsekreterare"), clock.ago(6)
    live = current_live(document, today=clock.day(0))
    seen = mark_seen(document=document, user=user, live=live, now=then)
    kept = {key: [READ_BEFORE.get(key, words), label] for key, (words, label) in seen.figures.items()}
    SeenFigures.objects.filter(pk=seen.pk).update(figures=kept)


def _for_review(document: Document, now: datetime) -> None:
    live = current_live(document, today=timezone.localdate(now))
    send_for_review(document=document, live=live, by=document.officer, now=now)


def _signed(document: Document, clock: Clock, *, since: int) -> None:
    """Reviewed and then signed by both, day by day from so many days ago."""
    _for_review(document, clock.ago(since))
    mark_reviewed(document=document, by=_person("avdelningschef"), now=clock.ago(since - 2))
    for number, (role, login) in enumerate(
        (("avdelningschef", "avdelningschef"), ("forvaltningschef", "forvaltningschef"))
    ):
        _sign(document, role, login, clock.ago(since - 4 - number))


def _sign(document: Document, role: str, login: str, now: datetime) -> None:
    fresh = Document.objects.get(pk=document.pk)
    seen = signing_hash(fresh, current_live(fresh, today=timezone.localdate(now)))
    signatory = fresh.signatories.get(role=role)
    sign(signatory=signatory, seen_hash=seen, by=_person(login), now=now)


def _sent(document: Document, clock: Clock, meetings: dict[str, Meeting], *, on: int) -> None:
    for number, recipient in enumerate(_recipients(document), start=1):
        send_with_summons(
            recipient=recipient,
            meeting=meetings[recipient.committee.key],
            number=f"EXEMPEL-{number}-{document.pk}",
            sent_on=clock.day(on),
            by=_person("registrator"),
            now=clock.now,
        )


def _decided(document: Document, clock: Clock) -> None:
    """Both nämnder decide as proposed, each in a paragraph of its own."""
    for paragraph, recipient in zip(("§ 14", "§ 9"), _recipients(document), strict=True):
        held_on = recipient.meeting.held_on if recipient.meeting else clock.day(-30)
        decision = Decision(
            outcome=Recipient.Outcome.AS_PROPOSED,
            decided_on=held_on,
            paragraph=paragraph,
            adjusted_on=held_on + timedelta(days=7),
        )
        register_decision(recipient=recipient, decision=decision, by=_person("registrator"), now=clock.now)


def _recipients(document: Document) -> list[Recipient]:
    return list(document.recipients.select_related("committee", "meeting").order_by("order"))
