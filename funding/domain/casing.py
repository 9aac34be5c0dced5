"""The case (ärende) an agreement hangs on: its registry number must be known before anybody signs."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funding.models import Agreement, Signature
from portal.cases.models import Case


@transaction.atomic
def join_case(*, agreement: Agreement, case: Case) -> Agreement:
    """Let the agreement hang on ``case``. ValidationError: it is closed, or somebody signed in another."""
    row = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if not case.is_open:
        raise ValidationError({"case": _("Ärendet är avslutat. Välj ett som är öppet.")})
    has_signed = Signature.objects.filter(terms__agreement=row).exists()
    if row.case_id not in (None, case.pk) and has_signed:
        raise ValidationError(_("Någon har redan undertecknat i det ärende som överenskommelsen hör till."))
    row.case = case
    row.save(update_fields=["case"])
    return row
