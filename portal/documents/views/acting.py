"""What the reader may do with a document now, as links: the next step first, the rest beside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.documents import access
from portal.documents.domain.assigning import not_on_list
from portal.documents.domain.next_steps import NextStep
from portal.documents.domain.parts import parts_of
from portal.documents.models import Document, Recipient
from portal.organisation.models import User
from portal.ui.views import Action

_State, _Outcome = Document.State, Recipient.Outcome


@dataclass(frozen=True)
class Doing:
    """Something the reader may do: what it is called, where, and for which nämnd or function."""

    title: str
    url: str
    icon: str = ""
    about: str = ""


def head_actions(document: Document, among: Sequence[Doing]) -> list[Action]:
    """The links in the head of the page: the files, and the first of what the reader may do."""
    main = [Action(among[0].title, among[0].url, among[0].icon)] if among and among[0].icon else []
    files = [
        Action("PDF", reverse("documents:pdf", args=[document.pk]), "file", primary=False),
        Action("Word", reverse("documents:word", args=[document.pk]), "file", primary=False),
        Action(_("Utskrift"), reverse("documents:print", args=[document.pk]), "print", primary=False),
    ]
    return [*files, *main]


def doings(document: Document, user: User) -> list[Doing]:
    """Return all the reader may do with the document in its state. Those with an icon carry it onwards."""
    found = [*_writing(document, user), *_signing(document, user), *_answering(document, user)]
    found += _registering(document, user)
    return sorted(found, key=lambda each: not each.icon)


def link_of(step: NextStep, document: Document, among: Iterable[Doing]) -> str:
    """Return where the reader, who may do what is ``among``, does ``step``; "" when it is somebody else's."""
    wanted = _url(document, step.verb, step.about) if step.verb else ""
    return wanted if wanted and any(each.url == wanted for each in among) else ""


def _url(document: Document, verb: str, about: int | None = None) -> str:
    return reverse(f"documents:{verb}", args=[document.pk, *([about] if about else [])])


def _writing(document: Document, user: User) -> Iterator[Doing]:
    writes, reviews = access.may_write(user, document), access.may_review(user, document)
    state = document.state
    if state == _State.REVIEW and reviews:
        yield Doing(_("Markera som granskad"), _url(document, "reviewed"), "ok")
    if state == _State.DRAFT and writes:
        yield Doing(_("Skicka till granskning"), _url(document, "review"), "send")
    if state in (_State.REVIEW, _State.REVIEWED) and (reviews or writes):
        yield Doing(_("Skicka tillbaka"), _url(document, "return"))
    if document.is_writable and writes:
        yield Doing(_("Ändra uppgifter"), _url(document, "plan"))
        yield Doing(_("Ändra mottagare"), _url(document, "recipients"))
        yield Doing(_("Anteckna beredning"), _url(document, "prepare"))
        yield Doing(_("Skicka för synpunkter"), _url(document, "consult"))
        yield Doing(_("Släng utkastet"), _url(document, "discard"))
    yield Doing(_("Beslutsförslag att klistra in"), _url(document, "proposal"))
    if document.is_frozen and writes and not hasattr(document, "next"):
        yield Doing(_("Påbörja en ny version"), _url(document, "new_version"))


def _signing(document: Document, user: User) -> Iterator[Doing]:
    if document.state != _State.REVIEWED:
        return
    for each in parts_of(document).signatories:
        if each.signed_at is None and access.may_sign(user, each):
            yield Doing(_("Läs och underteckna"), _url(document, "sign", each.pk), "pen", each.title)


def _answering(document: Document, user: User) -> Iterator[Doing]:
    if not document.is_writable:
        return
    for each in parts_of(document).consultations:
        if each.answered_at is None and access.may_answer(user, each.authority):
            yield Doing(_("Lämna synpunkter"), _url(document, "answer", each.pk), "send")


def _registering(document: Document, user: User) -> Iterator[Doing]:
    if not document.is_frozen or not access.may_register(user, document):
        return
    recipients = parts_of(document).recipients
    unlisted = not_on_list(recipients)
    for to in recipients:
        for verb, title, icon in _with(document, to, user):
            yield Doing(title, _url(document, verb, to.pk), icon, to.committee.as_committee)
        if unlisted.get(to.pk) and access.may_keep_for(user, to.committee):
            list_it = f"{reverse('documents:assignment_create')}?beslut={to.pk}"
            yield Doing(_("Lägg uppdraget på balanslistan"), list_it, "plus", to.committee.as_committee)
    if document.state == _State.DECIDED:
        yield Doing(_("Avsluta handlingen"), _url(document, "close"))
    yield from _afterwards(document)


def _afterwards(document: Document) -> Iterator[Doing]:
    """What is done with the papers of a signed document: published, dispatched, taken to the diarium."""
    if document.state in (_State.DECIDED, _State.CLOSED):
        yield Doing(_("Expedieringslista"), _url(document, "dispatch_list"))
    if document.published_on:
        yield Doing(_("Avpublicera"), _url(document, "unpublish"))
    elif document.state in (_State.SENT, _State.DECIDED, _State.CLOSED):
        yield Doing(_("Publicera"), _url(document, "publish"))
    yield Doing(_("Paket till diariet (ZIP)"), _url(document, "package"))


def _with(document: Document, to: Recipient, user: User) -> Iterator[tuple[str, str, str]]:
    """What may be registered of one nämnd: verb, words, icon."""
    if to.replaced_by_id:
        return
    if document.state in (_State.SIGNED, _State.SENT) and to.sent_on is None:
        yield "send", _("Sänd ut med kallelsen"), "send"
    if document.state in (_State.SIGNED, _State.SENT, _State.DECIDED):
        yield "own_number", _("Nämndens diarienummer"), ""
    if document.state == _State.SENT and to.sent_on and to.is_waiting:
        yield "decide", _("Registrera beslutet"), "pen"
    if document.state not in (_State.SENT, _State.DECIDED) or not to.outcome:
        return
    yield "decision_correct", _("Rätta beslutet"), ""
    if to.outcome != _Outcome.POSTPONED:
        yield "days", _("Datum efter beslutet"), ""
    yield "reserve", _("Reservation eller uttalande"), ""
    if to.extract and not to.extract_checked_at and to.extract.stored_by_id != user.pk:
        yield "check", _("Kontrollera protokollsutdraget"), "ok"
    yield "extract", _("Ladda upp protokollsutdraget"), ""
