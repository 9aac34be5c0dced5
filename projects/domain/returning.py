"""Money that goes back: återföring between the city's own nämnder, återkrav from an external body.

Nämnder are one legal person: between them nothing is reclaimed (administration.md 13). Announced, then
received or withdrawn; what is announced is not yet back.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.deadlines.telling import the_day
from portal.deadlines.words import checked
from portal.money import write_tkr
from portal.organisation.models import Organisation, User
from projects.models import Project, Repayment

_Kind = Organisation.Kind
EXTERNAL = frozenset({_Kind.AGENCY, _Kind.REGION, _Kind.MUNICIPALITY, _Kind.VOLUNTARY, _Kind.COMPANY})


def kind_for(organisation: Organisation) -> Repayment.Kind:
    """Return what money back from ``organisation`` is called: its own kind decides."""
    return Repayment.Kind.CLAIM if organisation.kind in EXTERNAL else Repayment.Kind.RETURN


@transaction.atomic
def announce_return(
    *, project: Project, on: date, reason: str, by: User | None, today: date, amount: Decimal | None = None
) -> Repayment:
    """Note that money is to go back; ``amount`` in kronor, None when it is not known.

    ValidationError: no reason, a day to come, nothing granted, or more than was granted and is not back.
    """
    row = Project.objects.select_for_update().select_related("lead").get(pk=project.pk)
    _check_past(on, today)
    if amount is not None:
        _check_amount(row, amount)
    return Repayment.objects.create(
        project=row,
        kind=kind_for(row.lead),
        amount=amount,
        announced_on=on,
        reason=checked(reason, name="reason", missing=_("Skriv varför medlen ska tillbaka.")),
        noted_by=by,
    )


@transaction.atomic
def receive_return(
    *, repayment: Repayment, on: date, today: date, amount: Decimal | None = None
) -> Repayment:
    """Note that the money has come; ``amount`` says how much when it was not known. ValidationError: it has
    come or been withdrawn already, nobody knows how much, or the day lies before it was announced."""
    row = _open(repayment)
    _check_order(row, on, today)
    if amount is not None and amount != row.amount:
        _check_amount(row.project, amount, besides=row)
        row.amount = amount
    if row.amount is None:
        raise ValidationError({"amount": _("Skriv hur mycket som kom in.")})
    row.received_on = on
    row.save(update_fields=["received_on", "amount"])
    return row


@transaction.atomic
def withdraw_return(*, repayment: Repayment, on: date, reason: str, today: date) -> Repayment:
    """Note that the money is not going back after all. Refuses as ``receive_return``, or without a reason."""
    row = _open(repayment)
    _check_order(row, on, today)
    why = checked(reason, name="reason", missing=_("Skriv varför medlen inte går tillbaka."))
    row.withdrawn_on = on
    row.reason = f"{row.reason}\n{_('Återtaget: %(why)s') % {'why': why}}"
    row.save(update_fields=["withdrawn_on", "reason"])
    return row


def returned_text(repayments: Iterable[Repayment]) -> str:
    """Say in running text what was announced and what became of it; "" when there is nothing."""
    return " ".join(_sentence(one, one.announced_on) for one in repayments if one.announced_on)


def _sentence(one: Repayment, announced_on: date) -> str:
    sum_of = _(" (%(tkr)s tkr)") % {"tkr": write_tkr(one.amount)} if one.amount else ""
    kind = capfirst(one.get_kind_display())
    words = {"kind": kind, "sum": sum_of, "day": the_day(announced_on)}
    if one.received_on:
        words["end"] = the_day(one.received_on)
        return _("%(kind)s%(sum)s meddelades %(day)s och togs emot %(end)s.") % words
    if one.withdrawn_on:
        words["end"] = the_day(one.withdrawn_on)
        return _("%(kind)s%(sum)s meddelades %(day)s men drogs tillbaka %(end)s.") % words
    return _("%(kind)s%(sum)s meddelades %(day)s. Medlen har inte kommit in.") % words


def _open(repayment: Repayment) -> Repayment:
    row = Repayment.objects.select_for_update().get(pk=repayment.pk)
    if row.received_on or row.withdrawn_on:
        raise ValidationError(_("Återföringen är redan avslutad."))
    return row


def _check_past(on: date, today: date) -> None:
    if on > today:
        raise ValidationError({"on": _("Skriv en dag som har varit.")})


def _check_order(row: Repayment, on: date, today: date) -> None:
    _check_past(on, today)
    if row.announced_on and on < row.announced_on:
        raise ValidationError({"on": _("Dagen ligger före den dag då det meddelades.")})


def _check_amount(project: Project, amount: Decimal, *, besides: Repayment | None = None) -> None:
    """Never more than was granted and has not been announced already."""
    granted = project.grants.aggregate(sum=Sum("amount"))["sum"] or Decimal()
    others = project.repayments.filter(withdrawn_on__isnull=True)
    if besides:
        others = others.exclude(pk=besides.pk)
    left = granted - (others.aggregate(sum=Sum("amount"))["sum"] or Decimal())
    if not 0 < amount <= left:
        words = _("Skriv ett belopp större än noll och högst %(left)s tkr, som är kvar av det beviljade.")
        raise ValidationError({"amount": words % {"left": write_tkr(left)}})
