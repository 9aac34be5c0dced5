"""Cooperations: what a district and a partner have agreed, in words, and which function one reaches there."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from outreach.domain.refusing import refuse_text
from outreach.models import Cooperation
from portal.content.contacts import find_addresses, find_phone_numbers
from portal.content.personal import find_personal_numbers
from portal.content.texts import refuse_long, tidy
from portal.organisation.models import Organisation

Kind = Organisation.Kind
#: who a district cooperates with: not the districts themselves, and no body of politicians
PARTNERS = (
    Kind.VOLUNTARY,
    Kind.AGENCY,
    Kind.REGION,
    Kind.MUNICIPALITY,
    Kind.COMPANY,
    Kind.ADMINISTRATION,
    Kind.UNIT,
    Kind.JOINT,
)

# "anna.andersson@" is somebody, "kontakt@" a function; 07 is in somebody's pocket, a switchboard is not
_SOMEBODY = re.compile(r"[^\W\d_]{2,}[._-][^\W\d_]{2,}\W*(?:@|at\b|snabel)", re.IGNORECASE)
_POCKET = re.compile(r"(?:00)?(?:46)?0?7")


def keep_cooperation(*, cooperation: Cooperation) -> Cooperation:
    """Keep a new or changed cooperation.

    ValidationError: a text points out a person, the contact is a person's address or mobile telephone (a
    function's mailbox and a switchboard are let through), the dates do not hold, or it is there already.
    """
    cooperation.agreed, cooperation.contact = tidy(cooperation.agreed), tidy(cooperation.contact)
    refuse_text(cooperation.agreed, field="agreed")
    try:
        refuse_long(cooperation.agreed)
    except ValidationError as refusal:
        raise ValidationError({"agreed": refusal.messages}) from refusal
    refuse_persons_contact(cooperation.contact)
    if cooperation.partner.kind not in PARTNERS:
        raise ValidationError({"partner": _("Välj en förening, en myndighet eller en annan organisation.")})
    cooperation.full_clean()
    cooperation.save()
    return cooperation


def refuse_persons_contact(text: str) -> None:
    """Raise ValidationError when ``text`` is a way to reach one person: an identity number, a mobile
    telephone, an address made of two names. A switchboard and a function's mailbox are let through."""
    pockets = (_POCKET.match(re.sub(r"\D", "", number)) for number in find_phone_numbers(text))
    somebody = (_SOMEBODY.match(address) for address in find_addresses(text))
    if find_personal_numbers(text) or any(pockets) or any(somebody):
        raise ValidationError(
            {
                "contact": _(
                    "Skriv en funktion, inte en person: till exempel ”informationsansvarig, nås genom "
                    "växeln” eller ”kontakt@forening.example”. Mobilnummer och personliga e-postadresser "
                    "tas inte emot."
                )
            }
        )
