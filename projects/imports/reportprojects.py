"""Whose project a row of reports means: the number among those of the district it names, then and now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from portal.content.suggesting import closest
from portal.deadlines.models import WheelEntry
from portal.organisation.models import Organisation
from portal.organisation.resolving import Names, Span, Unresolved
from portal.periods import TERTIAL, Period
from projects.domain.candidates import RUNNERS
from projects.imports.lists import days_of
from projects.models import Project, ReportDuty

Key = tuple[int, int, int]  # project, year, number of the tertial


@dataclass
class Whose:
    """Everything the rows of one file may mean, read once. ``own`` are the leads that may be reported for
    (None: all of them)."""

    names: Names
    own: frozenset[int] | None
    numbered: dict[str, list[Project]]
    duties: dict[Key, ReportDuty]
    _ancestry: dict[int, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def load(cls, numbers: Iterable[str], *, own: frozenset[int] | None, today: date) -> "Whose":
        """In four queries. Drafts are not among the projects: nobody else may know of them."""
        rows = Project.objects.submitted().filter(number__in=set(numbers))
        numbered: dict[str, list[Project]] = {}
        for project in rows.select_related("programme", "lead").order_by("programme", "pk"):
            numbered.setdefault(project.number, []).append(project)
        found = [project.pk for projects in numbered.values() for project in projects]
        duties = ReportDuty.objects.filter(
            project__in=found, expected__period_kind=WheelEntry.Kind.TERTIAL
        ).select_related("expected")
        return cls(
            names=Names.load(kinds=RUNNERS, today=today),
            own=own,
            numbered=numbered,
            duties={(each.project_id, each.expected.year, each.expected.number): each for each in duties},
        )

    def district(self, typed: str, period: Period) -> Organisation:
        """The administration of that name in the period, else today. Unresolved when it is none, several,
        or not one that the sender reports for."""
        found = self.names.find(typed, Span(period.begins, period.last_day))
        if self.own is not None and found.pk not in self.own:
            raise Unresolved(
                _("Du får inte redovisa för %(district)s.") % {"district": found.short_name},
                _("Ta bort raden. %(district)s lämnar in sin egen redovisning.")
                % {"district": found.short_name},
            )
        return found

    def project(self, number: str, district: Organisation, period: Period) -> Project:
        """The district's project with that number. Unresolved when there is none, or when it may be several.

        Of several programmes' the one that runs in the period is meant, and of those the one that is to
        report it.
        """
        numbered = [each for each in self.numbered.get(number, []) if self._is_own(each, period)]
        found = [each for each in numbered if self._answers(district, each.lead_id)]
        if not found:
            raise self._unknown(number, district)
        found = [each for each in found if _runs(each, period)] or found
        if len(found) > 1:
            found = [each for each in found if self.duty(each, period)] or found
        if len(found) > 1:
            raise _ambiguous(number, found)
        return found[0]

    def answering(self, districts: Iterable[int], leads: Iterable[int]) -> list[tuple[int, int]]:
        """(district, lead), by key: the leads whose projects each of the districts may mean."""
        known = list(leads)
        return [
            (district, lead)
            for district in districts
            for lead in known
            if self._answers(self.names.by_pk[district], lead)
        ]

    def duty(self, project: Project, period: Period) -> ReportDuty | None:
        return self.duties.get((project.pk, period.year, period.number))

    def _is_own(self, project: Project, period: Period) -> bool:
        """Whether the sender reports it: a joint name opens no other member's."""
        duty = self.duty(project, period)
        owes = duty.expected.organisation_id if duty else project.lead_id
        return self.own is None or owes in self.own

    def _answers(self, district: Organisation, lead: int) -> bool:
        """Whether one of them took over the other's work: Järva reports what Rinkeby began."""
        return lead in self._line(district.pk) or district.pk in self._line(lead)

    def _line(self, organisation: int) -> frozenset[int]:
        if organisation not in self._ancestry:
            self._ancestry[organisation] = self.names.lineage.ancestry(organisation)
        return self._ancestry[organisation]

    def _unknown(self, number: str, district: Organisation) -> Unresolved:
        words = {"district": district.short_name, "number": number}
        message = _("%(district)s har inget inlämnat projekt med numret %(number)s.") % words
        near = closest(number, self._numbers_of(district))
        if near:
            return Unresolved(message, _("Menade du %(number)s?") % {"number": near}, near)
        return Unresolved(
            message, _("Numret står på projektets sida. Är projektet ett utkast? Lämna in det först.")
        )

    def _numbers_of(self, district: Organisation) -> list[str]:
        leads = {lead for lead in self._line(district.pk) if self.own is None or lead in self.own}
        return list(Project.objects.submitted().filter(lead__in=leads).values_list("number", flat=True))


def tertial(year: int, number: int) -> Period:
    return Period(TERTIAL, year, number)


def _runs(project: Project, period: Period) -> bool:
    days = days_of(project.programme)
    if days is None:
        return True
    begun = days.begins is None or days.begins <= period.last_day
    return begun and (days.ends is None or period.begins <= days.ends)


def _ambiguous(number: str, found: Sequence[Project]) -> Unresolved:
    names = _(" och ").join(str(project.programme) for project in found)
    return Unresolved(
        _("Numret %(number)s finns i flera program: %(names)s.") % {"number": number, "names": names},
        _("Lämna in den här redovisningen på projektets egen sida."),
    )
