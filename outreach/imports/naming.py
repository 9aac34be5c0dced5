"""What the cells of a file of activities may name: districts, areas, codes, materials; read once a file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from outreach.models import Language, Material, TargetGroup, WorkForm
from portal.content.suggesting import closest
from portal.organisation.models import Neighbourhood, Organisation
from portal.organisation.resolving import Names, Span, Unresolved

Thing = TypeVar("Thing")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


class Codes(Generic[Thing]):
    """A code list by name and by code, whatever the case."""

    def __init__(self, things: Iterable[Any], *, unknown: str):
        found = list(things)
        self.names, self.unknown = [each.name for each in found], unknown
        self.known = {_folded(word): each for each in found for word in (each.code, each.name)}
        self.by_code = {each.code: each for each in found}

    def find(self, typed: str) -> Thing:
        """Raises Unresolved when nothing is called so."""
        if (found := self.known.get(_folded(typed))) is not None:
            return found
        if near := closest(typed, self.names):
            raise Unresolved(self.unknown, _("Menade du %(name)s?") % {"name": near}, near)
        raise Unresolved(self.unknown, _("Skriv ett av: %(names)s.") % {"names": ", ".join(self.names)})

    def write(self, code: str) -> str:
        return self.by_code[code].name


@dataclass(frozen=True)
class Lists:
    """Everything the rows of one file may name. ``own``: the districts one may write for (None: all)."""

    names: Names
    areas: dict[str, list[Neighbourhood]]
    forms: Codes[WorkForm]
    groups: Codes[TargetGroup]
    languages: Codes[Language]
    materials: dict[str, list[Material]]
    own: frozenset[int] | None

    @classmethod
    def load(cls, *, own: frozenset[int] | None, today: date) -> "Lists":
        """In a fixed number of queries."""
        areas: dict[str, list[Neighbourhood]] = defaultdict(list)
        for area in Neighbourhood.objects.select_related("district").order_by("pk"):
            areas[_folded(area.name)].append(area)
        materials: dict[str, list[Material]] = defaultdict(list)
        for material in Material.objects.select_related("owner").order_by("pk"):
            materials[_folded(material.title)].append(material)
        return cls(
            names=Names.load(kinds=frozenset(Organisation.Kind), today=today),
            areas=areas,
            forms=Codes(
                WorkForm.objects.order_by("position", "pk"), unknown=_("Arbetsformen finns inte i listan.")
            ),
            groups=Codes(
                TargetGroup.objects.order_by("position", "pk"), unknown=_("Målgruppen finns inte i listan.")
            ),
            languages=Codes(
                Language.objects.order_by("position", "pk"), unknown=_("Språket finns inte i listan.")
            ),
            materials=materials,
            own=own,
        )

    def district(self, typed: str, day: date) -> Organisation:
        """The district that is meant, one that the sender registers for. Unresolved when it is not."""
        found = self.names.find(typed, Span(day, day))
        if found.kind != Organisation.Kind.DISTRICT:
            raise Unresolved(
                _("%(name)s är ingen stadsdelsförvaltning.") % {"name": found.short_name},
                _("Skriv den stadsdelsförvaltning som höll i aktiviteten."),
            )
        if self.own is not None and found.pk not in self.own:
            words = {"name": found.short_name}
            raise Unresolved(
                _("Du får inte registrera för %(name)s.") % words,
                _("Ta bort raden. %(name)s läser in sina egna aktiviteter.") % words,
            )
        return found

    def area(self, typed: str, district: Organisation) -> Neighbourhood:
        """The neighbourhood of the district. Unresolved when it lies elsewhere or nowhere."""
        named = self.areas.get(_folded(typed), [])
        if here := [each for each in named if each.district_id == district.pk]:
            return here[-1]
        if named:
            words = {"area": named[-1], "district": named[-1].district, "own": district}
            raise Unresolved(
                _("%(area)s ligger i %(district)s, inte i %(own)s.") % words,
                _("Rätta området, eller lämna det tomt."),
            )
        own = [
            each.name for areas in self.areas.values() for each in areas if each.district_id == district.pk
        ]
        near = closest(typed, own)
        remedy = (
            _("Menade du %(name)s?") % {"name": near} if near else _("Rätta området, eller lämna det tomt.")
        )
        raise Unresolved(_("Området finns inte i listan."), remedy, near or "")

    def material(self, typed: str, district: Organisation) -> Material:
        """The material of that title: the district's own, else the only one. ``Titel (ägare)`` says whose."""
        named = self.materials.get(_folded(typed)) or self._of_an_owner(typed)
        own = [each for each in named if each.owner_id == district.pk] or named
        if len(own) == 1:
            return own[0]
        if own:
            ways = _(" eller ").join(f"”{_with_owner(each)}”" for each in own)
            raise Unresolved(
                _("Flera har ett material med den titeln."), _("Skriv %(ways)s.") % {"ways": ways}
            )
        near = closest(typed, [each.title for found in self.materials.values() for each in found])
        remedy = _("Menade du %(name)s?") % {"name": near} if near else _("Lägg upp materialet först.")
        raise Unresolved(_("Materialet finns inte i listan."), remedy, near or "")

    def write_material(self, material: Material, district: Organisation) -> str:
        """The words that ``material`` reads back as the same one."""
        named = self.materials[_folded(material.title)]
        own = [each for each in named if each.owner_id == district.pk] or named
        return material.title if own == [material] else _with_owner(material)

    def _of_an_owner(self, typed: str) -> Sequence[Material]:
        title, _bracket, owner = _folded(typed).rpartition(" (")
        return [
            each
            for each in self.materials.get(title, ())
            if _folded(each.owner.short_name) == owner.removesuffix(")")
        ]


def _with_owner(material: Material) -> str:
    return f"{material.title} ({material.owner.short_name})"
