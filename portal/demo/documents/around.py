"""What stands around the demo's documents: meetings, agendas, uppdrag, delegation decisions, dispatch."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from portal.demo.logins import FOLDER
from portal.documents.domain.assigning import answer_assignment, give_assignment
from portal.documents.domain.delegating import note_delegation
from portal.documents.domain.dispatching import mark_sent, propose_dispatches
from portal.documents.domain.meetings import add_document, add_words, call_meeting, send_summons
from portal.documents.models import Document, Meeting
from portal.organisation.models import Organisation, User
from portal.organisation.reference import read_rows

if TYPE_CHECKING:
    from portal.demo.documents.loading import Clock

Meetings = dict[str, Meeting]
COMING = {"socialnamnden": 22, "arbetsmarknadsnamnden": 24}
PAST = {"socialnamnden": -30, "arbetsmarknadsnamnden": -28}


def call_meetings(day: Callable[[int], date]) -> tuple[Meetings, Meetings]:
    """Each nämnd's next meeting and its last, by the nämnd's key."""
    bodies = Organisation.objects.in_bulk([*COMING], field_name="key")

    def called(days: dict[str, int]) -> Meetings:
        return {
            key: call_meeting(committee=bodies[key], held_on=day(when), papers_by=day(when - 18))
            for key, when in days.items()
        }

    return called(COMING), called(PAST)


def lay_agendas(coming: Meetings, past: Meetings, documents: Iterable[Document]) -> None:
    """Every meeting begins with the same two lines; then each document stands where it is meant for."""
    for meeting in [*coming.values(), *past.values()]:
        for title in ("Val av justerare och tid för justering", "Anmälan av delegationsbeslut"):
            add_words(meeting=meeting, title=title)
    for document in documents:
        for recipient in document.recipients.select_related("committee", "meeting").order_by("order"):
            if recipient.meeting:
                add_document(meeting=recipient.meeting, recipient=recipient)


def add_around(clock: "Clock", *, decided: Document, report: Document, past: Meetings) -> None:
    _assignments(clock, report)
    _delegation(clock)
    first = decided.recipients.order_by("order").first()
    if first is None:
        return
    lines = propose_dispatches(recipient=first)
    for line in lines[:1]:
        registrar = User.objects.get(username="registrator")
        mark_sent(dispatch=line, sent_on=clock.day(-20), by=registrar, today=clock.day(0))
    for meeting in past.values():
        send_summons(meeting=meeting, now=clock.ago(48))


def _assignments(clock: "Clock", report: Document) -> None:
    """One is answered by a document, one is late, one is to come."""
    body = Organisation.objects.get(key="socialnamnden")
    for row in read_rows(FOLDER / "uppdrag-fran-namnd.csv"):
        made = give_assignment(
            committee=body,
            text=row["uppdrag"],
            source=row["källa"],
            given_on=clock.day(int(row["gavs"])),
            due_on=clock.day(int(row["klart"])),
            today=clock.day(0),
        )
        if row["besvaras"]:
            answer_assignment(assignment=made, document=report)


def _delegation(clock: "Clock") -> None:
    body = Organisation.objects.get(key="socialnamnden")
    for row in read_rows(FOLDER / "delegationsbeslut.csv"):
        note_delegation(
            committee=body,
            point=row["punkt"],
            text=row["beslut"],
            decided_on=clock.day(int(row["dag"])),
            decided_by=User.objects.get(username=row["av"]),
            today=clock.day(0),
        )
