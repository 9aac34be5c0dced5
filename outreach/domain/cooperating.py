"""Cooperations: what a district and a partner have agreed, in words, and which function one reaches there."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from outreach.models import Cooperation
from portal.content.texts import refuse_long, refuse_personal, tidy
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

# "eva.ek@" is somebody, "kontakt@" a function; 07x is in somebody's pocket, a switchboard has an area code
_PERSONS_MAIL = re.compile(r"[^\W\d_]{2,}[.][^\W\d_]{2,}@", re.UNICODE)
_POCKET = re.compile(r"(?<!\d)(?:\+|00)?(?:46[ ().-]*)?(?:\(0\)|0)?[ .-]*7[02369](?:[ .-]*\d){7}(?!\d)")


def keep_cooperation(*, cooperation: Cooperation) -> Cooperation:
    """Keep a new or changed cooperation.

    ValidationError: a text points out a person, the contact is a person's address or mobile telephone (a
    function's mailbox and a switchboard are let through), the dates do not hold, or it is there already.
    """
    cooperation.agreed, cooperation.contact = tidy(cooperation.agreed), tidy(cooperation.contact)
    for field, text in (("agreed", cooperation.agreed), ("contact", cooperation.contact)):
        try:
            refuse_personal(text)
            refuse_long(text)
            refuse_persons_contact(text)
        except ValidationError as refusal:
            raise ValidationError({field: refusal.messages}) from refusal
    if cooperation.partner.kind not in PARTNERS:
        raise ValidationError({"partner": _("Välj en förening, en myndighet eller en annan organisation.")})
    cooperation.full_clean(exclude=["organisation", "partner"])
    cooperation.save()
    return cooperation


def refuse_persons_contact(text: str) -> None:
    """Raise ValidationError when ``text`` has an e-mail address or a telephone that is a person's."""
    if _PERSONS_MAIL.search(text) or _POCKET.search(text):
        raise ValidationError(
            _(
                "Skriv en funktion, inte en person: till exempel ”informationsansvarig, nås genom växeln” "
                "eller ”kontakt@forening.example”. Mobilnummer och personliga e-postadresser tas inte emot."
            )
        )
