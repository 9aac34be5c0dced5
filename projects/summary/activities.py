"""Aktiviteter och deltagare per termin: what was held, and how many came, from stored rows alone.

Those who come are the city's own people and its partners, counted as an activity's size: nobody is masked.
An activity stands in the half year all of it lies in; one that lies in several, or may, stands by itself.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.content.figures import Figure, Unit, add
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table
from portal.workareas import Scope
from projects.models import Activity, Programme
from projects.models.dating import SPRING, read_spans, say_spans, term_name

SLUG = "aktiviteter-per-termin"
SEVERAL, UNKNOWN = "flera", "okant"
COLUMNS = ("aktiviteter", "kompetens", "deltagare")


@dataclass(frozen=True)
class ActivityFact:
    """A held activity; ``participants`` is None when they are not reported."""

    pk: int
    title: str
    kind: str
    dates: str
    in_competence_programme: bool
    participants: int | None

    @property
    def line(self) -> str:
        return line_of(self.dates)


def line_of(dates: str) -> str:
    """Return the key of the line an activity on ``dates`` stands in: "2003-hösten", SEVERAL or UNKNOWN."""
    terms = {span.term for span in read_spans(dates)}
    if not terms:
        return UNKNOWN
    term = terms.pop()
    return SEVERAL if terms or term is None else f"{term[0]}-{term[1]}"


class ActivityFacts:
    """What ``scope.user`` may see of the programme's held activities."""

    def __init__(self, programme: Programme, scope: Scope):
        self.programme, self.scope = programme, scope

    @cached_property
    def activities(self) -> list[ActivityFact]:
        visible = Activity.objects.for_user(self.scope.user).filter(programme=self.programme)
        rows = visible.filter(status=Activity.Status.HELD).order_by("begins", "number", "pk")
        fields = ("pk", "title", "kind__name", "dates", "in_competence_programme", "participants")
        return [ActivityFact(*row) for row in rows.values_list(*fields)]

    @property
    def not_held(self) -> int:
        visible = Activity.objects.for_user(self.scope.user).filter(programme=self.programme)
        return visible.exclude(status=Activity.Status.HELD).count()

    def opened(self, line: str, column: str) -> str:
        """The page with the rows a figure is made of."""
        query = {
            "program": self.programme.slug,
            "indelning": self.scope.division,
            "rad": line,
            "kolumn": column,
        }
        return f"{reverse('summaries:rows', args=[SLUG])}?{urlencode(query)}"


def activities_table(facts: ActivityFacts) -> Table:
    """Held activities and their participants, a line for each term in order of time."""
    lines = sorted({fact.line for fact in facts.activities}, key=_order)
    table = Table(
        _("Aktiviteter och deltagare per termin"),
        _columns(_("Termin")),
        tuple(_row(facts, line) for line in lines),
        subtitle=_("Genomförda aktiviteter"),
        notes=_notes(facts),
        how=(
            _("Vårterminen är januari till juni, höstterminen juli till december."),
            _("En aktivitet räknas till en termin när alla dess dagar ligger i den."),
            _("Deltagare är summan av redovisade antal. Den som varit med flera gånger räknas varje gång."),
        ),
    )
    return table.with_total(hrefs={key: facts.opened("", key) for key in COLUMNS} if lines else {})


def activities_rows(facts: ActivityFacts, line: str, column: str) -> Table | None:
    """The activities one figure is made of, with the same total; None when there is no such figure."""
    chosen = [fact for fact in facts.activities if line in ("", fact.line)]
    if column == "kompetens":
        chosen = [fact for fact in chosen if fact.in_competence_programme]
    if column not in COLUMNS or not chosen:
        return None
    heads = (
        Column("activity", _("Aktivitet"), Unit.TEXT),
        Column("dates", _("Datum"), Unit.TEXT),
        Column("kind", _("Slag"), Unit.TEXT),
        *_columns("")[1:],
    )
    return Table(_("Raderna bakom siffran"), heads, tuple(_activity(fact) for fact in chosen)).with_total()


def _columns(head: str) -> tuple[Column, ...]:
    return (
        Column("term", head, Unit.TEXT),
        Column("aktiviteter", _("Aktiviteter")),
        Column("kompetens", _("Varav i kompetensprogrammet")),
        Column("deltagare", _("Deltagare")),
    )


def _row(facts: ActivityFacts, line: str) -> Row:
    here = [fact for fact in facts.activities if fact.line == line]
    inside = sum(fact.in_competence_programme for fact in here)
    people = add(Figure(fact.participants) for fact in here)
    cells = {
        "aktiviteter": Figure(len(here), href=facts.opened(line, "aktiviteter")),
        "kompetens": Figure(inside, href=facts.opened(line, "kompetens") if inside else None),
        "deltagare": Figure(
            people.value, href=facts.opened(line, "deltagare"), notes=people.notes, missing=people.missing
        ),
    }
    return Row(_name(line), cells, key=line)


def _activity(fact: ActivityFact) -> Row:
    cells: dict[str, Cell] = {
        "dates": say_spans(fact.dates) or _("ej redovisat"),
        "kind": fact.kind,
        "aktiviteter": Figure(1),
        "kompetens": Figure(int(fact.in_competence_programme)),
        "deltagare": Figure(fact.participants),
    }
    return Row(fact.title, cells, href=reverse("projects:activity_detail", args=[fact.pk]))


def _order(line: str) -> tuple[bool, bool, str, bool]:
    year, _dash, season = line.partition("-")
    return line == UNKNOWN, line == SEVERAL, year, season != SPRING


def _name(line: str) -> str:
    if line == UNKNOWN:
        return _("Datum ej redovisat")
    if line == SEVERAL:
        return _("Flera terminer")
    year, _dash, season = line.partition("-")
    return term_name((int(year), season))


def _notes(facts: ActivityFacts) -> tuple[Note, ...]:
    if not (waiting := facts.not_held):
        return ()
    return (Note(_("%(n)s planerade eller inställda aktiviteter ingår inte.") % {"n": waiting}),)
