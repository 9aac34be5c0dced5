"""The banner over a signed document whose figures the data no longer say: each old and new, and why."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import ngettext

from portal.documents.domain.deviating import Difference, differences
from portal.documents.domain.verifying import DECIDED
from portal.documents.models import Document
from portal.history.reading import Happening, newest
from portal.history.timeline import what, who
from portal.organisation.models import User
from portal.workareas import work_areas

MOST = 10  # of what was put right, the newest


@dataclass(frozen=True)
class Correction:
    """A row the figures are made of was changed: when, by whom, what sort of row, and why where it is said.
    Its values are not told: small counts stand masked in the list of differences."""

    when: datetime
    who: str
    what: str
    why: str


@dataclass(frozen=True)
class Deviation:
    """``corrections``: what has been put right in the data since the document was signed, newest first."""

    title: str
    differences: list[Difference]
    corrections: list[Correction]


def deviation_of(document: Document, *, today: date) -> Deviation | None:
    """Return what ``documents/_deviation.html`` shows; None when every figure is as it was signed."""
    found = differences(document, today=today)
    if not found:
        return None
    return Deviation(_title(document, len(found)), found, _corrections(document))


def _corrections(document: Document) -> list[Correction]:
    """Who changed what, when and why, of the rows the figures are made of: asked of the area."""
    area = next((each for each in work_areas() if each.key == document.area), None)
    if area is None or document.signed_at is None:
        return []
    rows = area.behind(document.subject, document.period, since=document.signed_at)
    found = newest(rows, MOST * 4)
    people = User.objects.in_bulk({each.facts.get("user") for each in found} - {None})
    told = [_correction(each, people) for each in found]
    return list(dict.fromkeys(told))[:MOST]


def _correction(each: Happening, people: dict[int, User]) -> Correction:
    person = people.get(each.facts.get("user", 0))
    why = str(each.facts.get("why", "")) or getattr(each.event, "correction_reason", "")
    return Correction(
        each.when.replace(microsecond=0),
        who(each.facts, str(person) if person else ""),
        what(each.event.pgh_label, each.model._meta.verbose_name),
        why,
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
