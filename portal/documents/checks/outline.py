"""Checks of the sections: what must be filled, how long the summary is, headings in order, who is ready."""

from dataclasses import replace

from django.utils.translation import gettext as _

from portal.content.live import Live
from portal.content.papers import Bullets, Heading, Prose
from portal.content.prose_inline import plain
from portal.documents.checks.finding import Finding, Findings, Level
from portal.documents.checks.material import Material
from portal.documents.models import Section
from portal.documents.models.kinds import SectionRole

# Characters, spaces included, of a page of a printed tjänsteutlåtande. Counted, not laid out: that would
# start a process and typeset (half a second) at the first look after every save, and a check asks for nothing
# but its material. Our own page holds some 3 300, so what passes here fits there.
PAGE = 2_800


def anchor_of(section: Section) -> str:
    return f"avsnitt-{section.pk}"


def required_are_filled(material: Material) -> Findings:
    """Equality and summary have checks of their own, with words of their own."""
    own = (SectionRole.EQUALITY, SectionRole.SUMMARY, SectionRole.ECONOMY, SectionRole.PROPOSAL)
    for section in material.sections:
        if section.is_required and section.role not in own and _is_empty(material, section):
            yield _about(section, Level.BAD, _("%(heading)s är tomt."), _("Skriv avsnittet."))


def summary_is_there(material: Material) -> Findings:
    for section in material.of_role(SectionRole.SUMMARY):
        if _is_empty(material, section):
            words = _("Skriv vad ärendet handlar om, högst en sida.")
            yield _about(section, Level.BAD, _("%(heading)s saknas."), words)


def summary_fits_a_page(material: Material) -> Findings:
    for section in material.of_role(SectionRole.SUMMARY):
        length = len(_words(material, section))
        if length > PAGE:
            words = _("%(heading)s är längre än en sida.")
            remedy = _("Korta den med ungefär %(lines)s rader.") % {"lines": max((length - PAGE) // 80, 1)}
            yield _about(section, Level.WARN, words, remedy)


def equality_is_answered(material: Material) -> Findings:
    """Filled, or a reason given; the data's own answer is offered where the area has one."""
    for section in material.of_role(SectionRole.EQUALITY):
        if section.is_required and _is_empty(material, section):
            remedy = _("Skriv det, eller ange varför det inte behövs.")
            offered = answers_of(material.live)
            if offered:
                remedy = _(
                    "Hämta uppgifternas eget svar på ”Hur når vi kvinnor och barn?”, eller skriv eget."
                )
            found = _about(section, Level.BAD, _("%(heading)s är tomt."), remedy)
            yield replace(found, key=f"text:{offered[0]}" if offered else "")


def answers_of(live: Live) -> list[str]:
    """The keys of ready sentences that answer "Hur når vi kvinnor och barn?"."""
    return [key for key in live.texts if "kvinnor-och-barn" in key]


def children_are_mentioned(material: Material) -> Findings:
    sections = [each for each in material.of_role(SectionRole.EQUALITY) if each.text.strip()]
    if sections and not any("barn" in each.text.casefold() for each in sections):
        words = _("%(heading)s säger inget om barn.")
        remedy = _("Berörs barn? Hur har barns åsikter hämtats in? Hur vägdes de?")
        yield _about(sections[0], Level.WARN, words, remedy)


def economy_is_filled(material: Material) -> Findings:
    """Mandatory for rounds, agreements and settlements (the template says so)."""
    sections = material.of_role(SectionRole.ECONOMY)
    if material.needs_economy and not sections:
        words = _("Ekonomiska konsekvenser saknas.")
        yield Finding(Level.BAD, words, "", _("Lägg till avsnittet. Slaget av handling kräver det."))
    for section in sections:
        if (material.needs_economy or section.is_required) and _is_empty(material, section):
            remedy = _("Skriv vad det kostar, vem som betalar och ur vilken budget.")
            yield _about(section, Level.BAD, _("%(heading)s är tomt."), remedy)


def headings_are_in_order(material: Material) -> Findings:
    """No level is left out, in the sections or inside a text."""
    before = 1
    for section in material.sections:
        if section.level > before + 1:
            yield _about(
                section,
                Level.BAD,
                _("Rubriken ”%(heading)s” hoppar över en nivå."),
                _("Ändra rubrikens nivå."),
            )
        before = section.level
        for part in material.readings[section.pk].parts:
            if not isinstance(part, Heading):
                continue
            if part.level > before + 1:
                words = _("I %(heading)s hoppar en underrubrik över en nivå.")
                yield _about(section, Level.BAD, words, _("Börja med ### först efter ##."))
            before = part.level


def sections_of_others_are_ready(material: Material) -> Findings:
    for section in material.sections:
        if section.administration and not section.ready_at:
            words = _("%(heading)s är inte markerat som klart.")
            remedy = _("%(who)s skriver avsnittet.") % {"who": section.administration.as_administration}
            yield _about(section, Level.BAD, words, remedy)


def _is_empty(material: Material, section: Section) -> bool:
    return not material.is_filled(section) and not section.declined_because


def _words(material: Material, section: Section) -> str:
    """The running text of a section as a reader sees it, without tables."""
    said = []
    for part in material.readings[section.pk].parts:
        if isinstance(part, Prose):
            said.append(plain(part.runs))
        elif isinstance(part, Bullets):
            said += [plain(item.runs) for item in part.items]
        elif isinstance(part, Heading):
            said.append(part.text)
    return " ".join(said)


def _about(section: Section, level: Level, words: str, remedy: str) -> Finding:
    said = words % {"heading": section.heading}
    return Finding(level, said, anchor_of(section), remedy, section=section.pk)
