"""Every check by name: what passes beside what fails, and the words that tell where and what to do."""

from dataclasses import replace
from datetime import date

import pytest

from portal.cases.models import Case
from portal.content.figures import Figure, Unit
from portal.content.live import LiveChart, LiveFigure, LiveTable, LiveText
from portal.content.tables import Column, Row, Table
from portal.documents.checks import CHECKS, Level, Material, findings
from portal.documents.domain.living import DocumentLive
from portal.documents.models import (
    Appendix,
    DecisionPoint,
    Document,
    Meeting,
    Preparation,
    Recipient,
    Section,
    Signatory,
)
from portal.documents.models.kinds import DocumentKind, SectionRole
from portal.organisation.models import Organisation

SOCIAL = Organisation(short_name="Socialnämnden", committee_name="Socialnämnden")
OFFICE = Organisation(short_name="Socialförvaltningen", administration_name="Socialförvaltningen")
TABLE = Table("Beviljat", (Column("a", "År"), Column("b", "Tkr")), (Row("2002", {"b": Figure(1)}),))


def live(missing: int = 0, alt: str = "Två staplar.", reach: bool = False) -> DocumentLive:
    figures = [
        LiveFigure(
            "beviljat.totalt", "Beviljat totalt", Figure(15_528_000, Unit.TKR), "15\u00a0528\u00a0tkr"
        ),
        LiveFigure("beviljat.projekt", "Projekt", Figure(32), "32\u00a0projekt"),
        LiveFigure("antal", "Deltagare", Figure(1240), "1\u00a0240"),
        LiveFigure("ar", "Sista år", Figure(2003), "2003"),
        LiveFigure("redovisat.saknas", "Utan redovisning", Figure(missing), "tre projekt"),
    ]
    texts = {"svar.kvinnor-och-barn": LiveText("svar.kvinnor-och-barn", "Svar", "Vi når dem.")}
    return DocumentLive(
        figures={each.key: each for each in figures},
        tables={"beviljat": LiveTable("beviljat", "Beviljat", TABLE)},
        charts={"staplar": LiveChart("staplar", "Staplar", None, alt)},
        texts=texts if reach else {},
    )


def section(role: str, text: str = "", heading: str = "", pk: int = 1, **more) -> Section:
    return Section(pk=pk, role=role, heading=heading or str(SectionRole(role).label), text=text, **more)


def material(**changes) -> Material:
    """A document that every check finds well, with changes."""
    document = Document(
        title="Redovisning", kind=DocumentKind.REPORT, dated=date(2026, 11, 24), case=Case(pk=1), case_id=1
    )
    meeting = Meeting(committee=SOCIAL, held_on=date(2026, 12, 15))
    good = {
        "document": document,
        "live": live(),
        "sections": (
            section(SectionRole.PROPOSAL, pk=1),
            section(SectionRole.SUMMARY, "Kort om ärendet.", pk=2),
            section(SectionRole.EQUALITY, "Kvinnor, män och barn.", pk=3, is_required=True),
        ),
        "points": (point(),),
        "recipients": (Recipient(committee=SOCIAL, meeting=meeting),),
        "signatories": (Signatory(title="förvaltningschef", administration=OFFICE),),
        "preparations": (Preparation(body="förvaltningsgruppen", treated_on=date(2026, 12, 2)),),
        "appendices": (),
        "numbers": ("2026/1",),
    }
    return Material(**(good | changes))


def point(
    text: str = "Socialnämnden godkänner redovisningen.", kind="approve", order: int = 1
) -> DecisionPoint:
    return DecisionPoint(order=order, kind=kind, text=text)


def points(*texts: str, kind: str = "other") -> Material:
    return material(points=tuple(point(text, kind, order) for order, text in enumerate(texts, start=1)))


def to_two(*texts: str) -> Material:
    other = Organisation(key="x", short_name="Arbetsmarknadsnämnden", committee_name="Arbetsmarknadsnämnden")
    meetings = [Meeting(committee=each, held_on=date(2026, 12, 15)) for each in (SOCIAL, other)]
    to = tuple(Recipient(committee=each.committee, meeting=each) for each in meetings)
    return replace(points(*texts), recipients=to)


def text(words: str, role: str = SectionRole.MATTER, **more) -> Material:
    return material(sections=(section(role, words, heading="Ärendet", **more),))


def told(found: Material, code: str) -> list[tuple[str, str, str]]:
    """(level, words, remedy) of one check, without what is well."""
    return [
        (str(each.level), each.words, each.remedy)
        for each in findings(found)
        if each.code == code and each.level != Level.OK
    ]


def test_a_good_document_has_nothing_to_look_at():
    assert [each for each in findings(material()) if each.level != Level.OK] == []
    assert [each.words for each in findings(material())] == [str(each.fine) for each in CHECKS if each.fine]


def test_what_hinders_stands_first_and_every_check_has_a_name_of_its_own():
    found = findings(material(numbers=(), sections=(section(SectionRole.SUMMARY, "SFI är bra."),)))
    assert [str(each.level) for each in found][:2] == ["bad", "warn"]
    assert len({check.code for check in CHECKS}) == len(CHECKS)


ONE = "Socialnämnden godkänner redovisningen."
SHORT = "Skriv ut vad nämnden beslutar. Punkten läses ensam i protokollet."
SPLIT = "Dela den i en punkt för varje sak."
BY_ITSELF = "Ta bort numret. Punkterna numreras av sig själva."
NAME_IT = "Skriv vilken nämnd som beslutar: Socialnämnden."
WRITE_IT = "Skriv avsnittet."
PASSING = [
    ("number", material()),
    ("committee", material()),
    ("points.some", material()),
    ("points.some", material(sections=(), points=())),
    ("points.numbered", points(ONE, ONE)),
    ("points.one_action", points(ONE)),
    ("points.one_action", points("Socialnämnden uppdrar åt förvaltningen att överlämna en plan i maj.")),
    ("points.one_action", points("Socialnämnden föreslår kommunfullmäktige att godkänna rapporten.")),
    ("points.one_action", points("att föreslå kommunstyrelsen att bevilja 10 tkr för 2027")),
    ("points.one_action", points("Socialnämnden lägger redovisningen till handlingarna.")),
    ("points.one_action", points("Rapporterna om beviljade medel godkänns.")),
    ("points.committee", points(ONE)),
    ("points.every_committee", points(ONE)),
    ("points.every_committee", to_two(ONE, "Arbetsmarknadsnämnden godkänner rapporten.")),
    ("points.alone", points(ONE)),
    ("points.form", points(ONE, "Socialnämnden överlämnar den till stadsdelsnämnderna för kännedom.")),
    ("points.kind", points(ONE, kind="approve")),
    ("points.kind", points("Socialnämnden överlämnar yttrandet som svar på remissen.", kind="answer")),
    ("points.forward", points("Socialnämnden överlämnar den till Järva för kännedom.")),
    ("points.grant", points("Socialnämnden beviljar Navigator 420 tkr för 2027.", kind="grant")),
    ("points.grant", points("Socialnämnden beviljar [[figur:belopp]] för 2027.", kind="grant")),
    ("summary.some", text("Kort.", SectionRole.SUMMARY)),
    ("summary.short", text("x" * 2800, SectionRole.SUMMARY)),
    ("sections.required", text("Text.", is_required=True)),
    ("sections.required", text("", is_required=False)),
    ("equality", text("", SectionRole.EQUALITY, is_required=True, declined_because="rör lokaler")),
    ("equality.children", text("Barn berörs inte.", SectionRole.EQUALITY)),
    ("economy", material(needs_economy=True, sections=(section(SectionRole.ECONOMY, "Inget."),))),
    ("headings", text("## Under\n\nText.\n\n### Underunder\n\nText.")),
    ("sections.ready", text("Klart.", administration=OFFICE, ready_at=date(2026, 11, 23))),
    ("figures.references", text("Vi gav [[figur:beviljat.totalt]].\n\n[[tabell:beviljat]]")),
    ("figures.typed", text("Vi gav [[figur:beviljat.totalt]] till 33 projekt år 2003, 115 528 tkr.")),
    ("figures.typed", text("Del 1 240,5 och 31 240.")),
    ("reports.missing", material(live=live(missing=3), sections=(section("matter", "Tre saknas."),))),
    ("reports.missing", text("Inget sägs, och inget fattas.")),
    (
        "marks",
        text("Tabell: Antal\n\n| År | Antal |\n|--|--|\n| 2002 | tre |\n\nSe [rapporten](/handlingar/1/)."),
    ),
    ("abbreviations", text("Svenska för invandrare (SFI) är en del. SFI växer. Kapitel XIV, EU.")),
    ("abbreviations", text("IKT (informationsteknik) är nytt. [[figur:SFI]] och SOTN 013-609/2001.")),
    ("words.whole", text("Till exempel, bland annat och med mera.")),
    ("preparation", material(sections=(section(SectionRole.PREPARATION),))),
    ("signatories", material()),
    ("appendices.attached", material(appendices=(Appendix(order=1, title="A", is_reference=True),))),
    ("appendices.mentioned", material(appendices=())),
    ("persons", text("En förälder och flera unga, diarienummer 102-274-04.")),
]


@pytest.mark.parametrize(("code", "found"), PASSING)
def test_a_check_lets_through_what_is_well(code, found):
    assert told(found, code) == []


FAILING = [
    (
        "number",
        material(numbers=()),
        ("bad", "Diarienummer saknas.", "Det kommer från registratorn. Du kan arbeta vidare under tiden."),
    ),
    (
        "committee",
        material(recipients=()),
        ("bad", "Handlingen går inte till någon nämnd.", "Lägg till nämnd och sammanträde."),
    ),
    (
        "committee",
        material(recipients=(Recipient(committee=SOCIAL),)),
        (
            "warn",
            "Sammanträde saknas för Socialnämnden.",
            "Välj vilket sammanträde handlingen ska till.",
        ),
    ),
    (
        "points.some",
        material(points=()),
        ("bad", "Beslutspunkter saknas.", "Lägg till minst en punkt under Förslag till beslut."),
    ),
    ("points.numbered", points(f"1. {ONE}"), ("bad", "Punkt 1 börjar med ett eget nummer.", BY_ITSELF)),
    (
        "points.numbered",
        material(points=(point(order=2),)),
        ("bad", "Beslutspunkterna är inte numrerade i följd.", "Spara punkterna på nytt."),
    ),
    (
        "points.one_action",
        points("Socialnämnden godkänner redovisningen och överlämnar den till Järva."),
        ("bad", "Punkt 1 säger flera saker.", SPLIT),
    ),
    (
        "points.one_action",
        points("Rapporterna godkänns och överlämnas till kommunstyrelsen."),
        ("bad", "Punkt 1 säger flera saker.", SPLIT),
    ),
    (
        "points.one_action",
        points("Socialnämnden tycker om redovisningen.", kind="approve"),
        (
            "bad",
            "Punkt 1 säger inte vad nämnden gör.",
            "Skriv till exempel ”godkänner”, ”överlämnar … för kännedom” eller ”uppdrar åt”.",
        ),
    ),
    (
        "points.committee",
        points("Förvaltningen godkänner redovisningen."),
        ("bad", "Punkt 1 nämner inte nämnden.", NAME_IT),
    ),
    ("points.committee", points("Rapporterna godkänns."), ("bad", "Punkt 1 nämner inte nämnden.", NAME_IT)),
    (
        "points.every_committee",
        to_two(ONE),
        (
            "warn",
            "Ingen beslutspunkt nämner Arbetsmarknadsnämnden, som också får handlingen.",
            "Skriv vad den nämnden ska besluta, eller ta bort den som mottagare.",
        ),
    ),
    (
        "points.alone",
        points("Socialnämnden beslutar enligt förvaltningens förslag."),
        ("bad", "Punkt 1 går inte att förstå för sig: ”enligt förvaltningens förslag”.", SHORT),
    ),
    (
        "points.alone",
        points("Socialnämnden godkänner ovanstående."),
        ("bad", "Punkt 1 går inte att förstå för sig: ”ovanstående”.", SHORT),
    ),
    (
        "points.form",
        points(ONE, "Redovisningen överlämnas till Järva för kännedom."),
        (
            "warn",
            "Beslutspunkterna är skrivna på olika sätt.",
            "Skriv alla som ”Nämnden godkänner …”, alla som ”… godkänns” eller alla efter ”att”.",
        ),
    ),
    (
        "points.kind",
        points(ONE, kind="assign"),
        (
            "warn",
            "Punkt 1 är av slaget ”uppdrar åt” men säger något annat.",
            "Välj rätt slag, eller ändra punkten.",
        ),
    ),
    (
        "points.forward",
        points("Socialnämnden överlämnar redovisningen för kännedom."),
        (
            "bad",
            "Punkt 1 säger inte till vem handlingen överlämnas.",
            "Skriv till vem, och att det är för kännedom.",
        ),
    ),
    (
        "points.grant",
        points("Socialnämnden beviljar Navigator medel för 2027.", kind="grant"),
        ("bad", "Punkt 1 beviljar medel utan belopp.", "Skriv beloppet."),
    ),
    (
        "points.grant",
        points("Socialnämnden beviljar Navigator 420 tkr.", kind="grant"),
        ("bad", "Punkt 1 beviljar medel utan tid.", "Skriv vilket år eller vilken dag medlen gäller."),
    ),
    (
        "summary.some",
        text("", SectionRole.SUMMARY),
        ("bad", "Ärendet saknas.", "Skriv vad ärendet handlar om, högst en sida."),
    ),
    (
        "summary.short",
        text("x" * 3200, SectionRole.SUMMARY),
        ("warn", "Ärendet är längre än en sida.", "Korta den med ungefär 5 rader."),
    ),
    ("sections.required", text(" ", is_required=True), ("bad", "Ärendet är tomt.", WRITE_IT)),
    (
        "equality",
        text("", SectionRole.EQUALITY, is_required=True),
        ("bad", "Ärendet är tomt.", "Skriv det, eller ange varför det inte behövs."),
    ),
    (
        "equality",
        material(
            live=live(reach=True),
            sections=(section("equality", heading="Ärendet", is_required=True),),
        ),
        (
            "bad",
            "Ärendet är tomt.",
            "Hämta uppgifternas eget svar på ”Hur når vi kvinnor och barn?”, eller skriv eget.",
        ),
    ),
    (
        "equality.children",
        text("Kvinnor och män nås lika.", SectionRole.EQUALITY),
        (
            "warn",
            "Ärendet säger inget om barn.",
            "Berörs barn? Hur har barns åsikter hämtats in? Hur vägdes de?",
        ),
    ),
    (
        "economy",
        material(needs_economy=True),
        (
            "bad",
            "Ekonomiska konsekvenser saknas.",
            "Lägg till avsnittet. Slaget av handling kräver det.",
        ),
    ),
    (
        "economy",
        material(needs_economy=True, sections=(section("economy", heading="Ekonomi"),)),
        ("bad", "Ekonomi är tomt.", "Skriv vad det kostar, vem som betalar och ur vilken budget."),
    ),
    (
        "headings",
        text("### För djupt\n\nText."),
        (
            "bad",
            "I Ärendet hoppar en underrubrik över en nivå.",
            "Börja med ### först efter ##.",
        ),
    ),
    (
        "headings",
        text("Text.", level=3),
        ("bad", "Rubriken ”Ärendet” hoppar över en nivå.", "Ändra rubrikens nivå."),
    ),
    (
        "sections.ready",
        text("Nästan.", administration=OFFICE),
        ("bad", "Ärendet är inte markerat som klart.", "Socialförvaltningen skriver avsnittet."),
    ),
    (
        "figures.references",
        text("Ett.\n\nVi gav [[figur:finns.inte]]."),
        (
            "bad",
            "I Ärendet, rad 3: en hänvisning leder ingenstans.",
            "Uppgiften finns.inte finns inte. Ta bort hänvisningen eller välj en annan uppgift.",
        ),
    ),
    (
        "figures.typed",
        text("Sammanlagt 15\u00a0528 tkr."),
        ("warn", "”15 528 tkr” är skrivet för hand.", "Byt till den levande siffran: Beviljat totalt."),
    ),
    (
        "figures.typed",
        text("Det var 1 240 som deltog."),
        ("warn", "”1 240” är skrivet för hand.", "Byt till den levande siffran: Deltagare."),
    ),
    (
        "reports.missing",
        material(live=live(missing=3)),
        (
            "warn",
            "Redovisningar saknas, men texten säger det inte: Utan redovisning, tre projekt.",
            "Skriv vilka som saknas, till exempel i sammanfattningen.",
        ),
    ),
    (
        "charts.words",
        material(live=live(alt=" "), sections=(section("matter", "[[diagram:staplar]]"),)),
        (
            "bad",
            "Diagrammet ”Staplar” saknar beskrivning i ord.",
            "Ta bort det, eller be systemförvaltaren lägga till en beskrivning.",
        ),
    ),
    (
        "marks",
        text("| År | Antal |\n|--|--|\n| 2002 | tre |"),
        (
            "bad",
            "I Ärendet, rad 1:",
            "Tabellen saknar rubrik. Skriv Tabell: och rubriken på raden ovanför.",
        ),
    ),
    (
        "marks",
        text("Se [https://exempel.se](https://exempel.se)."),
        ("bad", "I Ärendet, rad 1:", "Länken saknar ord. Skriv vad den leder till."),
    ),
    (
        "abbreviations",
        text("Många läser SFI. Fler SFI."),
        (
            "warn",
            "Förkortningen SFI förklaras inte.",
            "Skriv ut orden första gången, med SFI inom parentes.",
        ),
    ),
    (
        "words.whole",
        text("Det är t.ex. bra, bl.a. här."),
        (
            "warn",
            "I Ärendet står ”t.ex.”, ”bl.a.”.",
            "Skriv ut orden: till exempel, bland annat, med mera.",
        ),
    ),
    (
        "preparation",
        material(sections=(section(SectionRole.PREPARATION, "Vi skrev."),), preparations=()),
        (
            "warn",
            "Förvaltningsgruppen står inte i beredningen.",
            "Registrera vilken dag ärendet behandlades.",
        ),
    ),
    (
        "signatories",
        material(signatories=()),
        ("bad", "Ingen står som undertecknare.", "Lägg till minst en funktion."),
    ),
    (
        "appendices.attached",
        material(appendices=(Appendix(order=1, title="A"),)),
        (
            "bad",
            "Bilaga 1 saknar fil.",
            "Ladda upp filen, eller markera att bilagan inte bifogas.",
        ),
    ),
    (
        "appendices.attached",
        text("Se bilaga 2."),
        (
            "bad",
            "Ärendet nämner bilaga 2, som inte finns.",
            "Lägg till bilagan, eller rätta numret.",
        ),
    ),
    (
        "appendices.mentioned",
        material(appendices=(Appendix(order=1, title="A", is_reference=True),)),
        ("warn", "Texten nämner inte bilaga 1.", "Skriv var läsaren ska titta i bilagan."),
    ),
    (
        "persons",
        text("Hon, 811218-9876, bor kvar."),
        (
            "bad",
            "Ett personnummer står i texten.",
            "Ta bort det. Skriv ”en förälder” eller ”flera unga”.",
        ),
    ),
    (
        "persons",
        points("Socialnämnden godkänner att namn@exempel.se svarar."),
        (
            "bad",
            "Ett telefonnummer eller en e-postadress står i texten.",
            "Ta bort det. Skriv ”en förälder” eller ”flera unga”.",
        ),
    ),
]


@pytest.mark.parametrize(("code", "found", "words"), FAILING)
def test_a_check_tells_where_and_what_to_do(code, found, words):
    assert told(found, code) == [words]


def test_every_check_that_there_is_fails_somewhere_above_and_passes_somewhere():
    assert {check.code for check in CHECKS} - {code for code, *_rest in FAILING} == set()
    assert {check.code for check in CHECKS} - {code for code, *_rest in PASSING} == {"charts.words"}


def test_the_forms_without_a_subject_lean_on_the_words_above_them():
    above = section("proposal", "Förvaltningen föreslår att socialnämnden beslutar följande.")
    assert (
        told(material(sections=(above,), points=(point("Rapporterna godkänns."),)), "points.committee") == []
    )


def test_a_typed_figure_leads_to_its_section_and_names_the_figure_to_put_in():
    found = [each for each in findings(text("15 528 tkr.", pk=7)) if each.code == "figures.typed"]
    assert [(each.anchor, each.section, each.key) for each in found] == [("avsnitt-7", 7, "beviljat.totalt")]
