"""The columns of a file of activities (aktiviteter): the contract's headings, in its order."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.content.parsing import read_date, read_list, read_yes_no
from portal.imports.cells import read_heads, read_words
from portal.imports.columns import Column

NO_NAMES = _("Inga namn, personnummer, telefonnummer eller adresser.")
SEVERAL = _("Flera skiljs åt med |.")


def _written_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _yes_no(value: Any) -> str | None:
    """Return Ja, Nej or, where it is not told, nothing."""
    return None if value is None else ("Ja" if value else "Nej")


def _only_yes(value: Any) -> str | None:
    return "Ja" if value else None


COLUMNS = (
    Column(
        "Aktivitets-id",
        "key",
        help=_("Lämna tomt för en ny aktivitet. Står det ett id som finns ändras den."),
    ),
    Column("Datum", "day", read_date, required=True, example="2026-11-17", write=_written_day),
    Column(
        "Stadsdelsförvaltning",
        "organisation",
        required=True,
        aliases=("Stadsdel", "Stadsdelsnämnd", "Förvaltning"),
        example="Järva",
        help=_("Den egna förvaltningens korta namn."),
    ),
    Column("Område", "neighbourhood", example="Husby", help=_("Ett område i den egna stadsdelen.")),
    Column("Form", "form", required=True, example="Gruppinformation"),
    Column("Plats", "place", read_words, example="Biblioteket", help=NO_NAMES),
    Column("Språk", "languages", read_list, example="Arabiska|Somaliska", help=SEVERAL),
    Column("Målgrupp", "groups", read_list, required=True, example="EBO|Föräldrar", help=SEVERAL),
    Column(
        "Kvinnor",
        "women",
        read_heads,
        example="12",
        help=_("18 år och äldre. 0 är ingen, tomt är ej noterat."),
    ),
    Column("Män", "men", read_heads, example="9"),
    Column("Kön ej noterat", "unknown", read_heads, aliases=("Okänt kön",)),
    Column("Barn (under 18)", "children", read_heads, aliases=("Barn",), help=_("Räknas för sig.")),
    Column("Tolk", "interpreter", read_yes_no, choices=("Ja", "Nej"), write=_yes_no),
    Column("Barnpassning", "childcare", read_yes_no, choices=("Ja", "Nej"), write=_yes_no),
    Column("Samverkanspartner", "partners", read_list, help=SEVERAL),
    Column("Material", "materials", read_list, help=_("Titlar som de står i materiallistan, med | emellan.")),
    Column("Utmaning", "challenge", read_words, help=NO_NAMES),
    Column("Gott exempel", "good_example", read_yes_no, choices=("Ja", "Nej"), write=_only_yes),
)
