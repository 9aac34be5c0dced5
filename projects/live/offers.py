"""What of the projects a document can be about, and what there is to say of each.

Subjects: ``program:<slug>``; ``beslutstillfalle:<programme's slug>:<number>``; ``projekt:<slug>:<number>``;
``tertial:<slug>`` with a period ``tertial:2026:2``.
"""

from collections.abc import Callable
from datetime import date

from portal.content.live import Live
from portal.organisation.models import User
from portal.workareas import Subject
from projects import access
from projects.live.programme import programme_live
from projects.models import Programme
from projects.models.following import followed_programmes

PROGRAMME = "program"
ACCOUNT = ("tjansteutlatande",)


def subjects(user: User) -> list[Subject]:
    """The programmes the user follows, the newest first."""
    if not access.may_list_projects(user):
        return []
    return [
        Subject(f"{PROGRAMME}:{each.slug}", each.name, ACCOUNT, case=each.case_id)
        for each in followed_programmes(user)
    ]


def live(subject: str, period: str, *, today: date, unmasked: bool = False) -> Live | None:
    """What there is to say; None when nothing is called so."""
    kind, _colon, rest = subject.partition(":")
    build = KINDS.get(kind)
    return build(rest, period, today, unmasked) if build else None


def _programme(slug: str, _period: str, today: date, unmasked: bool) -> Live | None:
    found = Programme.objects.filter(slug=slug).first()
    return programme_live(found, today, unmasked=unmasked) if found else None


KINDS: dict[str, Callable[[str, str, date, bool], Live | None]] = {PROGRAMME: _programme}
