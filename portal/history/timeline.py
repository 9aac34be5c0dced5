"""The history of one record as a person reads it: who, when, before, after, through which door, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.utils.translation import gettext as _

from portal.history.doors import door_in_words
from portal.history.reading import DELETED, INSERTED, UPDATED, Also, Happening, happenings
from portal.history.wording import Names, in_words, label_of

LIMIT = 200
BEGINNING, NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Change:
    """One field: its label and the value before and after, in words; an empty text is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Part:
    """What happened to one row: "ändrade projekt"."""

    what: str
    changes: list[Change]


@dataclass(frozen=True)
class Entry:
    """All that one person did to the record at one moment. ``why`` and ``door`` may be empty."""

    when: datetime
    who: str
    door: str
    why: str
    parts: list[Part]


def timeline(
    thing: Model, *, reader: Any, children: Iterable[str] = (), also: Also = (), limit: int = LIMIT
) -> list[Entry]:
    """Return the newest ``limit`` events of ``thing`` as entries, newest first.

    ``children`` are names of reverse foreign keys ("numbers") whose history belongs to it, ``also`` events of
    other models (``reading.happenings``). The caller has found all of it among what ``reader`` may see. What
    was a draft of another authority stays hidden, and so does the name of any linked row that the reader may
    not see.
    """
    found = happenings(thing, children=tuple(children), also=also, limit=limit)
    begins = told_from(thing, reader, found)
    found = [each for each in found if each.when >= begins]
    names = Names(reader)
    names.want((field, value) for each in found for field, *values in each.changed() for value in values)
    names.want_rows(get_user_model(), {each.facts.get("user") for each in found} - {None})
    return [_entry(list(group), names) for _key, group in groupby(found, key=_moment)]


def _moment(each: Happening) -> tuple[Any, datetime]:
    return each.event.pgh_context_id, each.when


def told_from(thing: Any, reader: Any, found: list[Happening]) -> datetime:
    """Return the moment from which ``reader`` may hear: Lämna in, or the beginning of their own draft.

    administration.md 1: a draft's text and figures are absent for other authorities, in the history too.
    """
    owner = getattr(type(thing)._default_manager.all(), "owner_path", "")
    if not owner or _owner(thing, owner) in reader.reach.own_organisations:
        return BEGINNING
    own = [each for each in found if not each.parent and each.model is type(thing)]
    handed_in = [each.when for each in own if each.event.submitted_at is not None]
    return min(handed_in, default=NEVER)


def _owner(thing: Any, path: str) -> int:
    """Follow the path to the organisation whose draft it is: "lead", "duty__expected__organisation"."""
    *steps, last = path.split("__")
    for step in steps:
        thing = getattr(thing, step)
    return getattr(thing, f"{last}_id")


def _entry(group: list[Happening], names: Names) -> Entry:
    facts = group[0].facts
    return Entry(
        when=group[0].when,
        who=who(facts, names.found(get_user_model(), facts.get("user"))),
        door=door_in_words(str(facts.get("door", ""))),
        why=str(facts.get("why", "")),
        parts=[
            Part(
                what=what(each.event.pgh_label, each.model._meta.verbose_name), changes=_changes(each, names)
            )
            for each in reversed(group)
        ],
    )


def who(facts: dict[str, Any], person: str) -> str:
    """Say who acted, from the facts of the context and the name of its user (empty: none, or gone)."""
    if not facts:
        return _("Okänd (direkt i databasen)")
    if facts.get("on_behalf") and person:
        return _("Systemet, på uppdrag av %(person)s") % {"person": person}
    return person or _("Systemet")


def what(label: str, thing: Any) -> str:
    """Say what was done to a row of the kind ``thing``, from the event's label."""
    words = {
        INSERTED: _("registrerade %(thing)s"),
        UPDATED: _("ändrade %(thing)s"),
        DELETED: _("tog bort %(thing)s"),
    }
    return words[label] % {"thing": thing}


def _changes(each: Happening, names: Names) -> list[Change]:
    return [
        Change(label_of(field), in_words(field, old, names), in_words(field, new, names))
        for field, old, new in each.changed()
    ]
