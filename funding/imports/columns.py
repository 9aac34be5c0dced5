"""The columns of a file of tertial reports (overenskommelser): the contract's headings, in its order.

A column's key is what the domain calls it (``funding.domain.reportcontent``), so that one refusal serves the
form and the file.
"""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from funding.domain.reportcontent import cost_name
from portal.content.parsing import read_year
from portal.imports.cells import read_heads, read_tertial, read_tkr, read_words
from portal.imports.columns import Column
from portal.money import kronor_to_tkr

#: kind of cost -> its heading; other kinds have no column and are reported in the form
COSTS = {
    "personal": "Personalkostnad tkr",
    "lokaler-it": "Lokaler it tkr",
    "overhead": "Overhead tkr",
    "tolk": "Tolk tkr",
}
NO_NAMES = _("Inga namn, personnummer eller adresser.")


def _written_tkr(kronor: Decimal | None) -> Decimal | None:
    return None if kronor is None else kronor_to_tkr(kronor)


COLUMNS = (
    Column(
        "Överenskommelse",
        "agreement",
        required=True,
        aliases=("Avtal",),
        example="exempel-samhallsvagledning",
        help=_("Nyckeln i adressen, diarienumret eller titeln, om bara en överenskommelse har den."),
    ),
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
    Column(
        "Folkbokförda nyanlända 18-64",
        "registered",
        read_heads,
        required=True,
        example="54",
        help=_("När perioden slutar. Skriv 0 om ni har räknat och det blev noll."),
    ),
    Column("Kvinnor", "women", read_heads, help=_("Av de folkbokförda.")),
    Column("Män", "men", read_heads, help=_("Av de folkbokförda.")),
    Column("Barn (under 18)", "children", read_heads, aliases=("Barn",), help=_("Räknas för sig.")),
    *(
        Column(
            heading,
            cost_name(code),
            read_tkr,
            write=_written_tkr,
            help=_("Vad som har kostat under perioden."),
        )
        for code, heading in COSTS.items()
    ),
    Column("Kommentar", "comment", read_words, help=NO_NAMES),
)
