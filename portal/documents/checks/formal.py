"""Checks of what stands around the text: number, nämnd, preparation, signatures, appendices, no persons."""

import re

from django.utils.translation import gettext as _

from portal.content.contacts import find_addresses, find_phone_numbers
from portal.content.personal import find_personal_numbers
from portal.documents.checks.finding import Finding, Findings, Level
from portal.documents.checks.material import Material
from portal.documents.checks.outline import anchor_of
from portal.documents.checks.points import ANCHOR
from portal.documents.models.kinds import DocumentKind, SectionRole

_APPENDIX = re.compile(r"\bbilaga\s+(\d{1,2})\b", re.IGNORECASE)
# Kinds that a nämnd decides: the others are its appendices.
DECIDED = (DocumentKind.REPORT, DocumentKind.DECISION_LIST)


def has_a_number(material: Material) -> Findings:
    """Nothing is signed without a registry number."""
    if not material.numbers:
        words = _("Diarienummer saknas.")
        remedy = _("Det kommer från registratorn. Du kan arbeta vidare under tiden.")
        if material.document.case_id is None:
            remedy = _("Handlingen hör inte till något ärende än. Välj ärende, så får registratorn veta.")
        yield Finding(Level.BAD, words, "huvud", remedy)


def goes_to_a_committee(material: Material) -> Findings:
    document = material.document
    if not material.recipients:
        if document.kind in DECIDED:
            words = _("Handlingen går inte till någon nämnd.")
            yield Finding(Level.BAD, words, "mottagare", _("Lägg till nämnd och sammanträde."))
        return
    for each in material.recipients:
        if each.meeting is None:
            words = _("Sammanträde saknas för %(committee)s.") % {"committee": each.committee.as_committee}
            yield Finding(Level.WARN, words, "mottagare", _("Välj vilket sammanträde handlingen ska till."))
    meeting = material.first_meeting
    if meeting and document.dated > meeting:
        words = _("Handlingens datum är efter sammanträdet.")
        yield Finding(Level.WARN, words, "huvud", _("Rätta handlingens datum."))


def is_prepared(material: Material) -> Findings:
    """The förvaltningsgrupp treats a matter before the nämnd does; the dates are registered."""
    if not material.of_role(SectionRole.PREPARATION):
        return
    if not any("förvaltningsgrupp" in each.body.casefold() for each in material.preparations):
        words = _("Förvaltningsgruppen står inte i beredningen.")
        yield Finding(Level.WARN, words, "beredning", _("Registrera vilken dag ärendet behandlades."))


def has_signatories(material: Material) -> Findings:
    """Every administration that sends it signs; in a district the director does."""
    if not material.signatories:
        words = _("Ingen står som undertecknare.")
        yield Finding(Level.BAD, words, "underskrift", _("Lägg till minst en funktion."))


def appendices_are_attached(material: Material) -> Findings:
    """What is listed is attached (or named as not), what the text refers to is listed."""
    for each in material.appendices:
        if not each.is_reference and each.file_id is None:
            words = _("Bilaga %(number)s saknar fil.") % {"number": each.order}
            remedy = _("Ladda upp filen, eller markera att bilagan inte bifogas.")
            yield Finding(Level.BAD, words, "bilagor", remedy)
    listed = {each.order for each in material.appendices}
    for section in material.sections:
        for number in dict.fromkeys(int(match[1]) for match in _APPENDIX.finditer(section.text)):
            if number not in listed:
                words = _("%(heading)s nämner bilaga %(number)s, som inte finns.")
                said = words % {"heading": section.heading, "number": number}
                remedy = _("Lägg till bilagan, eller rätta numret.")
                yield Finding(Level.BAD, said, anchor_of(section), remedy, section=section.pk)


def appendices_are_mentioned(material: Material) -> Findings:
    """An appendix nobody is led to is not read."""
    text = "\n".join(section.text for section in material.sections).casefold()
    for each in material.appendices:
        said = rf"\bbilag(?:a|or|orna)\b[^.]*\b{each.order}\b"
        if not re.search(said, text) and not (len(material.appendices) == 1 and "bilag" in text):
            words = _("Texten nämner inte bilaga %(number)s.") % {"number": each.order}
            yield Finding(Level.WARN, words, "bilagor", _("Skriv var läsaren ska titta i bilagan."))


def nobody_is_pointed_out(material: Material) -> Findings:
    """No personal identity numbers, telephone numbers or addresses in any text of the document."""
    remedy = _("Ta bort det. Skriv ”en förälder” eller ”flera unga”.")
    document = material.document
    head = f"{document.title} {document.subtitle}"
    texts: list[tuple[str, str, int | None]] = [(head, "huvud", None)]
    texts += [(f"{each.heading} {each.text}", anchor_of(each), each.pk) for each in material.sections]
    texts += [(each.text, ANCHOR, None) for each in material.points]
    for text, anchor, section in texts:
        if find_personal_numbers(text):
            yield Finding(Level.BAD, _("Ett personnummer står i texten."), anchor, remedy, section=section)
        if find_phone_numbers(text) or find_addresses(text):
            words = _("Ett telefonnummer eller en e-postadress står i texten.")
            yield Finding(Level.BAD, words, anchor, remedy, section=section)
