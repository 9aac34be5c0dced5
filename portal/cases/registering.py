"""Cases get into the register, and get their numbers: from the city's diarium, or from the portal.

Source: administration.md 5. A case without a number works and waits; nothing is signed without one.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case, CaseNumber, NumberSeries, Registry
from portal.cases.numbers import number_parts
from portal.organisation.models import Organisation


def gives_numbers(body: Organisation) -> bool:
    """Whether the portal gives the body its numbers (a setting per nämnd)."""
    return Registry.objects.filter(body=body, source=Registry.Source.PORTAL).exists()


@transaction.atomic
def open_case(*, case: Case, number: str = "", today: date) -> Case:
    """Enter a new case, held by the nämnd that opened it, with its number when there is one.

    Raises ValidationError when the nämnd did not exist then, the case opens in the future or the number is
    refused (under "number"). Where the portal gives the numbers the case gets one at once.
    """
    case.holder = case.committee
    _check_days(case, today)
    if not case.committee.existed_on(case.opened_on):
        raise ValidationError({"committee": _("Nämnden fanns inte den dagen. Välj den som fanns då.")})
    case.save()
    if number or gives_numbers(case.committee):
        add_number(case=case, body=case.committee, number=number, today=today)
    return case


@transaction.atomic
def change_case(*, case: Case, today: date) -> Case:
    """Save what was changed of a case. Raises ValidationError when its days are not in order."""
    _check_days(case, today)
    case.save()
    return case


@transaction.atomic
def add_number(*, case: Case, body: Organisation, number: str = "", today: date) -> CaseNumber:
    """Note that ``body`` has registered the case as ``number``, or let the portal give the body's next one.

    Raises ValidationError under "number" when it is missing, has been given to another case by the same body,
    or is typed although the portal gives this body its numbers.
    """
    if gives_numbers(body):
        if number:
            raise ValidationError({"number": _("Portalen ger nämndens nummer. Lämna fältet tomt.")})
        return give_number(case=case, body=body, year=today.year)
    if not number:
        raise ValidationError({"number": _("Skriv diarienumret som det står i stadens diarium.")})
    return _checked(CaseNumber(case=case, body=body, number=number))


@transaction.atomic
def correct_number(*, number: CaseNumber, to: str) -> CaseNumber:
    """Change a number that was typed wrong. Raises ValidationError for one that the portal gave."""
    if number.given_by_portal:
        raise ValidationError({"number": _("Portalen gav numret. Serien ska vara utan luckor.")})
    number.number = to
    return _checked(number)


@transaction.atomic
def give_number(*, case: Case, body: Organisation, year: int) -> CaseNumber:
    """Give the case the body's next number of the year, such as "2026/17", after the body's own letters.

    The series is locked until the transaction ends: two clerks at the same second get two numbers, and a
    number that was rolled back is given again. Numbers typed before the portal took over are stepped past.
    """
    NumberSeries.objects.bulk_create([NumberSeries(body=body, year=year)], ignore_conflicts=True)
    series = NumberSeries.objects.select_for_update().get(body=body, year=year)
    prefix = Registry.objects.filter(body=body).values_list("prefix", flat=True).first() or ""
    while True:
        series.last += 1
        number = f"{prefix} {year}/{series.last}".strip()
        if not CaseNumber.objects.filter(body=body, parts=number_parts(number)).exists():
            break
    series.save(update_fields=["last"])
    return CaseNumber.objects.create(case=case, body=body, number=number, given_by_portal=True)


def _check_days(case: Case, today: date) -> None:
    if case.opened_on > today:
        raise ValidationError({"opened_on": _("Ärendet kan inte öppnas en dag som inte har varit.")})
    if case.closed_on and case.closed_on > today:
        raise ValidationError({"closed_on": _("Ärendet kan inte avslutas en dag som inte har varit.")})
    if case.closed_on and case.closed_on < case.opened_on:
        raise ValidationError({"closed_on": _("Ärendet kan inte avslutas innan det öppnades.")})


def _checked(number: CaseNumber) -> CaseNumber:
    """Save the number, or say under "number" why the database would refuse it."""
    number.number = number.number.strip()
    try:
        number.full_clean()
        with transaction.atomic():
            number.save()
    except ValidationError as refusal:
        raise ValidationError({"number": refusal.messages}) from refusal
    except IntegrityError as refusal:  # somebody was a second earlier
        raise ValidationError(
            {"number": _("Nämnden har redan ett ärende med det diarienumret.")}
        ) from refusal
    return number
