"""Checks of the proposal for decision: each point one action, by a named nämnd, readable alone."""

from django.utils.translation import gettext as _

from portal.documents.checks import wording
from portal.documents.checks.finding import Finding, Findings, Level
from portal.documents.checks.material import Material
from portal.documents.models import DecisionPoint
from portal.documents.models.kinds import SectionRole

ANCHOR = "beslut"


def there_are_points(material: Material) -> Findings:
    """A document with a proposal says what the nämnd is to decide."""
    if material.of_role(SectionRole.PROPOSAL) and not material.points:
        yield _bad(_("Beslutspunkter saknas."), _("Lägg till minst en punkt under Förslag till beslut."))


def are_numbered(material: Material) -> Findings:
    """Numbers are set when the document is written out: from 1, and a single point stands without."""
    orders = [point.order for point in material.points]
    if orders != list(range(1, len(orders) + 1)):
        yield _bad(_("Beslutspunkterna är inte numrerade i följd."), _("Spara punkterna på nytt."))
    for point in material.points:
        if wording.numbered_by_hand(point.text):
            words = _("Punkt %(number)s börjar med ett eget nummer.")
            yield _bad(_of(words, point), _("Ta bort numret. Punkterna numreras av sig själva."))


def have_one_action(material: Material) -> Findings:
    for point in material.points:
        found = wording.actions(point.text)
        if len(found) > 1:
            yield _bad(
                _of(_("Punkt %(number)s säger flera saker."), point), _("Dela den i en punkt för varje sak.")
            )
        elif not found and point.kind != DecisionPoint.Kind.OTHER:
            yield _bad(
                _of(_("Punkt %(number)s säger inte vad nämnden gör."), point),
                _("Skriv till exempel ”godkänner”, ”överlämnar … för kännedom” eller ”uppdrar åt”."),
            )


def name_the_committee(material: Material) -> Findings:
    """In the point itself; the two printed forms without a subject may lean on the words above the points."""
    above = " ".join(_above(material))
    for point in material.points:
        with_above = wording.form_of(point.text) in (wording.Form.PASSIVE, wording.Form.INFINITIVE)
        text = f"{point.text} {above}" if with_above else point.text
        if not wording.names_a_body(text, material.committees):
            name = material.committees[0] if material.committees else _("nämnden")
            yield _bad(
                _of(_("Punkt %(number)s nämner inte nämnden."), point),
                _("Skriv vilken nämnd som beslutar: %(name)s.") % {"name": name},
            )


def name_every_committee(material: Material) -> Findings:
    """A paper to several nämnder says what each of them is to decide."""
    said = " ".join([*(point.text for point in material.points), *_above(material)])
    for name in material.committees if len(material.committees) > 1 and material.points else ():
        if not wording.names_a_body(said, (name,)):
            yield Finding(
                Level.WARN,
                _("Ingen beslutspunkt nämner %(name)s, som också får handlingen.") % {"name": name},
                ANCHOR,
                _("Skriv vad den nämnden ska besluta, eller ta bort den som mottagare."),
            )


def stand_alone(material: Material) -> Findings:
    for point in material.points:
        if words := wording.leans_on(point.text):
            yield _bad(
                _of(_("Punkt %(number)s går inte att förstå för sig: ”%(words)s”."), point, words=words),
                _("Skriv ut vad nämnden beslutar. Punkten läses ensam i protokollet."),
            )


def have_a_printed_form(material: Material) -> Findings:
    """All points of a document in one of the three forms."""
    forms = {wording.form_of(point.text) for point in material.points} - {None}
    if len(forms) > 1:
        yield Finding(
            Level.WARN,
            _("Beslutspunkterna är skrivna på olika sätt."),
            ANCHOR,
            _("Skriv alla som ”Nämnden godkänner …”, alla som ”… godkänns” eller alla efter ”att”."),
        )


def say_their_kind(material: Material) -> Findings:
    for point in material.points:
        found = wording.actions(point.text)
        if len(found) == 1 and point.kind != DecisionPoint.Kind.OTHER and found[0] != point.kind:
            yield Finding(
                Level.WARN,
                _of(_("Punkt %(number)s är av slaget ”%(kind)s” men säger något annat."), point),
                ANCHOR,
                _("Välj rätt slag, eller ändra punkten."),
            )


def forward_to_somebody(material: Material) -> Findings:
    for point in material.points:
        if wording.actions(point.text) == [DecisionPoint.Kind.FORWARD] and " till " not in f" {point.text} ":
            yield _bad(
                _of(_("Punkt %(number)s säger inte till vem handlingen överlämnas."), point),
                _("Skriv till vem, och att det är för kännedom."),
            )


def grants_have_sum_and_time(material: Material) -> Findings:
    for point in material.points:
        if DecisionPoint.Kind.GRANT not in (point.kind, *wording.actions(point.text)):
            continue
        if not wording.has_sum(point.text):
            yield _bad(_of(_("Punkt %(number)s beviljar medel utan belopp."), point), _("Skriv beloppet."))
        if not wording.has_time(point.text):
            yield _bad(
                _of(_("Punkt %(number)s beviljar medel utan tid."), point),
                _("Skriv vilket år eller vilken dag medlen gäller."),
            )


def _above(material: Material) -> list[str]:
    """The words above the points."""
    return [section.text for section in material.of_role(SectionRole.PROPOSAL)]


def _of(words: str, point: DecisionPoint, /, **more: str) -> str:
    return words % ({"number": point.order, "kind": point.get_kind_display()} | more)


def _bad(words: str, remedy: str) -> Finding:
    return Finding(Level.BAD, words, ANCHOR, remedy)
