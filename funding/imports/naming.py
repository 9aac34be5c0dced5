"""Whose report a row means: the agreement it names, and the party of the district that it names."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from funding.domain.expecting import asked_for
from funding.models import Agreement, Party, PartyDuty
from portal.cases.models import CaseNumber
from portal.cases.numbers import fold_number
from portal.content.suggesting import closest
from portal.deadlines.models import WheelEntry
from portal.organisation.models import Organisation
from portal.organisation.resolving import Names, Span, Unresolved
from portal.periods import TERTIAL, Period

Key = tuple[int, int, int]  # party, year, number of the tertial


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass
class Agreements:
    """The agreements that rows may name: by key, by registry number, by title; read in two queries."""

    by_key: dict[str, Agreement]
    by_number: dict[str, list[Agreement]]
    by_title: dict[str, list[Agreement]]

    @classmethod
    def load(cls, visible) -> "Agreements":
        """Read ``visible`` agreements that somebody has signed."""
        rows = visible.filter(terms__state="signed").distinct().select_related("owner").order_by("pk")
        found = {agreement.pk: agreement for agreement in rows}
        by_number: dict[str, list[Agreement]] = defaultdict(list)
        by_title: dict[str, list[Agreement]] = defaultdict(list)
        cases: dict[int | None, list[Agreement]] = defaultdict(list)
        for agreement in found.values():
            by_title[_folded(agreement.title)].append(agreement)
            cases[agreement.case_id].append(agreement)
        for number, case in CaseNumber.objects.filter(case__in=list(cases)).values_list("number", "case"):
            for key in {fold_number(number), fold_number(_from_digit(number))}:
                by_number[key] += [each for each in cases[case] if each not in by_number[key]]
        return cls({each.key: each for each in found.values()}, by_number, by_title)

    def find(self, typed: str) -> Agreement:
        """The agreement that is meant. Unresolved when there is none, or more than one."""
        if found := self.by_key.get(typed.strip().casefold()):
            return found
        named = self.by_number.get(fold_number(typed)) or self.by_title.get(_folded(typed)) or []
        if len(named) == 1:
            return named[0]
        raise _ambiguous(typed, named) if named else self._unknown(typed)

    def write(self, agreement: Agreement) -> str:
        """The words that ``find`` reads back: the title where it names this one only, else the key."""
        try:
            return agreement.title if self.find(agreement.title) == agreement else agreement.key
        except Unresolved:
            return agreement.key

    def _unknown(self, typed: str) -> Unresolved:
        titles = [each.title for each in self.by_key.values()]
        message = _("Ingen undertecknad överenskommelse heter så.")
        if near := closest(typed, [*titles, *self.by_key]):
            return Unresolved(message, _("Menade du %(name)s?") % {"name": near}, near)
        return Unresolved(message, _("Skriv överenskommelsens titel, nyckel eller diarienummer."))


@dataclass
class Whose:
    """Everything the rows of one file may mean. ``own``: who may be reported for (None: all)."""

    names: Names
    agreements: Agreements
    own: frozenset[int] | None
    duties: dict[Key, PartyDuty]
    parties: dict[int, list[Party]]
    asked: dict[int, set[Key]] = field(default_factory=dict)

    @classmethod
    def load(cls, visible, *, own: frozenset[int] | None, today: date) -> "Whose":
        """In a fixed number of queries."""
        agreements = Agreements.load(visible)
        found = list(agreements.by_key.values())
        parties: dict[int, list[Party]] = defaultdict(list)
        rows = Party.objects.filter(agreement__in=found).select_related("organisation", "agreement")
        for party in rows.order_by("heading_order", "pk"):
            parties[party.agreement_id].append(party)
        duties = PartyDuty.objects.filter(
            party__agreement__in=found, expected__period_kind=WheelEntry.Kind.TERTIAL
        ).select_related("expected")
        return cls(
            names=Names.load(kinds=frozenset(Organisation.Kind), today=today),
            agreements=agreements,
            own=own,
            duties={(each.party_id, each.expected.year, each.expected.number): each for each in duties},
            parties=parties,
        )

    def party(self, typed: str, agreement: Agreement, period: Period) -> Party:
        """The agreement's party of that name in the period, else today. Unresolved when it is none, several,
        or not one that the sender reports for."""
        district = self.names.find(typed, Span(period.begins, period.last_day))
        found = [each for each in self.parties[agreement.pk] if self._answers(district.pk, each)]
        exact = [each for each in found if each.organisation_id == district.pk]
        found = exact or [each for each in found if self._is_asked(each, period)] or found
        if not found:
            raise self._stranger(district, agreement)
        if len(found) > 1:
            names = _(" eller ").join(str(each) for each in found)
            raise Unresolved(
                _("%(name)s svarar för flera parter.") % {"name": district.short_name},
                _("Skriv %(names)s.") % {"names": names},
            )
        if self.own is not None and found[0].organisation_id not in self.own:
            words = {"party": found[0]}
            raise Unresolved(
                _("Du får inte redovisa för %(party)s.") % words,
                _("Ta bort raden. %(party)s lämnar in sin egen redovisning.") % words,
            )
        return found[0]

    def is_bound(self, party: Party, period: Period) -> bool:
        """Whether the party is to report the period, or was in force in it."""
        return self._is_asked(party, period) or (party.pk, period.year, period.number) in self.duties

    def _is_asked(self, party: Party, period: Period) -> bool:
        if party.agreement_id not in self.asked:
            keys = asked_for(party.agreement, TERTIAL)
            self.asked[party.agreement_id] = {(pk, year, number) for pk, _kind, year, number in keys}
        return (party.pk, period.year, period.number) in self.asked[party.agreement_id]

    def _answers(self, district: int, party: Party) -> bool:
        """Whether one of them took over the other's work."""
        lineage = self.names.lineage
        own = party.organisation_id
        return own in lineage.ancestry(district) or district in lineage.ancestry(own)

    def _stranger(self, district: Organisation, agreement: Agreement) -> Unresolved:
        names = ", ".join(str(each) for each in self.parties[agreement.pk])
        return Unresolved(
            _("%(name)s är inte part i överenskommelsen.") % {"name": district.short_name},
            _("Parterna är %(names)s.") % {"names": names},
        )


def tertial(year: int, number: int) -> Period:
    return Period(TERTIAL, year, number)


def _from_digit(number: str) -> str:
    """The number from its first digit on: "SOTN 013-609/2001" is found as "013-609/2001" too."""
    first = next((place for place, sign in enumerate(number) if sign.isdigit()), 0)
    return number[first:]


def _ambiguous(typed: str, found: list[Agreement]) -> Unresolved:
    keys = _(" eller ").join(each.key for each in found)
    message = _("%(name)s kan vara flera överenskommelser.") % {"name": typed}
    return Unresolved(message, _("Skriv nyckeln: %(keys)s.") % {"keys": keys})
