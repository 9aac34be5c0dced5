"""The columns of a file of district reports (redovisningar): the contract's headings, in its order.

A count's key is what the domain calls it (``projects.domain.reportcontent.flat``), so that one refusal serves
the form and the file.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.content.parsing import read_list, read_text, read_year, read_yes_no
from portal.content.texts import refuse_long, refuse_long_lines
from portal.imports.cells import as_in_the_form, read_heads, read_tertial, read_tkr, read_tkr_left, read_words
from portal.imports.columns import Column
from portal.imports.staging.forms import COUNT, TKR, TKR_LEFT, FreeText, Listed, Name, SqlForm, Words
from portal.money import kronor_to_tkr
from projects.domain.codelist import PARTICIPANTS
from projects.imports.words import reader, writer
from projects.models import Report

PLANS = {"Ja": Report.Plan.YES.value, "Nej": Report.Plan.NO.value, "Delvis": Report.Plan.PARTLY.value}
_SHORT = {"j": "Ja", "1": "Ja", "n": "Nej", "0": "Nej"}
_read_plan = reader(PLANS)

#: measure -> its heading; each is one number, and only the participants are split
MEASURES = {
    "kallade": "Kallade",
    "kartlagda": "Kartlagda",
    "intervjuade": "Intervjuade",
    "praktik": "Praktik",
    "arbete": "Arbete",
    "studier": "Studier",
    "sjukersattning": "Sjukersättning",
    "pension": "Pension",
    "flyttat": "Flyttat",
    "ej-horts-av": "Ej hörts av",
    "annan-forsorjning": "Annan försörjning",
    "pagaende": "Pågående",
    "avslutade": "Avslutade",
    "sjalvforsorjande": "Självförsörjande",
}
#: part of the participants -> its key
SPLIT = {name: f"{PARTICIPANTS}_{name}" for name in ("women", "men", "unknown", "children")}
DEVIATION = "deviation"  # cause and action of the form, in one cell
ACTION = "Åtgärd:"  # begins the second of them
LONGEST_NAME = 160  # of a collaborator, as the record has room for
NO_NAMES = _("Inga namn, personnummer eller adresser.")


@as_in_the_form
def read_deviation(text: str) -> str:
    """Cause and action in one cell, each as long as the form takes."""
    for words in part_deviation(read_text(text)):
        refuse_long(words)
    return read_text(text)


@as_in_the_form
def read_collaborators(text: str) -> list[str]:
    """Names between ``|``, each as long as a line of the form."""
    names = read_list(text)
    refuse_long_lines(names, longest=LONGEST_NAME)
    return names


def read_plan(text: str) -> str:
    """Ja, Nej or Delvis, also as J, N, 1 and 0."""
    word = read_text(text)
    return _read_plan(_SHORT.get(word.casefold(), word))


def yes_or_no(value: bool | None) -> str:
    return "" if value is None else "Ja" if value else "Nej"


def _written_tkr(kronor: Decimal | None) -> Decimal | None:
    return None if kronor is None else kronor_to_tkr(kronor)


def _tkr(
    heading: str, key: str, read: Callable[[str], Any] = read_tkr, sql: SqlForm = TKR, **more: Any
) -> Column:
    return Column(heading, key, read, write=_written_tkr, sql=sql, **more)


COLUMNS = (
    Column("År", "year", read_year, required=True, example="2026", sql=Words("int")),
    Column(
        "Tertial",
        "period",
        read_tertial,
        required=True,
        example="2",
        help=_("1, 2 eller 3. Helåret är 3."),
        sql=Words("int"),
    ),
    Column(
        "Stadsdelsförvaltning",
        "district",
        required=True,
        aliases=("Stadsdel", "Stadsdelsnämnd", "Förvaltning"),
        example="Järva",
        help=_("Den egna förvaltningens korta namn."),
        sql=Name(),
    ),
    Column("Projektnummer", "project", required=True, example="2.2.5", sql=Name()),
    Column(
        "Deltagare hittills",
        PARTICIPANTS,
        read_heads,
        required=True,
        may_be_blank=True,
        aliases=("Deltagare totalt",),
        example="42",
        help=_(
            "Alla från 18 år sedan projektet började. Får vara tomt när kvinnor, män och kön ej noterat "
            "är ifyllda."
        ),
        sql=COUNT,
    ),
    Column("Kvinnor", SPLIT["women"], read_heads, help=_("18 år eller äldre."), sql=COUNT),
    Column("Män", SPLIT["men"], read_heads, help=_("18 år eller äldre."), sql=COUNT),
    Column(
        "Kön ej noterat",
        SPLIT["unknown"],
        read_heads,
        aliases=("Okänt kön",),
        help=_("18 år eller äldre. Fråga ingen om kön."),
        sql=COUNT,
    ),
    Column(
        "Barn (under 18)",
        SPLIT["children"],
        read_heads,
        aliases=("Barn",),
        help=_("Räknas för sig, utanför deltagarna."),
        sql=COUNT,
    ),
    *(
        Column(
            heading,
            code,
            read_heads,
            help=_("Antal sedan projektet började. 0 är noll, tomt är ej redovisat."),
            sql=COUNT,
        )
        for code, heading in MEASURES.items()
    ),
    _tkr(
        "Förbrukat hittills tkr",
        "spent",
        required=True,
        aliases=("Förbrukat tkr",),
        example="310,5",
        help=_("Sedan projektet började. Skriv 0 om inget är förbrukat."),
    ),
    _tkr(
        "Kvar tkr",
        "left_stated",
        read_tkr_left,
        TKR_LEFT,
        help=_("Jämförs bara: det som är kvar räknas ut av portalen."),
    ),
    _tkr("Prognos helår tkr", "forecast", help=_("Vad hela året väntas kosta.")),
    Column(
        "Avvikelse och åtgärd",
        DEVIATION,
        read_deviation,
        help=_("Orsak, och åtgärd på en egen rad som börjar med ”Åtgärd:”. Inga namn."),
        sql=FreeText(refused="(^|\n)[[:space:]\u00a0]*[Åå][Tt][Gg][Ää][Rr][Dd]:"),
    ),
    Column(
        "Plan för implementering",
        "plan",
        read_plan,
        required=True,
        choices=tuple(PLANS),
        write=writer(PLANS),
        example="Ja",
        sql=Words("text"),
    ),
    Column("Implementering", "implementation", read_words, help=NO_NAMES, sql=FreeText()),
    Column("Erfarenheter", "experience", read_words, help=NO_NAMES, sql=FreeText()),
    Column("Fortsatt arbete", "further_work", read_words, help=NO_NAMES, sql=FreeText()),
    Column(
        "Samverkanspartner",
        "collaborators",
        read_collaborators,
        help=_("Organisationer. Flera skiljs åt med |."),
        sql=Listed(LONGEST_NAME),
    ),
    Column(
        "Slutredovisning",
        "is_final",
        read_yes_no,
        required=True,
        choices=("Ja", "Nej"),
        write=yes_or_no,
        example="Nej",
        sql=Words("boolean"),
    ),
)


def join_deviation(cause: str, action: str) -> str:
    """One cell of the form's two boxes; ``part_deviation`` takes it apart again."""
    return "\n".join([*([cause] if cause else []), *([f"{ACTION} {action}"] if action else [])])


def part_deviation(text: str) -> tuple[str, str]:
    """Cause and action: what stands after the first line that begins with "Åtgärd:" is the action."""
    before: list[str] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place, line in enumerate(lines):
        if line.strip().casefold().startswith(ACTION.casefold()):
            rest = [line.strip()[len(ACTION) :], *lines[place + 1 :]]
            return "\n".join(before).strip(), "\n".join(rest).strip()
        before.append(line)
    return text.strip(), ""
