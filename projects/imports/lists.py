"""What the cells of a file may name: programmes and areas, read once for the whole file."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from portal.content.suggesting import closest
from portal.organisation.resolving import Span, Unresolved
from projects.models import Area, Programme

Thing = TypeVar("Thing")


class Named(Generic[Thing]):
    """Things by the names people type, whatever the case."""

    def __init__(self, things: Iterable[tuple[str, Thing]], *, unknown: str):
        self.names, self.things, self.unknown = [], {}, unknown
        for name, thing in things:
            self.names.append(name)
            self.things[_folded(name)] = thing

    def find(self, typed: str) -> Thing:
        """Raises Unresolved when nothing is called so."""
        if _folded(typed) in self.things:
            return self.things[_folded(typed)]
        near = closest(typed, self.names)
        if near:
            raise Unresolved(self.unknown, _("Menade du %(name)s?") % {"name": near}, near)
        raise Unresolved(
            self.unknown, _("Skriv ett av: %(names)s.") % {"names": ", ".join(sorted(self.names))}
        )


def load_programmes() -> Named[Programme]:
    """Programmes by name and by address."""
    found = list(Programme.objects.select_related("case__holder").newest_first())
    pairs = [(each.slug, each) for each in found] + [(each.name, each) for each in found]
    return Named(pairs, unknown=_("Programmet finns inte."))


def programme_names() -> list[str]:
    """The programmes to choose between, newest first."""
    return list(Programme.objects.newest_first().values_list("name", flat=True))


def load_areas() -> Named[Area]:
    """The code list of areas."""
    return Named(((each.name, each) for each in Area.objects.by_name()), unknown=_("Området finns inte."))


def days_of(programme: Programme) -> Span | None:
    """The programme's time, in which the names of its files are read; None when it is not known."""
    if programme.starts_on is None and programme.ends_on is None:
        return None
    return Span(programme.starts_on, programme.ends_on)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
