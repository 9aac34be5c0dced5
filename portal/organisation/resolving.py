"""Which organisation a typed name means: as it was called then, else as it is called today.

Names are not unique over time (Skarpnäck 1997 and Skarpnäck since 1999), so a name is read with the dates of
what the file is about, and what can be read two ways is refused with both. Nothing is guessed.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from portal.content.parsing import Unreadable
from portal.content.suggesting import closest
from portal.database.textkeys import swedish_key
from portal.organisation.lineage import Lineage, load_lineage
from portal.organisation.models import Neighbourhood, Organisation

_WORDS_BESIDE = (" stadsdelsförvaltning", " stadsdelsnämnd", " sdf", " sdn")  # typed after a short name


class Unresolved(Unreadable):
    """A name that means no organisation, or several. ``suggestion`` is the name that was probably meant."""

    def __init__(self, message: str, remedy: str, suggestion: str = ""):
        super().__init__(message, remedy)
        self.suggestion = suggestion


@dataclass(frozen=True)
class Span:
    """The days something is about; None is open."""

    begins: date | None
    ends: date | None

    def meets(self, organisation: Organisation) -> bool:
        begun = not (self.ends and organisation.valid_from) or organisation.valid_from <= self.ends
        return begun and (not (self.begins and organisation.valid_to) or organisation.valid_to >= self.begins)


class Names:
    """Organisations by what people type: the short or full name, the nämnd's, the förvaltning's.

    ``places`` answers with the neighbourhoods and the key of the district each lies in: asked only when a
    name means nothing else.
    """

    def __init__(
        self,
        organisations: Iterable[Organisation],
        lineage: Lineage,
        today: date,
        places: Callable[[], Mapping[str, int]] = dict,
    ):
        self._places = places
        self.lineage, self.today = lineage, Span(today, today)
        self.by_pk = {each.pk: each for each in organisations}
        self.by_name: dict[str, dict[int, Organisation]] = {}
        for each in self.by_pk.values():
            for name in (each.short_name, each.full_name, each.committee_name, each.administration_name):
                if name:
                    self.by_name.setdefault(_folded(name), {})[each.pk] = each

    @classmethod
    def load(cls, *, kinds: Iterable[str], today: date) -> "Names":
        """Read organisations of ``kinds`` and who came after whom (two queries)."""
        organisations = Organisation.objects.filter(kind__in=kinds).order_by("pk")
        return cls(organisations, load_lineage(), today, places=lambda: _neighbourhoods(today))

    def find(self, typed: str, span: Span | None = None) -> Organisation:
        """The organisation of that name in ``span`` (default: today), else of today.

        One of several is meant by ``Skarpnäck (1997-01-01–1998-12-31)``, its dates (or its key) in brackets.
        Raises Unresolved when there is none, or more than one.
        """
        named = self._named(typed)
        if not named and (pointed := self._pointed_at(typed)):
            return _the_one(typed, pointed)
        for days in (span or self.today, self.today):
            living = [each for each in named if days.meets(each)]
            if living:
                return _the_one(typed, living)
        raise self._neighbourhood(typed) or (self._gone(named[-1]) if named else self._unknown(typed))

    def write(self, organisation: Organisation, span: Span | None = None) -> str:
        """The name that ``find`` reads back as the same organisation: short, if need be with brackets."""
        name = organisation.short_name
        for written in (name, f"{name} ({dates_of(organisation)})"):
            try:
                if self.find(written, span) == organisation:
                    return written
            except Unresolved:
                continue
        return f"{name} ({organisation.key})"

    def offered(self, only: Container[int] | None = None) -> list[str]:
        """The names of those there are today (of the keys ``only``), to choose from."""
        today = [
            each
            for each in self.by_pk.values()
            if self.today.meets(each) and (only is None or each.pk in only)
        ]
        return sorted(map(self.write, today), key=swedish_key)

    def _named(self, typed: str) -> list[Organisation]:
        folded = _folded(typed)
        shortened = next((folded.removesuffix(w) for w in _WORDS_BESIDE if folded.endswith(w)), folded)
        return list((self.by_name.get(folded) or self.by_name.get(shortened) or {}).values())

    def _pointed_at(self, typed: str) -> list[Organisation]:
        name, _bracket, rest = _folded(typed).rpartition(" (")
        sign = rest.removesuffix(")")
        return [each for each in self._named(name) if sign in (_folded(dates_of(each)), each.key)]

    def _neighbourhood(self, typed: str) -> Unresolved | None:
        """Somebody typed where people live: name the administration that answers there today."""
        key = self._neighbourhoods.get(_folded(typed))
        today = self.today.begins or date.max
        district = self.by_pk.get(self.lineage.successor(key, on=today)) if key else None
        if district is None:
            return None
        words = {"name": typed.strip(), "district": district.short_name}
        message = _("%(name)s är en stadsdel i %(district)s.") % words
        return Unresolved(message, _("Menade du %(district)s?") % words, district.short_name)

    @cached_property
    def _neighbourhoods(self) -> dict[str, int]:
        return {_folded(name): key for name, key in self._places().items()}

    def _gone(self, organisation: Organisation) -> Unresolved:
        """Somebody typed the name of what is no more, or not yet: name the one that took over."""
        heir = self.by_pk.get(self.lineage.successor(organisation.pk, on=self.today.begins or date.max))
        words = {"name": organisation.short_name, "dates": dates_of(organisation)}
        message = _("%(name)s finns inte den tiden (%(dates)s).") % words
        if heir is None or heir == organisation:
            return Unresolved(message, _("Skriv den som hade ansvaret då, eller har det i dag."))
        remedy = _("Menade du %(name)s?") % {"name": heir.short_name}
        return Unresolved(message, remedy, heir.short_name)

    def _unknown(self, typed: str) -> Unresolved:
        near = closest(typed, self._names_today)
        message = _("Ingen organisation heter så.")
        if near:
            return Unresolved(message, _("Menade du %(name)s?") % {"name": near}, near)
        return Unresolved(
            message, _("Skriv det korta namnet, till exempel %(name)s.") % {"name": self._any_name}
        )

    @cached_property
    def _names_today(self) -> list[str]:
        """Every short name; those of today last, so that they win when two fold alike."""
        return [each.short_name for each in sorted(self.by_pk.values(), key=self.today.meets)]

    @property
    def _any_name(self) -> str:
        return min(self._names_today, default="")


def _neighbourhoods(today: date) -> dict[str, int]:
    return dict(Neighbourhood.objects.valid_on(today).values_list("name", "district"))


def dates_of(organisation: Organisation) -> str:
    """From when to when it existed, as far as is known: ``1997-01-01–1998-12-31``, ``1999-01-01–``."""
    return f"{organisation.valid_from or ''}–{organisation.valid_to or ''}"


def _the_one(typed: str, found: Sequence[Organisation]) -> Organisation:
    if len(found) == 1:
        return found[0]
    dated = [dates_of(each) for each in found]
    signs = dated if len(set(dated)) == len(dated) else [each.key for each in found]
    ways = [f"”{each.short_name} ({sign})”" for each, sign in zip(found, signs, strict=True)]
    raise Unresolved(
        _("%(name)s kan vara flera organisationer.") % {"name": typed},
        _("Skriv %(ways)s.") % {"ways": _(" eller ").join(ways)},
    )


def _folded(name: str) -> str:
    return " ".join(name.replace("–", "-").casefold().split())
