"""Checks of how a text is written: tables with heads, links with words, footnotes, abbreviations explained.

A table or a chart of the area comes with its heads; those typed by hand are looked at here.
"""

import re

from django.utils.translation import gettext as _

from portal.documents.checks.finding import Finding, Findings, Level
from portal.documents.checks.material import Material
from portal.documents.checks.outline import anchor_of

_TOLD_ELSEWHERE = ("missing_reference", "block_inside")
_HINDERS = ("table_caption", "table_heads", "link_words")
_SHORT = re.compile(r"(?<![\w\[:./-])([A-ZÅÄÖ]{2,6})(?![\w/-]|[.:]\w|\])")
_ROMAN = re.compile(r"[IVXL]+")
# Words of everyday Swedish, and of the city's own papers, that nobody spells out.
KNOWN = frozenset(("AB", "EU", "FN", "PM", "USA", "IT", "PDF", "SMS", "TV", "KL", "SE", "OK", "ID", "DNR"))
_CLIPPED = re.compile(
    r"(?<!\w)(?:t\.?\s?ex|bl\.?\s?a|m\.?\s?m|dvs|d\.v\.s|osv|o\.s\.v|f\.?\s?n|s\.?\s?k|ca|resp|inkl|exkl|ev)\.(?!\w)",
    re.IGNORECASE,
)


def text_is_well_marked(material: Material) -> Findings:
    """Table heads and captions, words of links, footnotes, headings: what ``portal.content.prose`` tells."""
    for section in material.sections:
        for problem in material.readings[section.pk].problems:
            if problem.code in _TOLD_ELSEWHERE:
                continue
            level = Level.BAD if problem.code in _HINDERS else Level.WARN
            words = _("I %(heading)s, rad %(line)s:") % {"heading": section.heading, "line": problem.line}
            yield Finding(level, words, anchor_of(section), problem.message, section=section.pk)


def abbreviations_are_explained(material: Material) -> Findings:
    """What an abbreviation means stands beside it: before its brackets, or within them."""
    seen: set[str] = set()
    whole = "\n".join(section.text for section in material.sections)
    for section in material.sections:
        for match in _SHORT.finditer(section.text):
            short = match[1]
            if short in seen or short in KNOWN or _ROMAN.fullmatch(short) or _is_shouted(section.text, match):
                continue
            seen.add(short)
            if not _is_explained(short, whole):
                yield Finding(
                    Level.WARN,
                    _("Förkortningen %(short)s förklaras inte.") % {"short": short},
                    anchor_of(section),
                    _("Skriv ut orden första gången, med %(short)s inom parentes.") % {"short": short},
                    section=section.pk,
                )


def words_are_whole(material: Material) -> Findings:
    for section in material.sections:
        found = dict.fromkeys(match[0] for match in _CLIPPED.finditer(section.text))
        if found:
            words = _("I %(heading)s står ”%(short)s”.") % {
                "heading": section.heading,
                "short": "”, ”".join(found),
            }
            remedy = _("Skriv ut orden: till exempel, bland annat, med mera.")
            yield Finding(Level.WARN, words, anchor_of(section), remedy, section=section.pk)


def _is_explained(short: str, text: str) -> bool:
    """Either "svenska för invandrare (SFI)" or "SFI (svenska för invandrare)"."""
    return bool(re.search(rf"\w\s*\({short}\)|\b{short}\s*[(,]\s*[a-zåäö]+", text))


def _is_shouted(text: str, match: re.Match) -> bool:
    """A word among others in capitals: a heading in capitals, no abbreviation."""
    around = text[max(match.start() - 12, 0) : match.end() + 12]
    return any(word != match[1] for word in re.findall(r"\b[A-ZÅÄÖ]{3,}\b", around))
