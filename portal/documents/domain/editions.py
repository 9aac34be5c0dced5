"""The earlier editions of a section, as the history keeps them, and the way back to one of them.

Autosave makes many: those that one person saved in one sitting are one, the last.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from portal.documents.domain.wordwise import Piece, shortened, word_diff
from portal.documents.domain.writing import save_section
from portal.documents.models import Section
from portal.organisation.models import User

SITTING = timedelta(minutes=15)
MOST = 500  # events looked through


@dataclass(frozen=True)
class Edition:
    """A section as somebody left it. ``pieces``: how it differs from the edition before."""

    key: int
    edition: int
    heading: str
    text: str
    who: User | None
    when: datetime
    pieces: tuple[Piece, ...] = ()


def editions_of(section: Section) -> list[Edition]:
    """Return the editions of a section, the newest (which is the section itself) first. Two queries."""
    found = _sittings(_events(section))
    told = []
    for place, edition in enumerate(found):
        before = found[place + 1].text if place + 1 < len(found) else ""
        pieces = tuple(shortened(word_diff(before, edition.text)))
        told.append(Edition(**{**vars(edition), "pieces": pieces}))
    return told


@transaction.atomic
def restore_edition(*, section: Section, key: int, by: User, now: datetime) -> Section | None:
    """Write an earlier edition's text as the newest; None when the section never had that edition.

    Raises ValidationError as ``save_section`` does.
    """
    wanted = next((each for each in _events(section) if each.key == key), None)
    if wanted is None:
        return None
    current = Section.objects.get(pk=section.pk)
    return save_section(section=section, text=wanted.text, edition=current.edition, by=by, now=now)


def _events(section: Section) -> list[Edition]:
    tracked: Any = Section
    events = tracked.pgh_event_model.objects.filter(pgh_obj_id=section.pk).exclude(pgh_label="delete")
    rows = list(events.order_by("-pgh_id")[:MOST])
    people = User.objects.in_bulk({row.saved_by_id for row in rows if row.saved_by_id})
    return [
        Edition(
            row.pgh_id,
            row.edition,
            row.heading,
            row.text,
            people.get(row.saved_by_id),
            row.saved_at or row.pgh_created_at,
        )
        for row in rows
    ]


def _sittings(events: list[Edition]) -> list[Edition]:
    """Of events, the newest first: one for each text, and one for what a person saved in a sitting."""
    found: list[Edition] = []
    for event in events:
        newer = found[-1] if found else None
        if newer and newer.text == event.text:
            found[-1] = Edition(**{**vars(event), "key": newer.key})
        elif newer and event.who and newer.who == event.who and newer.when - event.when < SITTING:
            continue
        else:
            found.append(event)
    return found
