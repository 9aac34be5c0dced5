"""Checks of the figures: typed by hand where a live one says them, leading nowhere, or missing."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from portal.content.live import LiveFigure
from portal.content.papers import Bullets, Item, Part, Prose
from portal.content.prose import read, references
from portal.content.prose_inline import plain
from portal.content.runs import Run, Words
from portal.content.tables import Table
from portal.documents.checks.finding import Finding, Findings, Level
from portal.documents.checks.material import Material
from portal.documents.checks.outline import anchor_of
from portal.documents.checks.points import ANCHOR
from portal.documents.domain.living import resolver, said_of
from portal.documents.models import Section

MOST = 12  # typed figures told at once
_NUMBER = re.compile(r"(?<![\d,.])\d[\d ]*(?:,\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MISSING = re.compile(
    r"saknar? |saknas|inte (?:\w+ )?redovisat|inte kommit in|inte lämnat|utan redovisning|ej redovisat",
    re.IGNORECASE,
)
_MISSING_KEY = re.compile(r"\[\[\w+:[^\]]*\.saknas")


def typed_by_hand(material: Material) -> Findings:
    """A number that stands in the text and that a live figure says: offer the reference instead.

    With its unit any number is told; without, from a hundred up, and never what looks like a year.
    """
    typed = {section: _typed(material, section) for section in material.sections}
    if not any(_NUMBER.search(text) for text in typed.values()):
        return
    said = _said(material)
    found = 0
    for section, text in typed.items():
        for words, figure in said.items():
            if found < MOST and _stands_in(words, text):
                found += 1
                yield Finding(
                    Level.WARN,
                    _("”%(words)s” är skrivet för hand.") % {"words": words},
                    anchor_of(section),
                    _("Byt till den levande siffran: %(label)s.") % {"label": figure.label},
                    section=section.pk,
                    key=figure.key,
                )


def lead_somewhere(material: Material) -> Findings:
    """No reference is left that leads to nothing, in a section or in a point."""
    for section in material.sections:
        for problem in material.readings[section.pk].problems:
            if problem.code in ("missing_reference", "block_inside"):
                words = _("I %(heading)s, rad %(line)s: en hänvisning leder ingenstans.")
                said = words % {"heading": section.heading, "line": problem.line}
                yield Finding(Level.BAD, said, anchor_of(section), problem.message, section=section.pk)
    resolve = resolver(material.live)
    for point in material.points:
        for problem in read(point.text, resolve).problems:
            words = _("Punkt %(number)s kan inte skrivas ut.") % {"number": point.order}
            yield Finding(Level.BAD, words, ANCHOR, problem.message)


def missing_reports_are_mentioned(material: Material) -> Findings:
    """Where the figures say that reports are missing, the text says it too."""
    texts = [section.text for section in material.sections]
    if any(_MISSING.search(text) or _MISSING_KEY.search(text) for text in texts):
        return
    missing = [figure for figure in missing_figures(material) if figure.figure.order]
    if not missing:
        return
    words = _("Redovisningar saknas, men texten säger det inte: %(label)s, %(said)s.")
    said = words % {"label": missing[0].label, "said": said_of(missing[0])}
    remedy = _("Skriv vilka som saknas, till exempel i sammanfattningen.")
    yield Finding(Level.WARN, said, "", remedy, key=missing[0].key)


def charts_have_words(material: Material) -> Findings:
    """A chart says in words what it shows, for who cannot see it."""
    for section in material.sections:
        for kind, key in references(section.text):
            chart = material.live.charts.get(key) if kind == "diagram" else None
            if chart and not chart.alt.strip():
                words = _("Diagrammet ”%(label)s” saknar beskrivning i ord.") % {"label": chart.label}
                remedy = _("Ta bort det, eller be systemförvaltaren lägga till en beskrivning.")
                yield Finding(Level.BAD, words, anchor_of(section), remedy, section=section.pk)


def missing_figures(material: Material) -> list[LiveFigure]:
    """The figures that count reports which have not come in: areas end their keys with ".saknas"."""
    return [figure for key, figure in material.live.figures.items() if key.endswith(".saknas")]


def _said(material: Material) -> dict[str, LiveFigure]:
    """What can be looked for, with the figure that says it; the text's own references first."""
    referred = {key for section in material.sections for _kind, key in references(section.text)}
    figures = sorted(material.live.figures.values(), key=lambda each: each.key not in referred)
    found: dict[str, LiveFigure] = {}
    for figure in figures:
        words = _spaced(said_of(figure))
        if _is_telling(words):
            found.setdefault(words, figure)
    return found


def _is_telling(words: str) -> bool:
    digits = re.sub(r"\D", "", words)
    if not digits or not words[0].isdigit():
        return False
    has_unit = bool(re.search(r"[^\W\d]|%", words))
    return has_unit or (len(digits) > 2 and not _YEAR.fullmatch(words))


def _stands_in(words: str, text: str) -> bool:
    if words not in text:  # hundreds of figures: most of them stand nowhere
        return False
    return bool(re.search(rf"(?<![\d,.]){re.escape(words)}(?![\d]|,\d|\w)", text))


def _typed(material: Material, section: Section) -> str:
    """The words of a section that somebody typed: what a reference says is left out."""
    return _spaced("\n".join(_words(material.readings[section.pk].parts)))


def _words(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Prose):
            yield _typed_runs(part.runs)
        elif isinstance(part, Bullets):
            yield from _items(part.items)
        elif isinstance(part, Table):
            for row in part.all_rows:
                yield from (cell for cell in row.cells.values() if isinstance(cell, str))


def _items(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        yield _typed_runs(item.runs)
        if item.below:
            yield from _items(item.below.items)


def _typed_runs(runs: tuple[Run, ...]) -> str:
    return "".join(plain([run]) if isinstance(run, Words) else "\n" for run in runs)


def _spaced(text: str) -> str:
    return re.sub(r"[\u00a0\u2009\u202f]", " ", text)
