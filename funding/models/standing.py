"""How an agreement stands on a day, told by the one version of its terms that says it best to the reader."""

from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, DateField, F, IntegerField, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from funding.models.agreement import AgreementQuerySet
from funding.models.notice import Notice
from funding.models.terms import Terms, TermsQuerySet, TermsShare

IN_FORCE, SIGNING, COMING, ENDED, DRAFT, CLOSED = "in_force", "signing", "coming", "ended", "draft", "closed"
#: the order in which versions speak for their agreement
STANDINGS = (IN_FORCE, SIGNING, COMING, ENDED, DRAFT, CLOSED)
BOUND = (0, 2, 3)  # the ranks of versions that every party has signed
SOON = timedelta(days=183)  # an agreement that ends within six months ends soon


def ranked(terms: TermsQuerySet, today: date) -> TermsQuerySet:
    """Annotate ``rank``, the place of the version's standing in STANDINGS, and order the best first."""
    signed = Q(state=Terms.State.SIGNED)
    rank = Case(
        When(signed & Q(force__contains=today), then=Value(0)),
        When(state=Terms.State.FOR_SIGNING, then=Value(1)),
        When(signed & Q(force__startswith__gt=today), then=Value(2)),
        When(signed, then=Value(3)),
        When(state=Terms.State.DRAFT, then=Value(4)),
        default=Value(5),
        output_field=IntegerField(),
    )
    return terms.annotate(rank=rank).order_by("rank", "-version")


def with_standing(agreements: AgreementQuerySet, user, today: date) -> AgreementQuerySet:
    """Annotate what the list shows: ``rank``, ``first_day``, ``ends`` (first day after), ``party_names``,
    ``notices_open``; of the version the reader may see that speaks for the agreement. What is signed ends
    where the last of the signed versions does: an amendment that is to come is no end."""
    seen = ranked(Terms.objects.for_user(user).filter(agreement=OuterRef("pk")), today)
    names = TermsShare.objects.filter(terms=OuterRef("current")).order_by("party__heading_order", "pk")
    told = Notice.objects.open().filter(agreement=OuterRef("pk")).order_by()
    bound = Terms.objects.signed().filter(agreement=OuterRef("pk")).order_by()
    return agreements.annotate(
        current=Subquery(seen.values("pk")[:1]),
        rank=Subquery(seen.values("rank")[:1]),
        first_day=Subquery(seen.values(day=F("valid__startswith"))[:1], output_field=DateField()),
        ends=Case(
            When(rank__in=BOUND, then=Subquery(bound.values("agreement").values(day=Max("force__endswith")))),
            default=Subquery(seen.values(day=F("valid__endswith"))[:1], output_field=DateField()),
        ),
        party_names=ArraySubquery(names.values("party__organisation__short_name")),
        notices_open=Coalesce(
            Subquery(told.values("agreement").annotate(n=Count("pk")).values("n")), Value(0)
        ),
    )
