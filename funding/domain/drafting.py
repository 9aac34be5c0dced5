"""A version of the terms is written: the first of an agreement, or an amendment of what is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model
from django.utils.translation import gettext as _

from funding.models import (
    Agreement,
    Clause,
    CostLine,
    CostType,
    Party,
    StaffLine,
    SteeringMember,
    Terms,
    TermsShare,
)
from portal.content.texts import refuse_personal
from portal.database.refusals import in_words

PARTS = (Clause, StaffLine, SteeringMember)


@dataclass(frozen=True)
class TermsContent:
    """What a draft says. ``shares`` in percent per party, ``costs`` in kronor a year per kind of cost.

    ``begins`` and ``last_day`` are both in force. ``rows``: clauses, staffing and steering group, each as the
    fields of its model; a kind that is left out is kept as it is.
    """

    begins: date
    last_day: date
    shares: Mapping[Party, Decimal]
    costs: Mapping[CostType, Decimal]
    cost_notes: Mapping[CostType, str] = field(default_factory=dict)
    convention: str = Terms.Convention.MONTHS
    rule: str = ""
    residual: Party | None = None
    change: str = ""
    rows: Mapping[type[Model], Sequence[Mapping[str, Any]]] = field(default_factory=dict)


@transaction.atomic
def draft_first(*, agreement: Agreement, content: TermsContent) -> Terms:
    """Write the first version. ValidationError: there is a version already, or the content does not hold."""
    if _locked(agreement).terms.exists():
        raise ValidationError(_("Överenskommelsen har redan villkor. Skriv ett tillägg i stället."))
    return _write(Terms(agreement=agreement, version=1), content)


@transaction.atomic
def draft_amendment(*, agreement: Agreement, begins: date, change: str = "") -> Terms:
    """Copy what is in force into a draft amendment that begins on ``begins`` and ends when it would.

    ValidationError: nothing is in force to amend, a version is already on its way, the day lies outside
    what is in force, or ``change`` points at a person.
    """
    _refuse_person(change)
    held = _locked(agreement)
    if held.terms.filter(state__in=[Terms.State.DRAFT, Terms.State.FOR_SIGNING]).exists():
        raise ValidationError(_("Ett annat utkast är redan på väg. Öppna det i stället."))
    current = held.terms.signed().filter(force__contains=begins).first()
    if current is None:
        raise ValidationError({"begins": _("Inga villkor gäller den dagen, så det finns inget att ändra.")})
    last = held.terms.order_by("-version").values_list("version", flat=True)[0]
    amendment = Terms(agreement=agreement, version=last + 1, amends=current)
    return _write(amendment, _copied(current, begins, change))


def write_new(*, terms: Terms, content: TermsContent) -> Terms:
    """Write a version that is not stored yet. ValidationError when the content does not hold."""
    return _write(terms, content)


@transaction.atomic
def write_draft(*, terms: Terms, content: TermsContent) -> Terms:
    """Write over a draft. ValidationError when it is sent already, or the content does not hold."""
    row = Terms.objects.select_for_update().get(pk=terms.pk)
    if row.state != Terms.State.DRAFT:
        raise ValidationError(
            _("Villkoren är skickade för underskrift och kan inte ändras. Ta tillbaka dem först.")
        )
    return _write(row, content)


def _refuse_person(change: str) -> None:
    try:
        refuse_personal(change)
    except ValidationError as refusal:
        raise ValidationError({"change": refusal.messages}) from refusal


def _locked(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def ends_before_it_begins() -> str:
    return _("Överenskommelsen kan inte sluta innan den börjar.")


def _write(terms: Terms, content: TermsContent) -> Terms:
    if content.last_day < content.begins:
        raise ValidationError({"last_day": ends_before_it_begins()})
    if terms.amends is not None:
        _refuse_time(terms, terms.amends, content)
    terms.valid = DateRange(content.begins, content.last_day + timedelta(days=1))
    terms.convention, terms.rule = content.convention, content.rule
    terms.residual, terms.change = content.residual, content.change.strip()
    terms.full_clean(exclude=["agreement"])
    terms.save()
    _replace(terms, content)
    return terms


def _refuse_time(terms: Terms, amended: Terms, content: TermsContent) -> None:
    """An amendment begins inside the time it cuts, and ends before the next one that is signed begins."""
    held = amended.force
    if not held.lower < content.begins < held.upper:
        words = {"first": held.lower + timedelta(days=1), "last": held.upper - timedelta(days=1)}
        raise ValidationError({"begins": _("Tillägget ska börja mellan %(first)s och %(last)s.") % words})
    later = terms.agreement.terms.signed().filter(force__startswith__gte=held.upper)
    following = later.order_by("force").first()
    if following and content.last_day >= following.force.lower:
        words = {"day": following.force.lower}
        raise ValidationError(
            {"last_day": _("Ett undertecknat tillägg börjar gälla %(day)s. Sluta före den dagen.") % words}
        )


def _replace(terms: Terms, content: TermsContent) -> None:
    shares = [
        TermsShare(terms=terms, party=party, percent=percent) for party, percent in content.shares.items()
    ]
    costs = [
        CostLine(terms=terms, kind=kind, amount=amount, note=content.cost_notes.get(kind, ""))
        for kind, amount in content.costs.items()
    ]
    for row in (*shares, *costs):
        row.clean_fields(exclude=["terms", "party", "kind"])  # to the öre, and numbers that there are
    with in_words():
        terms.shares.all().delete()
        TermsShare.objects.bulk_create(shares)
        terms.costs.all().delete()
        CostLine.objects.bulk_create(costs)
    for model, rows in content.rows.items():
        model._default_manager.filter(terms=terms).delete()
        model._default_manager.bulk_create(model(terms=terms, **row) for row in rows)


def read_content(terms: Terms) -> TermsContent:
    """Return what a version says, to be written again with changes (``dataclasses.replace``)."""
    costs = list(terms.costs.select_related("kind"))
    return TermsContent(
        begins=terms.valid.lower,
        last_day=terms.valid.upper - timedelta(days=1),
        shares={share.party: share.percent for share in terms.shares.select_related("party__organisation")},
        costs={line.kind: line.amount for line in costs},
        cost_notes={line.kind: line.note for line in costs},
        convention=terms.convention,
        rule=terms.rule,
        residual=terms.residual,
        change=terms.change,
        rows={model: list(_rows(model, terms)) for model in PARTS},
    )


def _copied(current: Terms, begins: date, change: str) -> TermsContent:
    last_day = current.force.upper - timedelta(days=1)
    return replace(read_content(current), begins=begins, last_day=last_day, change=change)


def _rows(model: type[Model], terms: Terms) -> Any:
    names = [f.name for f in model._meta.concrete_fields if f.name not in ("id", "terms")]
    return model._default_manager.filter(terms=terms).order_by("pk").values(*names)
