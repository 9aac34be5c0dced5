"""What the lines of a table are: leads (districts of then or now), or areas."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.content.notes import Note
from portal.content.sorting import text_key
from projects.summary.facts import Facts, ProjectFact
from projects.summary.naming import line_notes


@dataclass(frozen=True)
class Line:
    """One line: its key in an address, its name, what a reader must know of it, and its projects."""

    key: str
    name: str
    projects: tuple[ProjectFact, ...]
    notes: tuple[Note, ...] = ()


def lines_by_lead(facts: Facts, *, of_plans: bool) -> list[Line]:
    """A line for each accountable lead, or who answers today for what it did, in Swedish order.

    ``of_plans``: whether the table tells of plans, so that answers for a lead as a whole are footnoted.
    """
    found: dict[int, list[ProjectFact]] = {}
    for fact in facts.projects:
        found.setdefault(facts.line(fact.lead), []).append(fact)
    lines = [
        Line(
            str(line),
            facts.organisations[line].short_name,
            tuple(projects),
            line_notes(facts, line, projects, of_money=False, of_plans=of_plans),
        )
        for line, projects in found.items()
    ]
    return sorted(lines, key=lambda line: text_key(line.name))


def lines_by_area(facts: Facts) -> list[Line]:
    found: dict[str, list[ProjectFact]] = {}
    for fact in facts.projects:
        found.setdefault(fact.area, []).append(fact)
    return [Line(area, area, tuple(found[area])) for area in sorted(found, key=text_key)]


def projects_of(lines: list[Line], key: str) -> tuple[ProjectFact, ...] | None:
    """The projects of one line, or of all for ""; None when there is no such line."""
    if key == "":
        return tuple(fact for line in lines for fact in line.projects)
    return next((line.projects for line in lines if line.key == key), None)


def division_in_words(facts: Facts) -> str:
    if facts.scope.division == "nu":
        return _("Nuvarande stadsdelsförvaltningar")
    return _("Dåvarande stadsdelsförvaltningar")


def scope_note(facts: Facts) -> tuple[Note, ...]:
    """A district's people see a part of the programme, and are told so."""
    if facts.scope.user.reach.central:
        return ()
    return (Note(_("Tabellen visar bara projekt som din förvaltning leder eller medverkar i.")),)
