"""The columns of a file of district reports (redovisningar): the contract's headings, in its order.

A count's key is what the domain calls it (``projects.domain.reportcontent.flat``), so that one refusal serves
the form and the file.
"""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.content.parsing import (
    Unreadable,
    read_count,
    read_decimal,
    read_list,
    read_text,
    read_year,
    read_yes_no,
)
from portal.imports.columns import Column
from portal.money import kronor_to_tkr, tkr_to_kronor
from projects.domain.codelist import PARTICIPANTS
from projects.imports.words import reader, writer
from projects.models import Report

TERTIALS = range(1, 4)
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
NO_NAMES = _("Inga namn, personnummer eller adresser.")


def read_tertial(text: str) -> int:
    """1, 2 or 3 (the year's end)."""
    number = read_text(text).removesuffix(".0").removesuffix(",0")
    if number in {str(each) for each in TERTIALS}:
        return int(number)
    raise Unreadable(gettext("Tertialen finns inte."), gettext("Skriv 1, 2 eller 3. Helåret är 3."))


def read_tkr(text: str) -> Decimal:
    """A number of tkr, as kronor. A trailing "kr" would be another amount and is refused."""
    return tkr_to_kronor(read_decimal(text, units=("tkr",)))


def read_plan(text: str) -> str:
    """Ja, Nej or Delvis, also as J, N, 1 and 0."""
    word = read_text(text)
    return _read_plan(_SHORT.get(word.casefold(), word))


def yes_or_no(value: bool | None) -> str:
    return "" if value is None else "Ja" if value else "Nej"


def _written_tkr(kronor: Decimal | None) -> Decimal | None:
    return None if kronor is None else kronor_to_tkr(kronor)


def _tkr(heading: str, key: str, **more: Any) -> Column:
    return Column(heading, key, read_tkr, write=_written_tkr, **more)


COLUMNS = (
    Column("År", "year", read_year, required=True, example="2026"),
    Column(
        "Tertial", "period", read_tertial, required=True, example="2", help=_("1, 2 eller 3. Helåret är 3.")
    ),
    Column(
        "Stadsdelsförvaltning",
        "district",
        required=True,
        aliases=("Stadsdel", "Stadsdelsnämnd", "Förvaltning"),
        example="Järva",
        help=_("Den egna förvaltningens korta namn."),
    ),
    Column("Projektnummer", "project", required=True, example="2.2.5"),
    Column(
        "Deltagare hittills",
        PARTICIPANTS,
        read_count,
        required=True,
        may_be_blank=True,
        aliases=("Deltagare totalt",),
        example="42",
        help=_(
            "Alla från 18 år sedan projektet började. Får vara tomt när kvinnor, män och kön ej noterat "
            "är ifyllda."
        ),
    ),
    Column("Kvinnor", SPLIT["women"], read_count, help=_("18 år eller äldre.")),
    Column("Män", SPLIT["men"], read_count, help=_("18 år eller äldre.")),
    Column(
        "Kön ej noterat",
        SPLIT["unknown"],
        read_count,
        aliases=("Okänt kön",),
        help=_("18 år eller äldre. Fråga ingen om kön."),
    ),
    Column(
        "Barn (under 18)",
        SPLIT["children"],
        read_count,
        aliases=("Barn",),
        help=_("Räknas för sig, utanför deltagarna."),
    ),
    *(
        Column(
            heading,
            code,
            read_count,
            help=_("Antal sedan projektet började. 0 är noll, tomt är ej redovisat."),
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
    _tkr("Kvar tkr", "left_stated", help=_("Jämförs bara: det som är kvar räknas ut av portalen.")),
    _tkr("Prognos helår tkr", "forecast", help=_("Vad hela året väntas kosta.")),
    Column(
        "Avvikelse och åtgärd",
        DEVIATION,
        help=_("Orsak, och åtgärd på en egen rad som börjar med ”Åtgärd:”. Inga namn."),
    ),
    Column(
        "Plan för implementering",
        "plan",
        read_plan,
        required=True,
        choices=tuple(PLANS),
        write=writer(PLANS),
        example="Ja",
    ),
    Column("Implementering", "implementation", help=NO_NAMES),
    Column("Erfarenheter", "experience", help=NO_NAMES),
    Column("Fortsatt arbete", "further_work", help=NO_NAMES),
    Column("Samverkanspartner", "collaborators", read_list, help=_("Organisationer. Flera skiljs åt med |.")),
    Column(
        "Slutredovisning",
        "is_final",
        read_yes_no,
        required=True,
        choices=("Ja", "Nej"),
        write=yes_or_no,
        example="Nej",
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
