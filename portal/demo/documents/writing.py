"""A document begun and written from its file, through the domain as any other."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from portal.cases.models import Case
from portal.cases.registering import open_case
from portal.content.live import LiveText
from portal.demo.documents.texts import Piece, Written, read, with_ready
from portal.documents.domain.arranging import add_section
from portal.documents.domain.drafting import begin
from portal.documents.domain.preparing import note_preparation
from portal.documents.domain.writing import save_section
from portal.documents.models import Appendix, DecisionPoint, Document, Meeting, Section, Step, Template
from portal.documents.models.kinds import SectionRole
from portal.organisation.models import Organisation, User
from portal.workareas import work_areas

OWNER = "socialforvaltningen"


def write_document(name: str, *, begun: datetime, meetings: dict[str, Meeting]) -> Document:
    """Begin the document of ``<name>.txt`` at ``begun``, and write all of it. ``meetings`` by nämnd."""
    written = read(name)
    officer = User.objects.get(username=written.fact("handläggare"))
    document = _begin(written, officer, begun, meetings)
    document.senders.update(department=written.fact("avdelning"))
    Writer(document, officer, begun, _ready(written, timezone.localdate(begun))).write(written)
    return document


def _begin(written: Written, officer: User, begun: datetime, meetings: dict[str, Meeting]) -> Document:
    bodies = Organisation.objects.in_bulk([OWNER, *written.several("nämnder")], field_name="key")
    return begin(
        template=Template.objects.get(kind=written.fact("mall"), committee=None, is_active=True),
        owner=bodies[OWNER],
        officer=officer,
        title=written.fact("rubrik"),
        subtitle=written.fact("underrubrik"),
        area=written.fact("verksamhet"),
        subject=written.fact("ämne"),
        period=_period(written, timezone.localdate(begun)),
        recipients=[(bodies[key], meetings.get(key)) for key in written.several("nämnder")],
        case=_case(written, timezone.localdate(begun)),
        now=begun,
    )


def _case(written: Written, today: date) -> Case | None:
    """The document's own case; without a number it waits for the registrar."""
    if not written.fact("ärende"):
        return None
    body = Organisation.objects.get(key="socialnamnden")
    case = Case(title=written.fact("ärende"), kind=Case.Kind.OTHER, committee=body, opened_on=today)
    return open_case(case=case, number=written.fact("diarienummer"), today=today)


def _period(written: Written, today: date) -> str:
    """The period as written, with the month of ``today`` where it asks for it."""
    return written.fact("period").replace("MÅNAD", f"{today:%Y-%m}")


def _ready(written: Written, today: date) -> dict[str, LiveText]:
    area = next((each for each in work_areas() if each.key == written.fact("verksamhet")), None)
    live = area.live(written.fact("ämne"), _period(written, today), today=today) if area else None
    return dict(live.texts) if live else {}


class Writer:
    """Writes the parts of a document, in the order of its file."""

    def __init__(self, document: Document, officer: User, now: datetime, ready: dict[str, LiveText]):
        self.document, self.officer, self.now, self.ready = document, officer, now, ready
        self.last: Section | None = None

    def write(self, written: Written) -> None:
        parts = {
            "beslut": self.point,
            "avsnitt": self.section,
            "nytt": self.new_section,
            "beredning": self.preparation,
            "bilaga": self.appendix,
        }
        for piece in written.pieces:
            parts[piece.kind](piece)

    def point(self, piece: Piece) -> None:
        order = self.document.points.count() + 1
        DecisionPoint.objects.create(document=self.document, order=order, kind=piece.rest, text=piece.text)

    def section(self, piece: Piece) -> None:
        section = self.document.sections.get(heading=piece.rest)
        self._save(section, piece.text)

    def new_section(self, piece: Piece) -> None:
        level, _space, heading = piece.rest.partition(" ")
        role = SectionRole.MATTER
        section = add_section(
            document=self.document, heading=heading, level=int(level), after=self.last, role=role
        )
        self._save(section, piece.text)

    def _save(self, section: Section, text: str) -> None:
        whole = with_ready(text, self.ready)
        section = Section.objects.get(pk=section.pk)
        self.last = save_section(
            section=section, text=whole, edition=section.edition, by=self.officer, now=self.now
        )

    def preparation(self, piece: Piece) -> None:
        """Without a day the body has had the opportunity to treat the matter."""
        body, _sep, after = piece.rest.partition(";")
        day = timezone.localdate(self.now) + timedelta(days=int(after)) if after else None
        kind = Step.Kind.MANAGEMENT if day else Step.Kind.COUNCIL
        now = self.now + timedelta(days=int(after or 0))
        note_preparation(
            document=self.document,
            kind=kind,
            body=body,
            day=day,
            had_opportunity=day is None,
            by=self.officer,
            now=now,
        )

    def appendix(self, piece: Piece) -> None:
        title, day, kind = piece.rest.split(";")
        Appendix.objects.create(
            document=self.document,
            order=self.document.appendices.count() + 1,
            title=title,
            dated=date.fromisoformat(day),
            is_reference=kind == "hänvisning",
        )
