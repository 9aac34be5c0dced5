"""Which materials there are for a group, in a language or on a topic: there, outdated or missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from outreach.models import MaterialVersion


class There(StrEnum):
    """``CURRENT``: one at least may be used; ``OUTDATED``: all there are should be reviewed."""

    CURRENT = "current"
    OUTDATED = "outdated"
    MISSING = "missing"


@dataclass(frozen=True)
class Version:
    """A newest version of a material in use. No groups, or no topics: made for any."""

    groups: frozenset[str]
    topics: frozenset[str]
    language: str
    outdated: bool


def versions_in_use(today: date) -> list[Version]:
    """One question, however many materials there are."""
    in_use = Q(material__withdrawn_on__isnull=True) | Q(material__withdrawn_on__gte=today)
    rows = MaterialVersion.objects.newest().filter(in_use)
    told = rows.values_list("material__groups", "material__topics", "language__code", "outdated_after")
    return [
        Version(frozenset(groups), frozenset(topics), language, outdated=after is not None and after < today)
        for groups, topics, language, after in told
    ]


def there(versions: Iterable[Version], *, group: str = "", language: str = "", topic: str = "") -> There:
    """How it stands for ``group`` ("" any) in ``language`` or on ``topic``."""
    found = [
        each.outdated
        for each in versions
        if (not group or not each.groups or group in each.groups)
        and (not language or each.language == language)
        and (not topic or topic in each.topics)
    ]
    if not found:
        return There.MISSING
    return There.OUTDATED if all(found) else There.CURRENT
