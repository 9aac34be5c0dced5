"""What is looked at while a document is written, each check by name; those that find something bad hinder
signing. Pure functions of a ``Material``, which is read once."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from portal.content.live import Live
from portal.documents.checks import figures, formal, marks, outline, points
from portal.documents.checks.finding import Check, Finding, Level
from portal.documents.checks.material import Material, material_of
from portal.documents.models import Document
from portal.documents.models.kinds import SectionRole

__all__ = ["CHECKS", "Finding", "Level", "Material", "findings", "run_checks", "what_hinders_signing"]


def _points(material: Material) -> bool:
    return bool(material.points)


def _summary(material: Material) -> bool:
    return any(section.text.strip() for section in material.of_role(SectionRole.SUMMARY))


CHECKS: tuple[Check, ...] = (
    Check("number", formal.has_a_number, _("Diarienumret finns")),
    Check("committee", formal.goes_to_a_committee),
    Check("points.some", points.there_are_points),
    Check("points.numbered", points.are_numbered, _("Beslutspunkterna är numrerade"), _points),
    Check("points.one_action", points.have_one_action, _("Varje beslutspunkt säger en sak"), _points),
    Check("points.committee", points.name_the_committee, _("Beslutspunkterna nämner nämnden"), _points),
    Check("points.every_committee", points.name_every_committee),
    Check("points.alone", points.stand_alone, _("Beslutspunkterna går att förstå för sig"), _points),
    Check("points.form", points.have_a_printed_form),
    Check("points.kind", points.say_their_kind),
    Check("points.forward", points.forward_to_somebody),
    Check("points.grant", points.grants_have_sum_and_time),
    Check("summary.some", outline.summary_is_there),
    Check(
        "summary.short", outline.summary_fits_a_page, _("Sammanfattningen är kortare än en sida"), _summary
    ),
    Check("sections.required", outline.required_are_filled, _("Avsnitten som krävs är skrivna")),
    Check("equality", outline.equality_is_answered),
    Check("equality.children", outline.children_are_mentioned),
    Check("economy", outline.economy_is_filled),
    Check("headings", outline.headings_are_in_order, _("Rubrikerna står i ordning")),
    Check("sections.ready", outline.sections_of_others_are_ready),
    Check("figures.references", figures.lead_somewhere),
    Check("figures.typed", figures.typed_by_hand, _("Inga siffror är skrivna för hand som kan vara levande")),
    Check("reports.missing", figures.missing_reports_are_mentioned),
    Check("charts.words", figures.charts_have_words),
    Check("marks", marks.text_is_well_marked, _("Tabeller har rubriker och länkar har ord")),
    Check("abbreviations", marks.abbreviations_are_explained),
    Check("words.whole", marks.words_are_whole),
    Check("preparation", formal.is_prepared),
    Check("signatories", formal.has_signatories),
    Check("appendices.attached", formal.appendices_are_attached),
    Check("appendices.mentioned", formal.appendices_are_mentioned),
    Check("persons", formal.nobody_is_pointed_out, _("Inga personnummer, telefonnummer eller adresser")),
)
_ORDER = {Level.BAD: 0, Level.WARN: 1, Level.OK: 2}


def run_checks(document: Document, live: Live) -> list[Finding]:
    """Return what every check says of a document: what hinders signing first, then what to look at, then what
    is well."""
    return findings(material_of(document, live))


def what_hinders_signing(document: Document, live: Live) -> list[Finding]:
    """Return the findings with which a document is not signed; none when it may be."""
    return [finding for finding in run_checks(document, live) if finding.level == Level.BAD]


def findings(material: Material) -> list[Finding]:
    """The same of what is read already."""
    found: list[Finding] = []
    for check in CHECKS:
        said = [replace(finding, code=check.code) for finding in check.find(material)]
        if not said and check.fine and check.about(material):
            said = [Finding(Level.OK, str(check.fine), code=check.code)]
        found += said
    return sorted(found, key=lambda finding: _ORDER[finding.level])
