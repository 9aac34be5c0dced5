"""What the page of a document shows: the paper itself, and beside it what is to be done, what has changed and
what the checks say."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.content.papers import Paper
from portal.documents import access
from portal.documents.checks import Level, run_checks
from portal.documents.domain.composing import compose
from portal.documents.domain.living import (
    ChangedFigure,
    DocumentLive,
    changed,
    last_snapshot,
    live_of,
    seen_by,
    written,
)
from portal.documents.domain.next_steps import NextStep, next_steps
from portal.documents.models import Document, Recipient, Section, SeenFigures
from portal.documents.views.acting import Doing, doings, link_of
from portal.documents.views.checking import ShownFinding, shown
from portal.documents.views.deviating import Deviation, deviation_of
from portal.documents.views.places import Place, anchors_of
from portal.documents.views.writing.outline import rows_of
from portal.organisation.models import User
from portal.ui.writing import icon

WRITE = '<p class="no-print write-here"><a href="{}">{}{}<span class="visually-hidden">: {}</span></a></p>'


@dataclass(frozen=True)
class Step:
    """A step that remains, and where the reader does it ("" when it is somebody else's)."""

    step: NextStep
    href: str


class Sheet:
    """One document for one reader; everything is asked for when the template asks for it."""

    def __init__(self, document: Document, user: User, today: date):
        self.document, self.user, self.today = document, user, today

    @cached_property
    def may_write(self) -> bool:
        return self.document.is_writable and access.may_write(self.user, self.document)

    @cached_property
    def unmasked(self) -> bool:
        """A draft shows its small counts to who has the right; a signed one is shown as it was signed."""
        return self.document.is_writable and access.may_read_unmasked(self.user, self.document)

    @cached_property
    def live(self) -> DocumentLive:
        return live_of(self.document, today=self.today, unmasked=self.unmasked)

    @cached_property
    def paper(self) -> Paper:
        return compose(self.document, self.live, unmasked=self.unmasked)

    @cached_property
    def seen(self) -> SeenFigures | None:
        return seen_by(self.document, self.user) if self.document.is_writable else None

    @cached_property
    def since_seen(self) -> list[ChangedFigure]:
        """What has changed since the reader marked the document as read."""
        return changed(self.document, self.seen.figures, self.live) if self.seen else []

    @cached_property
    def since_review(self) -> list[ChangedFigure]:
        """The snapshot is masked: so is what it is held against, whoever reads."""
        snapshot = last_snapshot(self.document) if self.document.is_writable else None
        if snapshot is None:
            return []
        live = live_of(self.document, today=self.today) if self.unmasked else self.live
        return changed(self.document, snapshot.figures, live)

    @property
    def changed_keys(self) -> set[str]:
        keys = {each.key for each in (*self.since_seen, *self.since_review)}
        return keys | ({each.key for each in self.deviation.differences} if self.deviation else set())

    @cached_property
    def deviation(self) -> Deviation | None:
        """What the data say now beside what was signed; nothing that was frozen changes."""
        return deviation_of(self.document, today=self.today)

    @cached_property
    def has_figures(self) -> bool:
        return bool(self.document.is_writable and written(self.live))

    @cached_property
    def findings(self) -> list[ShownFinding]:
        """What the checks say of a document that can still be put right, to those whose work it is."""
        if not self.document.is_writable or not self._is_at_work:
            return []
        return shown(run_checks(self.document, self.live), self.document, may_write=self.may_write)

    @property
    def bad_count(self) -> int:
        return sum(each.level == Level.BAD for each in self.findings)

    @property
    def _is_at_work(self) -> bool:
        return self.document.owner_id in self.user.reach.own_organisations

    @cached_property
    def steps(self) -> list[Step]:
        return [Step(each, link_of(each, self.document, self.doings)) for each in next_steps(self.document)]

    @cached_property
    def doings(self) -> list[Doing]:
        return doings(self.document, self.user)

    @cached_property
    def places(self) -> list[Place]:
        """The sections in order, each with its heading's id on the sheet ("" when it has none there)."""
        sections = rows_of(self.document)
        anchors = anchors_of(self.paper, sections)
        return [Place(each, anchors.get(each.pk, ""), self._may_write(each)) for each in sections]

    @property
    def lists_appendices(self) -> bool:
        return any(each.is_appendices for each in self.places)

    @property
    def beside(self) -> dict[str, SafeString]:
        """Under each heading that the reader writes: the way to its editor."""
        return {
            place.anchor: format_html(WRITE, place.editor_url, icon("pen"), _("Skriv"), place.section.heading)
            for place in self.places
            if place.anchor and place.may_write
        }

    def _may_write(self, section: Section) -> bool:
        return self.document.is_writable and (self.may_write or access.may_write_section(self.user, section))


def lede_of(document: Document, recipients: list[Recipient]) -> str:
    """Return what a document is, to whom and when it must be in, in one line."""
    kind = capfirst(document.get_kind_display())
    if not recipients:
        return kind
    to = ", ".join(_to(each) for each in recipients)
    words = _("%(kind)s till %(to)s.") % {"kind": kind, "to": to}
    due = min(
        (to.meeting.papers_by for to in recipients if to.meeting and to.meeting.papers_by), default=None
    )
    if due is None or document.is_frozen:
        return words
    return f"{words} {_('Handlingar senast %(day)s.') % {'day': due.isoformat()}}"


def _to(recipient: Recipient) -> str:
    name = recipient.committee.as_committee
    return f"{name} {recipient.meeting.held_on.isoformat()}" if recipient.meeting else name
