"""Activities as a file says them, each laid beside what is stored: what changes, what stands against it."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.domain.recording import COUNTS, HEADS, Told, fill, new_key, refuse_told, settle_state
from outreach.domain.refusing import refuse_day
from outreach.models import MOST_HEADS, Activity, Observation
from portal.content.contacts import refuse_identifying
from portal.content.outcomes import Change, Outcome, Refusals, Status
from portal.database.refusals import words_of
from portal.organisation.models import Organisation, User

PLAIN = ("day", "form", "neighbourhood", "place", "interpreter", "childcare", *HEADS)
LISTS = ("groups", "languages")
LINKS = ("partners", "materials")
HUNG = ("challenge", "good_example")
#: What an observation says when a file only says Ja: stored words, so they are never translated.
GOOD = "Aktiviteten är ett gott exempel."
FREE_TEXT = ("key", "place", "challenge")
_FOREIGN = ("organisation", "form", "neighbourhood", "series", "registered_by", "submitted_by", "received_by")


@dataclass(frozen=True)
class ActivityCandidate:
    """What an activity is to say: ``values`` by the names above. What they do not name stays as it is.

    ``key`` "" is a new one. ``unread``: field -> why a cell could not be read; such a row is refused.
    """

    key: str
    organisation: Organisation
    values: Mapping[str, Any]
    unread: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Stored:
    """What is stored of an activity beside its own row."""

    activity: Activity | None = None
    partners: frozenset[Organisation] = frozenset()
    materials: frozenset[Any] = frozenset()
    challenge: Observation | None = None
    good_example: Observation | None = None

    def says(self) -> dict[str, Any]:
        """What it says, by the names of a candidate's values."""
        activity = self.activity or Activity()
        plain = {name: getattr(activity, name, None) for name in PLAIN if name not in ("form", "day")}
        known = self.activity is not None
        return plain | {
            "form": activity.form if known else None,
            "day": activity.day,
            **{name: frozenset(getattr(activity, name)) for name in LISTS},
            "partners": self.partners,
            "materials": self.materials,
            "challenge": self.challenge.text if self.challenge else "",
            "good_example": self.good_example is not None,
        }


class ActivityRow:
    """One candidate on its way. ``activity`` is as it is to be: a copy, so a refused row leaves no trace."""

    def __init__(self, candidate: ActivityCandidate, stored: Stored, *, by: User | None, now: datetime):
        self.candidate, self.stored, self.by, self.now = candidate, stored, by, now
        self.refusals = Refusals()
        self.before = stored.says()
        self.after = self.before | {name: _plain(value) for name, value in candidate.values.items()}
        for name in HUNG:  # what was learnt is not taken away by a blank cell
            if not candidate.values.get(name) and candidate.values.get(name) is not False:
                self.after[name] = self.before[name]
        known = stored.activity
        new = Activity(organisation=candidate.organisation, key=candidate.key or new_key(), registered_by=by)
        self.activity = copy(known) if known else new

    @property
    def changes(self) -> tuple[Change, ...]:
        said = self.after.items()
        return tuple(Change(name, self.before[name], now) for name, now in said if now != self.before[name])

    @property
    def status(self) -> Status:
        if self.refusals:
            return Status.REFUSED
        if self.stored.activity is None:
            return Status.NEW
        return Status.CHANGED if self.changes else Status.UNCHANGED

    @property
    def is_written(self) -> bool:
        return self.status in (Status.NEW, Status.CHANGED)

    def outcome(self) -> Outcome[Activity]:
        if self.refusals:
            return Outcome(self.activity, Status.REFUSED, refusal=self.refusals.error())
        return Outcome(self.activity, self.status, self.changes)

    def check(self) -> None:
        """Refuse what the form would refuse, with its words."""
        for name, reason in self.candidate.unread.items():
            self.refusals.add(name, reason)
        for name in FREE_TEXT:
            said = self.candidate.key if name == "key" else self.after[name]
            self.refusals.take(partial(refuse_identifying, said or ""), name=name)
        self._check_day()
        self._check_links()
        self._check_counts()
        if not self.refusals:
            self._fill()

    def _check_day(self) -> None:
        day, today = self.after["day"], timezone.localdate(self.now)
        if day == self.before["day"]:
            return
        self.refusals.take(partial(refuse_day, day, today=today))
        if not self.refusals.messages.get("day") and self.activity.submitted_at and day > today:
            self.refusals.add("day", _("Aktiviteten är redan hållen. Skriv en dag som har varit."))

    def _check_links(self) -> None:
        known = self.stored.activity
        if known and known.organisation_id != self.candidate.organisation.pk:
            self.refusals.add("organisation", _("En aktivitet byter inte förvaltning. Registrera en ny."))
        if known and known.state == Activity.State.CANCELLED:
            self.refusals.add("key", _("Aktiviteten är inställd. Registrera en ny i stället."))
        if self.candidate.organisation in self.after["partners"]:
            words = _("Den egna förvaltningen är ingen samverkanspartner. Ta bort den ur listan.")
            self.refusals.add("partners", words)
        told = self.stored.good_example
        if told and not self.after["good_example"] and told.text != GOOD:
            words = _("Det goda exemplet är beskrivet. Ändra det på iakttagelsens sida.")
            self.refusals.add("good_example", words)

    def _check_counts(self) -> None:
        for name in HEADS:
            if (self.after[name] or 0) > MOST_HEADS:
                self.refusals.add(name, words_of(f"activity_{name}_believable"))
        known = self.stored.activity
        by_sex = any(self.after[name] is not None for name in HEADS if name != "children")
        if known and known.counting == Activity.Counting.RANGE and by_sex:
            words = _("Aktiviteten är räknad mellan två tal. Ändra den på dess egen sida.")
            self.refusals.add("women", words)

    def _fill(self) -> None:
        told = self._told()
        held = told.day <= timezone.localdate(self.now)
        try:
            refuse_told(self.candidate.organisation, told, held=held)
        except ValidationError as error:
            self._take(error)
            return
        fill(self.activity, told)
        settle_state(self.activity, self.by, self.now)
        self.refusals.take(lambda: self.activity.clean_fields(exclude=_FOREIGN))

    def _take(self, error: ValidationError) -> None:
        """Keep what the form's rule refuses, under the name of a column that a file has."""
        if not hasattr(error, "error_dict"):
            self.refusals.add("form", *error.messages)
            return
        counted = next((name for name in HEADS if self.after[name] is not None), "women")
        for name, messages in error.message_dict.items():
            self.refusals.add(counted if name == "recipients" else name, *messages)

    def _told(self) -> Told:
        """What the candidate says, and what is stored where it says nothing."""
        activity, after = self.activity, self.after
        return Told(
            **{name: after[name] for name in PLAIN if name not in (*HEADS, "place")},
            place=after["place"] or "",
            groups=self._in_order("groups"),
            languages=self._in_order("languages"),
            topics=activity.topics,
            starts_at=activity.starts_at,
            ends_at=activity.ends_at,
            counting=activity.counting,
            counts={name: after[name] if name in HEADS else getattr(activity, name) for name in COUNTS},
            remark=activity.remark,
        )

    def _in_order(self, name: str) -> list[str]:
        """The codes as the file has them, in its order; what it does not change keeps its own."""
        changed = self.after[name] != self.before[name]
        return list(self.candidate.values[name] or ()) if changed else list(getattr(self.activity, name))


def _plain(value: Any) -> Any:
    """Lists are compared whatever their order; words without the space around them."""
    if isinstance(value, str):
        return value.strip()
    return frozenset(value) if isinstance(value, list | tuple) else value
