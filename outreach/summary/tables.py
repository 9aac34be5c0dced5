"""The five standing tables of activities and heads, and where each figure of them leads."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outreach.domain import windows
from outreach.models import WorkForm
from outreach.summary.facts import Facts, Sums
from portal.content.figures import Figure, Unit
from portal.content.masking_tables import mask_table
from portal.content.notes import Note
from portal.content.tables import Cell, Column, Row, Table

DISTRICTS, FORMS = "uppsokande-per-stadsdel", "uppsokande-per-form"
GROUPS, LANGUAGES, SPANS = "uppsokande-per-malgrupp", "uppsokande-per-sprak", "uppsokande-per-period"
Lines = list[tuple[str, str, Sums]]  # key, label, sums


@dataclass(frozen=True)
class Cut:
    """One of the tables: its first heading, the tallies' cut, and its lines. ``adds_up``: an activity stands
    on one line only."""

    slug: str
    caption: Any
    heading: Any
    lines: Callable[[Facts], Lines]
    cut: str = ""
    adds_up: bool = True


def table_of(facts: Facts, cut: Cut) -> Table | None:
    """The table, masked unless small counts may be seen; None when nothing was held."""
    rows = tuple(_row(facts, cut.slug, *line) for line in cut.lines(facts))
    if not any(row.cells["aktiviteter"].value for row in rows):  # type: ignore[union-attr]
        return None
    table = Table(
        cut.caption,
        columns(cut.heading),
        rows,
        subtitle=f"{facts.window.title}. {facts.division_in_words}",
        notes=(*_overlap(cut), *scope_note(facts)),
        how=how(),
    )
    if cut.adds_up:
        hrefs = {key: opened(facts, cut.slug, "", key) for key in COUNTED}
        table = table.with_total(hrefs=hrefs)
    return outgoing(facts, table)


def outgoing(facts: Facts, table: Table) -> Table:
    return table if facts.shows_small else mask_table(table, below=settings.MASK_BELOW)


COUNTED = ("aktiviteter", "kvinnor", "man", "okant", "vuxna", "barn", "mottagare")


def columns(heading: Any, *more: Column) -> tuple[Column, ...]:
    return (
        Column("rad", heading, Unit.TEXT),
        *more,
        Column("aktiviteter", _("Aktiviteter")),
        Column("redovisade", _("Varav säger antal")),
        Column("kvinnor", _("Kvinnor"), people=True),
        Column("man", _("Män"), people=True),
        Column("okant", _("Kön ej noterat"), people=True),
        Column("vuxna", _("Vuxna"), people=True, sum_of=("kvinnor", "man", "okant")),
        Column("barn", _("Barn (under 18)"), people=True),
        Column("mottagare", _("Mottagare av utskick"), people=True),
    )


def cells_of(sums: Sums) -> dict[str, int | None]:
    """The counts by column; None is not told, which is not nobody. Where nothing was held, nobody came."""
    idle, met = not sums.activities, sums.women + sums.men + sums.unknown
    told = sums.telling_heads or idle
    return {
        "aktiviteter": sums.activities,
        "redovisade": sums.telling_heads,
        "kvinnor": sums.women if told else None,
        "man": sums.men if told else None,
        "okant": sums.unknown if told else None,
        "vuxna": met if told else None,
        "barn": sums.children if sums.telling_children or idle else None,
        "mottagare": sums.recipients,
    }


def _row(facts: Facts, slug: str, key: str, label: str, sums: Sums) -> Row:
    cells: dict[str, Cell] = {
        name: Figure(value, href=opened(facts, slug, key, name) if value and name in COUNTED else None)
        for name, value in cells_of(sums).items()
    }
    return Row(label, cells | dict.fromkeys(_not_asked(facts, slug, key), ""), key=key)


def _not_asked(facts: Facts, slug: str, key: str) -> tuple[str, ...]:
    """The columns a form of work has nothing in: who came to a letter, who received a dialogue."""
    kind = next((form.counts for form in facts.forms.values() if form.code == key), "")
    if slug != FORMS or not kind:
        return ()
    met = () if kind == WorkForm.Counts.HEADS else ("redovisade", "kvinnor", "man", "okant", "vuxna", "barn")
    sent = () if kind == WorkForm.Counts.RECIPIENTS else ("mottagare",)
    return (*met, *sent)


def opened(facts: Facts, slug: str, line: str, column: str) -> str:
    """The page with the rows a figure is made of."""
    query = {"indelning": facts.scope.division, "rad": line, "kolumn": column}
    if facts.scope.programme:
        query["program"] = facts.scope.programme.slug
    return f"{reverse('summaries:rows', args=[slug])}?{urlencode(query)}"


def _districts(facts: Facts) -> Lines:
    """Districts that have told nothing are there too: silence is told."""
    found = {key[0]: sums for key, sums in facts.by("organisation", rows=facts.rows()).items()}
    return [(str(each.pk), each.short_name, found.get(each.pk, Sums())) for each in facts.districts([*found])]


def _forms(facts: Facts) -> Lines:
    found = facts.by("form", rows=facts.rows())
    return [(form.code, form.name, found[pk,]) for pk, form in facts.forms.items() if (pk,) in found]


def _named(facts: Facts, cut: str, names: dict[str, str]) -> Lines:
    found = facts.by("first", rows=facts.rows(cut))
    return [(code, name, found.get((code,), Sums())) for code, name in names.items()]


def _spans(facts: Facts) -> Lines:
    found = facts.by("month", rows=facts.rows())
    return [(part.key, part.title, _over(found, part.months)) for part in windows.parts(facts.window)]


def _over(found: dict[tuple[Any, ...], Sums], months: Iterable[Any]) -> Sums:
    return sum((found.get((month,), Sums()) for month in months), Sums())


CUTS = (
    Cut(
        DISTRICTS,
        gettext_lazy("Aktiviteter per stadsdelsförvaltning"),
        gettext_lazy("Stadsdelsförvaltning"),
        _districts,
    ),
    Cut(FORMS, gettext_lazy("Aktiviteter per arbetsform"), gettext_lazy("Arbetsform"), _forms),
    Cut(
        GROUPS,
        gettext_lazy("Aktiviteter per målgrupp"),
        gettext_lazy("Målgrupp"),
        lambda facts: _named(facts, "group", facts.groups),
        cut="group",
        adds_up=False,
    ),
    Cut(
        LANGUAGES,
        gettext_lazy("Aktiviteter per språk"),
        gettext_lazy("Språk"),
        lambda facts: _named(facts, "language", facts.languages),
        cut="language",
        adds_up=False,
    ),
    Cut(SPANS, gettext_lazy("Aktiviteter per period"), gettext_lazy("Period"), _spans),
)


def how() -> tuple[str, ...]:
    return (
        _("Bara aktiviteter som är hållna räknas, en gång per rad."),
        _("Den som kommer två gånger räknas två gånger: det är besök, inte personer."),
        _("Kvinnor, män och kön ej noterat är 18 år eller äldre. Barnen står bredvid."),
        _("Antal som är skrivna som ett spann (mellan två tal) räknas inte in."),
    )


def scope_note(facts: Facts) -> Sequence[Note]:
    """A district's people count the own district only, and are told so."""
    if facts.scope.user.reach.central:
        return ()
    return (Note(_("Tabellen visar bara den egna stadsdelens aktiviteter.")),)


def _overlap(cut: Cut) -> Sequence[Note]:
    if cut.adds_up:
        return ()
    return (Note(_("En aktivitet kan stå på flera rader. Därför finns ingen summa.")),)
