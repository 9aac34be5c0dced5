"""The filters of the list of questions; what may be chosen is what the reader may see."""

from typing import Any

import django_filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.database.textkeys import swedish_key
from projects.domain.plausibility import RULES
from projects.filters import EVERY_PROGRAMME, Choices, Chosen, OneOrMoreFilter
from projects.models import Question
from projects.models.question import QuestionQuerySet

STATUSES = {
    "obesvarad": Question.Status.UNANSWERED,
    "forklarad": Question.Status.EXPLAINED,
    "rattad": Question.Status.CORRECTED,
    "kvarstar": Question.Status.REMAINS,
}


class QuestionFilter(django_filters.FilterSet):
    """``?program= regel= status= ansvarig=``; ``queryset`` is of the programme chosen already."""

    program = django_filters.ChoiceFilter(label=_("Program"), method="as_it_is", empty_label=None)
    regel = django_filters.ChoiceFilter(
        label=_("Regel"),
        field_name="rule",
        choices=lambda: [(rule.code, rule.title) for rule in RULES],
        empty_label=_("Alla"),
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        method="standing",
        choices=lambda: [(word, capfirst(str(status.label))) for word, status in STATUSES.items()],
        empty_label=_("Alla"),
    )
    ansvarig = OneOrMoreFilter(label=_("Ansvarig"), field_name="project__lead")

    def __init__(self, *args: Any, chosen: Chosen, **kwargs: Any):
        super().__init__(*args, **kwargs)
        programmes: Choices = [(each.slug, each.name) for each in chosen.programmes]
        if len(programmes) > 1:
            programmes.append((EVERY_PROGRAMME, str(_("Alla program"))))
        self.filters["program"].extra["choices"] = programmes
        self.filters["ansvarig"].extra["choices"] = [("", str(_("Alla"))), *_leads(self.queryset)]

    def as_it_is(self, rows: QuestionQuerySet, name: str, value: str) -> QuestionQuerySet:
        """Leave the rows: the view has chosen the programme already."""
        return rows

    def standing(self, rows: QuestionQuerySet, name: str, value: str) -> QuestionQuerySet:
        return rows.filter(status=STATUSES[value])


def _leads(rows: QuestionQuerySet) -> Choices:
    found = rows.order_by().values_list("project__lead", "project__lead__short_name").distinct()
    return sorted(((str(pk), name) for pk, name in found), key=lambda choice: swedish_key(choice[1]))
