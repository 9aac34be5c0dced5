"""The filters of the list of cases: words or number, nämnd, kind, and how it stands."""

from typing import Any

import django_filters
from django.db.models import Value
from django.db.models.lookups import Exact
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case, CaseQuerySet
from portal.cases.states import STATES
from portal.cases.tables import state
from portal.organisation.models import Organisation


def _holders(user: Any) -> list[tuple[int, str]]:
    """Return the nämnder that hold a case the reader may see, to choose between, in one query."""
    held = Case.objects.for_user(user).order_by().values("holder")
    return [(body.pk, body.as_committee) for body in Organisation.objects.filter(pk__in=held).by_name()]


class CaseFilter(django_filters.FilterSet):
    """``?text= namnd= slag= lage=``. ``text`` is words of the title or a number, however it is separated."""

    text = django_filters.CharFilter(label=_("Ord eller diarienummer"), method="with_text", max_length=200)
    namnd = django_filters.ChoiceFilter(label=_("Ansvarig nämnd"), field_name="holder", empty_label=_("Alla"))
    slag = django_filters.ChoiceFilter(
        label=_("Slag"),
        field_name="kind",
        choices=[(code, capfirst(label)) for code, label in Case.Kind.choices],
        empty_label=_("Alla"),
    )
    lage = django_filters.ChoiceFilter(
        label=_("Läge"),
        method="in_state",
        choices=[(code, shown.word) for code, shown in STATES.items()],
        empty_label=_("Alla"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.filters["namnd"].extra["choices"] = _holders(self.request.user)

    def with_text(self, cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return cases.matching(value)

    def in_state(self, cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return cases.filter(Exact(state(), Value(value)))
