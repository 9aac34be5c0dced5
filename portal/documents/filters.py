"""The filters of the list of documents: words, kind, state, nämnd, the reader's own."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.database.functions import FoldText
from portal.database.textkeys import fold_text
from portal.documents.models import Document, Recipient
from portal.documents.models.kinds import DocumentKind
from portal.documents.states import STATES
from portal.organisation.models import Organisation


def _committees(user: Any) -> list[tuple[int, str]]:
    """The nämnder that get a document the reader may see, in one query."""
    to = Recipient.objects.filter(document__in=Document.objects.for_user(user)).values("committee")
    return [(body.pk, body.as_committee) for body in Organisation.objects.filter(pk__in=to).by_name()]


class DocumentFilter(django_filters.FilterSet):
    """``?text= slag= lage= namnd= mina=``. What was thrown away shows only when asked for."""

    text = django_filters.CharFilter(label=_("Ord eller diarienummer"), method="with_text", max_length=200)
    slag = django_filters.ChoiceFilter(
        label=_("Slag"),
        field_name="kind",
        choices=[(code, capfirst(label)) for code, label in DocumentKind.choices],
        empty_label=_("Alla"),
    )
    lage = django_filters.ChoiceFilter(
        label=_("Läge"),
        field_name="state",
        choices=[(code, shown.word) for code, shown in STATES.items()],
        empty_label=_("Alla"),
    )
    namnd = django_filters.ChoiceFilter(label=_("Nämnd"), method="to_committee", empty_label=_("Alla"))
    mina = django_filters.BooleanFilter(label=_("Bara mina"), widget=forms.CheckboxInput, method="of_mine")

    class Meta:
        model = Document
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.filters["namnd"].extra["choices"] = _committees(self.request.user)

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("lage"):
            return found
        return found.exclude(state=Document.State.WITHDRAWN)

    def with_text(self, rows: Any, name: str, value: str) -> Any:
        folded = rows.annotate(folded_title=FoldText("title"))
        numbered = Case.objects.with_number_like(value).values("pk")
        return folded.filter(Q(folded_title__contains=fold_text(value)) | Q(case__in=numbered))

    def to_committee(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(pk__in=Recipient.objects.filter(committee=int(value)).values("document"))

    def of_mine(self, rows: Any, name: str, value: bool) -> Any:
        return rows.filter(officer=self.request.user) if value else rows
