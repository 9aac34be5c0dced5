"""The banner over a signed document whose figures the data no longer say: each old and new, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import ngettext

from portal.documents.domain.deviating import Difference, differences
from portal.documents.domain.verifying import DECIDED
from portal.documents.models import Document
from portal.history.reading import INSERTED, Happening, newest
from portal.history.timeline import what, who
from portal.organisation.models import User
from portal.workareas import Behind, work_areas

MOST = 10  # of what was put right, the newest
AT_A_FIGURE = 3  # of what was put right behind one figure
LOOKED_THROUGH = 400  # events of each sort of row


@dataclass(frozen=True)
class Correction:
    """A row the figures are made of was changed: when, by whom, what sort of row, of what, and why where it
    is said. Its values are not told: small counts stand masked in the list of differences."""

    when: datetime
    who: str
    what: str
    why: str
    of: str = ""


@dataclass(frozen=True)
class Told:
    """A figure that differs, and the corrections behind it, newest first; ``more``: how many others. None
    where it cannot be told which rows the figure is made of."""

    difference: Difference
    corrections: list[Correction]
    more: int = 0


@dataclass(frozen=True)
class Deviation:
    """``corrections``: what has been put right in the data since the document was signed, newest first."""

    title: str
    told: list[Told]
    corrections: list[Correction]

    @property
    def differences(self) -> list[Difference]:
        return [each.difference for each in self.told]

    @property
    def is_explained(self) -> bool:
        """Whether every figure tells why it differs."""
        return all(each.corrections for each in self.told)


def deviation_of(document: Document, *, today: date) -> Deviation | None:
    """Return what ``documents/_deviation.html`` shows; None when every figure is as it was signed."""
    found = differences(document, today=today)
    if not found:
        return None
    changes = _changes(document)
    told = [_told(each, changes) for each in found]
    corrections = list(dict.fromkeys(each for each, _behind in changes))
    return Deviation(_title(document, len(found)), told, corrections[:MOST])


def _told(difference: Difference, changes: Iterable[tuple[Correction, Behind]]) -> Told:
    """The corrections of the rows that the page the figure opens shows."""
    mine = (each for each, behind in changes if difference.href and behind.opens(difference.href))
    found = list(dict.fromkeys(mine))
    return Told(difference, found[:AT_A_FIGURE], max(len(found) - AT_A_FIGURE, 0))


def _changes(document: Document) -> list[tuple[Correction, Behind]]:
    """Who changed what, when and why, of the rows the figures are made of, newest first: asked of the area.
    As many queries for one figure as for a hundred."""
    area = next((each for each in work_areas() if each.key == document.area), None)
    if area is None or document.signed_at is None:
        return []
    rows = area.behind(document.subject, document.period, since=document.signed_at)
    found = [each for row in rows for each in newest([row], LOOKED_THROUGH)]
    found.sort(key=_order, reverse=True)
    people = User.objects.in_bulk({each.facts.get("user") for each in found} - {None})
    behind = area.told_of(found)
    return [(_correction(each, people, rests.name), rests) for each, rests in zip(found, behind, strict=True)]


def _order(each: Happening) -> tuple[datetime, bool, int]:
    """By time; of one moment a row came in before it was changed."""
    return each.when, each.event.pgh_label != INSERTED, each.event.pgh_id


def _correction(each: Happening, people: dict[int, User], of: str) -> Correction:
    person = people.get(each.facts.get("user", 0))
    why = str(each.facts.get("why", "")) or getattr(each.event, "correction_reason", "")
    return Correction(
        each.when.replace(microsecond=0),
        who(each.facts, str(person) if person else ""),
        what(each.event.pgh_label, each.model._meta.verbose_name),
        why,
        of,
    )


def _title(document: Document, count: int) -> str:
    if document.state in DECIDED:
        words = ngettext(
            "%(n)s siffra avviker från det beslutade dokumentet",
            "%(n)s siffror avviker från det beslutade dokumentet",
            count,
        )
    else:
        words = ngettext(
            "%(n)s siffra avviker från det undertecknade dokumentet",
            "%(n)s siffror avviker från det undertecknade dokumentet",
            count,
        )
    return words % {"n": count}
