"""A meeting being prepared and one that is called, a paper sent to it, and what comes of meetings."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from portal.documents.domain import assigning, delegating, dispatching, meetings
from portal.documents.domain.sending import send_with_summons
from portal.documents.models import Document, Meeting
from portal.organisation.models import Organisation, User
from tests.factories import flow
from tests.factories.portal import CaseFactory
from tests.house import documents

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def lay_out(found: SimpleNamespace) -> None:
    """Everything is socialnämndens: what is a draft or being prepared, only its own people see."""
    here = _authority()
    found.called_meeting, found.meeting = here.meeting, here.later
    found.social_draft = flow.begun(here, title="Utkast till nämnden")
    paper = flow.signed(here)
    found.sent_to = send_with_summons(
        recipient=paper.recipients.get(),
        meeting=here.meeting,
        number="",
        sent_on=flow.NOW.date(),
        by=here.registrar,
        now=flow.NOW,
    )
    meetings.add_document(meeting=here.meeting, recipient=found.sent_to)
    meetings.send_summons(meeting=here.meeting, now=NOW)
    found.called_item = here.meeting.items.get()
    found.meeting_item = meetings.add_words(meeting=here.later, title="Val av justerare")
    flow.decide(here, found.sent_to)
    found.sent_to.refresh_from_db()
    found.dispatch_line = dispatching.add_dispatch(
        recipient=found.sent_to, to="Stadsarkivet", what="Protokollsutdrag", how="E-post"
    )
    found.sent_paper = Document.objects.get(pk=paper.pk)
    given = {"source": "Budget 2026", "given_on": date(2026, 2, 17), "today": NOW.date()}
    found.given = assigning.give_assignment(committee=here.committee, text="Redovisa medlen", **given)
    delegating.note_delegation(
        committee=here.committee,
        point="4.2",
        text="Lokal",
        decided_on=date(2026, 11, 1),
        decided_by=here.head,
        today=NOW.date(),
    )
    documents.lay_out(found, here)


def _authority() -> SimpleNamespace:
    """Socialnämnden of the demo, with whom one logs in as there."""
    committee = Organisation.objects.get(key="socialnamnden")
    people = {
        "writer": "namndsekreterare",
        "chief": "avdelningschef",
        "head": "forvaltningschef",
        "registrar": "registrator",
    }
    return SimpleNamespace(
        committee=committee,
        house=Organisation.objects.get(key="socialforvaltningen"),
        meeting=Meeting.objects.create(committee=committee, held_on=date(2026, 12, 13)),
        later=Meeting.objects.create(committee=committee, held_on=date(2027, 2, 8)),
        template=flow.template(),
        case=CaseFactory(committee=committee),
        **{name: User.objects.get(username=login) for name, login in people.items()},
    )
