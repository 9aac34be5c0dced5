"""A person's calendar feed: an address with a secret in it, made, renewed, taken back, and what it holds.

The secret is shown once and never kept: who finds the database finds no calendar. What the feed holds is
asked at every reading, so that nobody reads longer than their rights last.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from outreach.models import Activity, CalendarFeed, Language, TargetGroup
from portal.content.writers_calendar import Event
from portal.organisation.models import User

BEFORE, AHEAD = timedelta(days=90), timedelta(days=400)
MOST = 2000  # events: two a day of a year and more, and no reading costs more
_READ_ANEW = timedelta(days=1)  # "last read" is told by the day


@transaction.atomic
def make_feed(*, user: User, now: datetime) -> str:
    """Give ``user`` a new address and return its secret; an address there was is dead from now on."""
    secret = token_urlsafe(32)
    told = {"token_hash": hash_of(secret), "made_at": now, "read_at": None}
    CalendarFeed.objects.update_or_create(user=user, defaults=told)
    return secret


def revoke_feed(*, user: User) -> bool:
    """Take the address back; return whether there was one."""
    return CalendarFeed.objects.filter(user=user).delete()[0] > 0


def find_feed(secret: str) -> CalendarFeed | None:
    """The feed with that secret, of somebody who may still log in."""
    rows = CalendarFeed.objects.filter(user__is_active=True).select_related("user")
    return rows.filter(token_hash=hash_of(secret)).first()


def note_reading(*, feed: CalendarFeed, now: datetime) -> None:
    """Keep that the feed was read, once a day: a telephone asks every hour."""
    if feed.read_at is None or now - feed.read_at >= _READ_ANEW:
        feed.read_at = now
        feed.save(update_fields=["read_at"])


def hash_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def events_for(user: User, *, now: datetime, address: Callable[[Activity], str]) -> list[Event]:
    """The activities ``user`` may see, three months back and a year ahead, the latest first when they are
    too many. No heads and no remark: a calendar lies on telephones and in other systems."""
    today = localdate(now)
    visible = Activity.objects.for_user(user).filter(day__range=(today - BEFORE, today + AHEAD))
    rows = visible.select_related("form", "organisation", "neighbourhood").order_by("-day", "-pk")[:MOST]
    names = _names(TargetGroup), _names(Language)
    return [_event(row, names, address(row)) for row in rows]


def _names(model: type[TargetGroup] | type[Language]) -> dict[str, str]:
    return dict(model.objects.values_list("code", "name"))


def _event(row: Activity, names: tuple[dict[str, str], dict[str, str]], url: str) -> Event:
    groups, languages = names
    title = str(row.form)
    where = ", ".join(str(part) for part in (row.place, row.neighbourhood, row.organisation) if part)
    said = (
        (_("Målgrupp"), _listed(row.groups, groups)),
        (_("Språk"), _listed(row.languages, languages)),
        (_("Läge"), capfirst(row.get_state_display())),
    )
    return Event(
        uid=f"{row.key}@samverkansportalen",
        title=title,
        day=row.day,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=where,
        description="\n".join(f"{label}: {words}" for label, words in said if words),
        url=url,
        is_cancelled=row.state == Activity.State.CANCELLED,
    )


def _listed(codes: Iterable[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in codes)
