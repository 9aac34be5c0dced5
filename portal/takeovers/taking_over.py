"""A successor takes over an open case or a report still owed, by a registrar's hand.

Source: administration.md 3. Each gets a line "övertaget av X den ..." and the case a place for the
successor's registry number; the old number stays searchable. Closed cases keep the old nämnd as their
records creator.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.cases.registering import add_number, gives_numbers
from portal.deadlines.models import ExpectedReport
from portal.organisation.models import Organisation, User
from portal.takeovers.heirs import all_heirs
from portal.takeovers.models import Takeover


@transaction.atomic
def take_over(
    *, case: Case, to: Organisation, number: str = "", by: User | None, today: date, now: datetime
) -> Takeover:
    """Let ``to`` hold the open case from today, with its own number when there is one, and owe its reports.

    Where the portal gives ``to`` its numbers the case gets the next one. Raises ValidationError when the case
    is closed or taken over already, when ``to`` is not who comes after, or when the number is refused.
    """
    row = Case.objects.select_for_update().select_related("holder").get(pk=case.pk)
    if not row.is_open:
        raise ValidationError(_("Ett avslutat ärende tas inte över. Det stannar hos sin arkivbildare."))
    before = row.holder
    _check_heir(before, to, today)
    row.holder = to
    row.save(update_fields=["holder"])
    line = Takeover.objects.create(
        case=row, from_body=before, to_body=to, on=today, taken_at=now, taken_by=by
    )
    if number or gives_numbers(to):
        add_number(case=row, body=to, number=number, today=today)
    owing = row.expected_reports.outstanding().filter(organisation=before)
    for owed in owing.order_by("pk"):  # locked in the order in which everybody does
        take_over_report(expected=owed, to=to, by=by, today=today, now=now)
    return line


@transaction.atomic
def take_over_report(
    *, expected: ExpectedReport, to: Organisation, by: User | None, today: date, now: datetime
) -> Takeover:
    """Let ``to`` owe the report instead of a body that has ended; its due date stays.

    Raises ValidationError when the report is in already or taken over, or when ``to`` is not who comes after.
    """
    row = ExpectedReport.objects.select_for_update().select_related("organisation").get(pk=expected.pk)
    if row.state in (ExpectedReport.State.SUBMITTED, ExpectedReport.State.ACCEPTED):
        raise ValidationError(_("Redovisningen är redan inlämnad och tas inte över."))
    before = row.organisation
    _check_heir(before, to, today)
    row.organisation = to
    row.save(update_fields=["organisation"])
    return Takeover.objects.create(
        expected=row, from_body=before, to_body=to, on=today, taken_at=now, taken_by=by
    )


def _check_heir(before: Organisation, to: Organisation, today: date) -> None:
    heirs = all_heirs(today=today).get(before.pk)
    if heirs is None:
        raise ValidationError(
            _("%(body)s har ingen efterträdare i dag. Det kan redan vara övertaget.") % {"body": before}
        )
    if to not in heirs.bodies:
        names = ", ".join(str(body) for body in heirs.bodies)
        raise ValidationError({"to": _("Ange vem som tar över: %(names)s.") % {"names": names}})
