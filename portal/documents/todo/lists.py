"""The lists a registrar and a committee secretary work off: a line for each that is not empty."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cases.models import CaseNumber
from portal.documents import access
from portal.documents.models import Assignment, DelegationDecision, Dispatch, Document, Recipient
from portal.documents.todo.waiting import at
from portal.organisation.models import User
from portal.workareas import State, TodoItem

_DocumentState = Document.State


def _count(rows: QuerySet) -> Coalesce:
    """How many rows, as a number beside others in one query."""
    counted = rows.order_by().annotate(all_of_them=Value(1)).values("all_of_them").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), Value(0))


def lists(user: User, today: date) -> Iterator[TodoItem]:
    """Yield a line for each list that is not empty; all are counted in one query."""
    own = user.reach.own_organisations
    counts = User.objects.filter(pk=user.pk).values_list(
        _count(numberless(user)),
        _count(to_send(user)),
        _count(to_register(user, today)),
        _count(to_dispatch(user)),
        _count(Assignment.objects.overdue(today).filter(committee__in=own)),
        _count(DelegationDecision.objects.unreported().filter(committee__in=own, decided_on__lt=today)),
    )[0]
    for n, (title, detail, url, state) in zip(counts, _lines(*counts), strict=True):
        if n:
            yield TodoItem(title % {"n": n}, detail, url, state, urgency=20)


def _lines(numbers: int, out: int, register: int, send: int, late: int, report: int) -> list[tuple]:
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
            ngettext("%(n)s handling att sända ut", "%(n)s handlingar att sända ut", out),
            _("Den är undertecknad. Sänd ut den med kallelsen och registrera dagen."),
            f"{documents}?lage=signed",
            wait,
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
    rows = Document.objects.filter(at(user, "owner", *access.REGISTRARS), state=_DocumentState.REVIEWED)
    return rows.filter(~Exists(numbered))


def to_send(user: User) -> QuerySet[Document]:
    """Signed documents of the own administration that are sent to no nämnd yet."""
    return Document.objects.filter(at(user, "owner", *access.REGISTRARS), state=_DocumentState.SIGNED)


def to_register(user: User, today: date) -> QuerySet[Recipient]:
    """Nämnder that have met over a document of the own administration, with no decision registered."""
    return Recipient.objects.waiting().filter(
        at(user, "document__owner", *access.REGISTRARS),
        document__state=_DocumentState.SENT,
        meeting__held_on__lt=today,
    )


def to_dispatch(user: User) -> QuerySet[Dispatch]:
    """Lines of the dispatch lists of the own administration's documents that are not sent."""
    return Dispatch.objects.waiting().filter(at(user, "recipient__document__owner", *access.REGISTRARS))
