"""What waits for a person among the documents: to review, sign, answer, number, register, dispatch."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Case as Choice
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cases.models import CaseNumber
from portal.documents import access
from portal.documents.domain.sending import OPEN
from portal.documents.models import (
    Assignment,
    Consultation,
    DelegationDecision,
    Dispatch,
    Document,
    Recipient,
    Signatory,
    Step,
)
from portal.documents.states import STATES
from portal.organisation.models import Role, User
from portal.workareas import News, State, TodoItem

MOST = 20  # documents named one by one; the rest stand in the list
REVIEW, SIGN, ANSWER = "review", "sign", "answer"
_DocumentState = Document.State


def todo(user: User, today: date) -> Iterable[TodoItem]:
    """Documents that wait for ``user``, one by one, and a line for each list that is not empty. Two queries,
    one for those who keep no lists, none for who has no part in documents."""
    if not access.may_list(user) or user.reach.has(Role.AUDITOR):
        return
    yield from _documents(user)
    if user.reach.has(*access.REGISTRARS):
        yield from _lists(user, today)


def news(user: User, since: datetime, today: date) -> Iterable[News]:
    """The documents that wait, for the day's letter: new ones since the last."""
    for item in todo(user, today):
        if item.since:
            yield News(_("Handlingar"), item.title, item.url, item.detail, is_new=item.since > since)


def _at(user: User, path: str, *roles: Role) -> Q:
    """That the body at ``path`` is, or is under, one at which ``user`` has one of ``roles``: as ``holds``."""
    here = user.reach.at(*roles)
    return Q(**{f"{path}__in": here}) | Q(**{f"{path}__parent__in": here})


def _documents(user: User) -> Iterator[TodoItem]:
    rows = waiting_documents(user)
    for row in rows[:MOST]:
        title, detail = _words(row)
        yield TodoItem(title, detail, row.get_absolute_url(), STATES[row.state], urgency=40, since=row.since)


def waiting_documents(user: User) -> QuerySet[Any]:
    """Documents that ``user`` is to review, sign or answer; ``waits`` says which, ``since`` when it began."""
    signing = Q(pk__in=[])
    for role in access.SIGNERS:
        signing |= Q(role=role) & _at(user, "administration", role)
    unsigned = Signatory.objects.filter(signing, document=OuterRef("pk"), signed_by__isnull=True)
    signed = Signatory.objects.filter(document=OuterRef("pk"), signed_by=user)
    asked = Consultation.objects.filter(
        _at(user, "authority", *access.WRITERS, *access.DISTRICT_WRITERS, *access.SIGNERS, Role.REGISTRAR),
        document=OuterRef("pk"),
        answered_at__isnull=True,
    )
    reviews = Q(state=_DocumentState.REVIEW) & _at(user, "owner", Role.HEAD_OF_DEPARTMENT)
    signs = Q(Exists(unsigned), ~Exists(signed), state=_DocumentState.REVIEWED)
    answers = Q(Exists(asked), state__in=Document.WRITABLE_STATES)
    waits = Choice(
        When(reviews, then=Value(REVIEW)),
        When(signs, then=Value(SIGN)),
        When(answers, then=Value(ANSWER)),
        output_field=CharField(),
    )
    last = Step.objects.filter(document=OuterRef("pk")).order_by().values("document").annotate(at=Max("at"))
    rows = Document.objects.filter(state__in=Document.WRITABLE_STATES).annotate(waits=waits)
    since = Coalesce(Subquery(last.values("at")), F("created_at"))
    return rows.filter(waits__isnull=False).annotate(since=since).order_by("since", "pk")


def _words(row: Any) -> tuple[str, str]:
    title = {
        REVIEW: _("Granska: %(title)s"),
        SIGN: _("Underteckna: %(title)s"),
        ANSWER: _("Lämna synpunkter: %(title)s"),
    }[row.waits]
    return title % {"title": row.title}, _detail(row.waits)


def _detail(waits: str) -> str:
    return {
        REVIEW: _("Handlingen är skickad till dig för granskning."),
        SIGN: _("Handlingen är granskad och väntar på din underskrift."),
        ANSWER: _("En annan förvaltning har skickat sitt utkast till er."),
    }[waits]


def _count(rows: QuerySet) -> Coalesce:
    """How many rows, as a number beside others in one query."""
    counted = rows.order_by().annotate(all_of_them=Value(1)).values("all_of_them").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), Value(0))


def _lists(user: User, today: date) -> Iterator[TodoItem]:
    """A line for each of the registrar's lists that is not empty; all are counted in one query."""
    own = user.reach.own_organisations
    counts = User.objects.filter(pk=user.pk).values_list(
        _count(numberless(user)),
        _count(to_register(user, today)),
        _count(to_dispatch(user)),
        _count(Assignment.objects.overdue(today).filter(committee__in=own)),
        _count(DelegationDecision.objects.unreported().filter(committee__in=own, decided_on__lt=today)),
    )[0]
    for n, (title, detail, url, state) in zip(counts, _lines(*counts), strict=True):
        if n:
            yield TodoItem(title % {"n": n}, detail, url, state, urgency=20)


def _lines(numbers: int, register: int, send: int, late: int, report: int) -> list[tuple]:
    documents, wait = reverse("documents:list"), State(_("Väntar"), "wait", "warn")
    return [
        (
            ngettext(
                "%(n)s handling väntar på diarienummer", "%(n)s handlingar väntar på diarienummer", numbers
            ),
            _("Den kan inte undertecknas utan ärende med diarienummer."),
            f"{documents}?lage=reviewed",
            State(_("Utan nummer"), "wait", "warn"),
        ),
        (
            ngettext("%(n)s beslut att registrera", "%(n)s beslut att registrera", register),
            _("Sammanträdet har varit. Registrera utfallet när protokollet är justerat."),
            f"{documents}?lage=sent",
            wait,
        ),
        (
            ngettext("%(n)s rad att expediera", "%(n)s rader att expediera", send),
            _("Beslutet är fattat. Markera raden när mottagaren har fått handlingen."),
            f"{documents}?lage=decided",
            wait,
        ),
        (
            ngettext(
                "%(n)s försenat uppdrag på balanslistan", "%(n)s försenade uppdrag på balanslistan", late
            ),
            _("Sista dagen har passerat. Ange vad som svarar, eller avsluta."),
            f"{reverse('documents:assignment_list')}?lage=sena",
            State(_("Försenat"), "warn", "bad"),
        ),
        (
            ngettext("%(n)s delegationsbeslut att anmäla", "%(n)s delegationsbeslut att anmäla", report),
            _("De anmäls till nämndens nästa sammanträde."),
            f"{reverse('documents:delegation_list')}?lage=att-anmala",
            wait,
        ),
    ]


def numberless(user: User) -> QuerySet[Document]:
    """Reviewed documents whose authority has given their case no number."""
    own_number = Q(body=OuterRef("owner")) | Q(body=OuterRef("owner__parent"))
    numbered = CaseNumber.objects.filter(own_number, case=OuterRef("case"))
    rows = Document.objects.filter(_at(user, "owner", *access.REGISTRARS), state=_DocumentState.REVIEWED)
    return rows.filter(~Exists(numbered))


def to_register(user: User, today: date) -> QuerySet[Recipient]:
    """Nämnder that have met over a document of the own administration, with no decision registered."""
    return Recipient.objects.filter(
        _at(user, "document__owner", *access.REGISTRARS),
        document__state=_DocumentState.SENT,
        outcome__in=OPEN,
        meeting__held_on__lt=today,
    )


def to_dispatch(user: User) -> QuerySet[Dispatch]:
    """Lines of the dispatch lists of the own administration's documents that are not sent."""
    return Dispatch.objects.waiting().filter(_at(user, "recipient__document__owner", *access.REGISTRARS))
