"""Papers to try the writers on: one that has everything, and one of a length."""

from datetime import date
from decimal import Decimal

from portal.content.charts import bar_chart
from portal.content.figures import MASKED, Figure, Share, Unit
from portal.content.heads import Contact, Head, Recipient, Sender, Signer
from portal.content.notes import Note
from portal.content.papers import (
    Appendices,
    Appendix,
    Bullets,
    ChartPart,
    Facts,
    Heading,
    Item,
    Lines,
    Paper,
    Paragraph,
    Part,
    Points,
    Prose,
    Quote,
    Signatures,
    Withheld,
)
from portal.content.runs import Break, Footnote, Live, Missing, Words
from portal.content.tables import Column, Row, Table

LAW = Note("Lagen (2016:752) om mottagande.")


def money_table(rows: int = 6, caption: str = "Beviljade medel per stadsdelsförvaltning") -> Table:
    """Two levels of headings, a masked figure, one that is not reported, footnotes and a total."""
    columns = (
        Column("name", "Stadsdelsförvaltning", Unit.TEXT),
        Column("labour", "Arbetsmarknad", Unit.TKR, group="Område"),
        Column("sfi", "SFI", Unit.TKR, group="Område", notes=(LAW,)),
        Column("people", "Deltagare", Unit.COUNT),
        Column("share", "Andel kvinnor", Unit.PERCENT),
        Column("note", "Anteckning", Unit.TEXT),
    )
    names = ("Rinkeby", "Kista", "Spånga-Tensta", "Hässelby-Vällingby", "Östermalm", "Enskede-Årsta-Vantör")
    made = []
    for n in range(rows):
        people = MASKED if n == 1 else None if n == 2 else 18 + n
        made.append(
            Row(
                f"{names[n % len(names)]} {n}" if n >= len(names) else names[n],
                {
                    "labour": Figure(Decimal(4_770_500 + 1000 * n), Unit.TKR, href="/projekt/"),
                    "sfi": Figure(Decimal(0 if n == 3 else -15_528_000 + n), Unit.TKR),
                    "people": Figure(people),
                    "share": Figure(Share(9, 18), Unit.PERCENT),
                    "note": "Redovisat sent" if n % 2 else "",
                },
                notes=(Note("Sammanslagen 2007."),) if n == 0 else (),
            )
        )
    return Table(
        caption, columns, tuple(made), subtitle="tkr, 2002–2003", notes=(Note("Källa: projekten."),)
    ).with_total()


def chart() -> ChartPart:
    table = money_table(4, "Beviljat efter område")
    return ChartPart(bar_chart(table, name="prov", parts=("labour", "people"), total="labour"))


def head() -> Head:
    return Head(
        kind="Tjänsteutlåtande",
        senders=(Sender("Socialförvaltningen", "Avdelningen för stadsövergripande sociala frågor"),),
        numbers=("1.2.4-182-2013",),
        day=date(2026, 11, 2),
        contacts=(Contact("Handläggaren Ett", "08-508 00 000"),),
        recipients=(
            Recipient("Socialnämnden", date(2026, 11, 24)),
            Recipient("Arbetsmarknadsnämnden", date(2026, 11, 25), "1.1-9/2026"),
        ),
        state="Utkast",
    )


def parts() -> tuple[Part, ...]:
    granted = Live(
        "beviljat",
        "Beviljat",
        Figure(
            Decimal(61_093_000), Unit.TKR, href="/projekt/", notes=(Note("Två projekt är ej redovisade."),)
        ),
    )
    below = Bullets((Item((Words("under ett"),)), Item((Words("under två"),))))
    return (
        Heading("Förvaltningens förslag till beslut"),
        Points(
            (
                (Words("Socialnämnden godkänner rapporten."),),
                (Words("Socialnämnden överlämnar rapporten till stadsdelsnämnderna för kännedom."),),
            )
        ),
        Signatures(
            (
                Signer("förvaltningschef", "Förnamn Efternamn", signed=date(2026, 11, 3)),
                Signer("avdelningschef", "Annan Person", is_acting=True),
            )
        ),
        Heading("Sammanfattning"),
        Prose(
            (
                Words("Nämnden har beviljat "),
                granted,
                Words(" till "),
                Words("utvecklingsprojekt", is_bold=True),
                Words(" enligt lagen"),
                Footnote(LAW),
                Words(" och "),
                Words("samma lag", is_italic=True),
                Footnote(LAW),
                Words("."),
                Break(),
                Words("Läs mer hos "),
                Words("staden", href="https://start.stockholm/"),
                Words(" eller i "),
                Words("portalen", href="/projekt/"),
                Words(". "),
                Missing("figur", "saknas"),
            )
        ),
        Heading("Ärendet"),
        Paragraph(
            "Ett stycke.\nMed radbrytning.\n\n"
            "Och ett till, om arbetsmarknadsförvaltningens samverkansöverenskommelser."
        ),
        Heading("Delmål", 3),
        Bullets((Item((Words("ett"),), below), Item((Words("två"),))), is_ordered=True, start=3),
        money_table(),
        chart(),
        Quote(((Words("Vi reserverar oss."),), (Words("Mot allt."),))),
        Withheld("26 kap. 1 § OSL", date(2026, 1, 2), "Socialnämnden"),
        Facts((("Diarienummer", "1.2.4-182-2013"), ("Värd", "Järva\nstadsdelsförvaltning"))),
        Heading("Bilagor"),
        Appendices((Appendix(1, "Projektrapport", date(2020, 4, 1), "rapport.pdf"), Appendix(2, "Tabeller"))),
        Lines(("Ort och datum", "Namnteckning")),
    )


def whole_paper(**changes) -> Paper:
    """A paper with every part there is."""
    said = {
        "title": "Från bidrag till egen försörjning",
        "lede": "",
        "subtitle": "Redovisning av projekt",
        "parts": parts(),
        "foot": "Ur Samverkansportalen 2026-11-23",
        "head": head(),
        "has_contents": True,
        "day": date(2026, 11, 2),
    }
    return Paper(**(said | changes))


def long_paper(tables: int = 20, rows: int = 22) -> Paper:
    """Some twenty pages: a table and three paragraphs each."""
    text = "Nämnden har under året följt upp projekten tillsammans med stadsdelsförvaltningarna. " * 6
    made: list[Part] = []
    for n in range(1, tables + 1):
        made += [
            Heading(f"Område {n}"),
            Prose((Words(text), Footnote(Note(f"Fotnot till område {n}.")))),
            Paragraph(text),
            money_table(rows, f"Beviljade medel, område {n}"),
            Paragraph(text),
        ]
    return Paper(
        "Redovisning av utvecklingsprojekten",
        "",
        tuple(made),
        "Ur Samverkansportalen",
        head=head(),
        day=date(2026, 11, 2),
    )
