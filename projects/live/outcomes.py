"""Each project by itself: what it was granted, how its targets stand, and what its newest report counts."""

import re
from decimal import Decimal

from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.content.figures import MASKED, Figure, Share, Unit
from portal.content.live import LiveFigure, LiveTable
from portal.content.notes import Note
from portal.content.saying import in_percent, part_with_percent
from portal.content.tables import Cell, Column, Row, Table
from portal.money import NBSP, write_number
from projects.domain.attaining import Attained
from projects.domain.goals import PERCENT_UNIT, target_in_words
from projects.live.facts import ProgrammeFacts
from projects.live.making import Group, key_of, project_page
from projects.models import OutcomeCount
from projects.summary.facts import ProjectFact

PEOPLE = "personer"
_NUMBER = re.compile(r"(?<![\d.,:–-])\d+(?: procent)?(?![\d–-]|[.,:]\d)")  # no year of a date, no "2.1.6"
_Qualifier = OutcomeCount.Qualifier


def figures(facts: ProgrammeFacts) -> list[LiveFigure]:
    return [figure for fact in facts.projects for figure in of_project(facts, fact)]


def of_project(facts: ProgrammeFacts, fact: ProjectFact) -> list[LiveFigure]:
    """``projekt.2-2-5.beviljat``, ``.mal-1`` and one for each measure of the report."""
    found, key = Group(fact.name), f"projekt.{key_of(fact.number)}"
    page = project_page(fact.pk)
    found.money(f"{key}.beviljat", _("%(n)s: beviljat") % {"n": fact.number}, fact.granted, page)
    for number, each in enumerate(facts.goals.get(fact.pk, ()), start=1):
        _target(facts, fact, found, f"{key}.mal-{number}", each)
    for count in told(facts, fact):
        name = count.label or count.measure.name
        label = f"{fact.number}: {name[:1].lower()}{name[1:]}"
        figure = _figure(facts, count, project_page(fact.pk, "h-mal"))
        found.add(f"{key}.{measure_key(count)}", label, figure, said(facts, count))
    return list({figure.key: figure for figure in found.found}.values())


def _target(facts: ProgrammeFacts, fact: ProjectFact, found: Group, key: str, each: Attained) -> None:
    """The outcome of a target as "19 (48 procent)", with the base it is measured by."""
    words = {"n": fact.number, "goal": target_in_words(each.target)}
    label, page = _("%(n)s: utfall mot målet %(goal)s") % words, project_page(fact.pk, "h-mal")
    held = each.attainment
    hidden = each.is_small and not facts.shows_small
    if hidden:
        found.add(key, label, Figure(MASKED), "")
    elif _is_share(each):
        part, whole = int(held.numerator or 0), int(held.denominator or 0)
        figure = Figure(Share(part, whole), Unit.PERCENT, href=page)
        found.add(key, label, figure, part_with_percent(part, whole))
        found.add(f"{key}.andel", _("%(label)s, andel") % {"label": label}, figure, in_percent(part, whole))
    elif held.stated is not None:
        figure = Figure(held.stated, Unit.NUMBER, href=page)
        found.add(key, label, figure, f"{write_number(held.stated)}{NBSP}{_('procent')}")
    else:
        value = held.numerator
        found.add(key, label, Figure(value, Unit.NUMBER, href=page), "" if value is None else held.arithmetic)


def _is_share(each: Attained) -> bool:
    part, whole = each.attainment.numerator, each.attainment.denominator
    return part is not None and whole is not None and part == int(part) and whole == int(whole)


def measure_key(count: OutcomeCount) -> str:
    """What a count is called in a key: the measure, its label where it has one, and whether it is a share."""
    named = slugify(count.label) if count.label else ""
    ends = ["andel"] if count.unit == PERCENT_UNIT and not named.endswith("andel") else []
    return "-".join([count.measure.code, *([named] if named else []), *ends])


def said(facts: ProgrammeFacts, count: OutcomeCount) -> str:
    """A count in running text: "40", "cirka 200", "77 procent", "cirka 20 företag"."""
    value = facts.value_of(count)
    if value is None:
        return ""
    if value is MASKED:
        return str(MASKED.value)
    number = write_number(value)  # type: ignore[arg-type]  # counts are numbers, no shares
    unit = "" if count.unit in ("", PEOPLE) else f"{NBSP}{count.unit}"
    if count.qualifier in (_Qualifier.ABOUT, _Qualifier.MORE_THAN):
        return f"{count.get_qualifier_display()} {number}{unit}"
    ending = "" if count.qualifier == _Qualifier.EXACT else f" ({count.get_qualifier_display()})"
    return f"{number}{unit}{ending}"


def _figure(facts: ProgrammeFacts, count: OutcomeCount, href: str) -> Figure:
    value = facts.value_of(count)
    unit = Unit.NUMBER if isinstance(value, Decimal) else Unit.COUNT
    return Figure(value, unit, href=None if value is None or value is MASKED else href)


def tables(facts: ProgrammeFacts) -> list[LiveTable]:
    """``projekt.2-2-5.utfall`` for each project that tells outcomes."""
    found = [(fact, table) for fact in facts.projects if (table := outcome_table(facts, fact))]
    return [
        LiveTable(
            f"projekt.{key_of(fact.number)}.utfall",
            str(table.caption),
            table,
            fact.name,
            project_page(fact.pk, "h-mal"),
        )
        for fact, table in found
    ]


def outcome_table(facts: ProgrammeFacts, fact: ProjectFact) -> Table | None:
    """What the newest report counts; None when it counts nothing."""
    counts = told(facts, fact)
    if not counts:
        return None
    columns = (
        Column("measure", _("Mått"), Unit.TEXT),
        Column("value", _("Antal"), Unit.NUMBER, sums=False),
        Column("unit", _("Enhet"), Unit.TEXT),
        Column("sure", _("Säkerhet"), Unit.TEXT),
    )
    rows = tuple(_outcome_row(facts, count) for count in counts)
    return Table(_("Utfall i projekt %(project)s") % {"project": fact.name}, columns, rows)


def _outcome_row(facts: ProgrammeFacts, count: OutcomeCount) -> Row:
    note = (Note(count.note),) if count.note and facts.shows_small else ()
    cells: dict[str, Cell] = {
        "value": _figure(facts, count, ""),
        "unit": count.unit or count.measure.unit,
        "sure": count.get_qualifier_display(),
    }
    return Row(count.label or count.measure.name, cells, notes=note, key=str(count.pk))


def with_references(facts: ProgrammeFacts, fact: ProjectFact, text: str) -> str:
    """The text with references for the numbers that exactly one count of the project says, and says as is."""
    said_by: dict[str, list[str]] = {}
    for count in told(facts, fact):
        reference = f"[[figur:projekt.{key_of(fact.number)}.{measure_key(count)}]]"
        said_by.setdefault(said(facts, count).replace(NBSP, " "), []).append(reference)

    def put(match: re.Match[str]) -> str:
        found = said_by.get(match[0], [])
        return found[0] if len(found) == 1 else match[0]

    return _NUMBER.sub(put, text)


def told(facts: ProgrammeFacts, fact: ProjectFact) -> list[OutcomeCount]:
    """The counts that say a number: a source may also say that it has none."""
    return [count for count in facts.newest_counts(fact.pk) if count.counted is not None]
