"""Take away a grant that was written by mistake (docs/decisions/0013)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.database.refusals import in_words
from portal.history.context import because
from projects.models import Grant, Report


@transaction.atomic
def remove_grant(*, grant: Grant, why: str) -> None:
    """Remove a grant that nobody decided; the history keeps it, with ``why``.

    Raises ValidationError without a reason, when a nämnd's decision gave it, when the project has reported,
    or when a later grant prolongs it.
    """
    row = Grant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    if not why.strip():
        raise ValidationError({"why": _("Skriv varför beslutet tas bort. Skälet står i historiken.")})
    if row.application_id:
        raise ValidationError(
            _("Nämnderna har beslutat om medlen. Rätta beloppet, eller registrera en återföring av medel.")
        )
    if Report.objects.submitted().filter(duty__project=row.project_id).exists():
        raise ValidationError(_("Projektet har redovisat. Rätta beloppet i stället för att ta bort det."))
    with in_words(), because(why.strip()):
        row.delete()
