"""What may be chosen in the form of an activity, and what a person usually chooses: a few queries."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q

from outreach.models import (
    Activity,
    ActivityPartner,
    Cooperation,
    Language,
    Material,
    TargetGroup,
    Topic,
    WorkForm,
)
from portal.organisation.models import Neighbourhood, Organisation, Role, User

REMEMBERED = 20  # activities that say what a person usually does
Choices = list[tuple[str, str]]


@dataclass
class Usual:
    """What the latest activities of a person say, the newest first."""

    latest: list[Activity] = field(default_factory=list)

    @cached_property
    def newest(self) -> Activity | None:
        return self.latest[0] if self.latest else None

    def codes(self, name: str) -> list[str]:
        """The codes of a list that are used, the most used first."""
        return [code for code, _n in Counter(c for a in self.latest for c in getattr(a, name)).most_common()]

    @property
    def forms(self) -> list[str]:
        return [code for code, _n in Counter(a.form.code for a in self.latest).most_common()]


class Offered:
    """The choices for ``user`` on ``today``; ``kept``: an activity whose own choices are offered for ever."""

    def __init__(self, user: User, today: date, kept: Activity | None = None):
        self.user, self.today, self.kept = user, today, kept

    @cached_property
    def districts(self) -> list[Organisation]:
        """Where the person registers, of those that exist today; an activity stays where it is."""
        if self.kept:
            return [self.kept.organisation]
        held = Organisation.objects.filter(pk__in=self.user.reach.at(Role.OUTREACH_OFFICER))
        return list(held.valid_on(self.today).by_name().select_related("parent"))

    @cached_property
    def usual(self) -> Usual:
        """What the person registered and was held, the last day first: a series ahead says nothing yet."""
        rows = Activity.objects.for_user(self.user).held().filter(registered_by=self.user)
        return Usual(list(rows.select_related("form", "neighbourhood").newest_first()[:REMEMBERED]))

    @cached_property
    def forms(self) -> dict[str, WorkForm]:
        kept = Q(pk=self.kept.form_id) if self.kept else Q()
        return {each.code: each for each in self._codes(WorkForm, kept)}

    @cached_property
    def languages(self) -> list[Language]:
        return list(self._codes(Language, self._of_kept("languages")))

    @cached_property
    def groups(self) -> Choices:
        return self._names(TargetGroup, "groups")

    @cached_property
    def topics(self) -> Choices:
        return self._names(Topic, "topics")

    @cached_property
    def neighbourhoods(self) -> dict[str, Neighbourhood]:
        here = Neighbourhood.objects.filter(district__in=self.districts)
        kept = here.filter(pk=self.kept.neighbourhood_id) if self.kept else here.none()
        found = (here.valid_on(self.today) | kept).by_name().select_related("district")
        return {str(each.pk): each for each in found}

    @cached_property
    def partners(self) -> dict[str, Organisation]:
        """Those the district has agreed to work with, and those it has worked with."""
        agreed = Cooperation.objects.filter(organisation__in=self.districts, partner=OuterRef("pk"))
        together = ActivityPartner.objects.filter(
            activity__organisation__in=self.districts, partner=OuterRef("pk")
        )
        found = Organisation.objects.filter(Exists(agreed) | Exists(together))
        return {str(each.pk): each for each in found.by_name()}

    @cached_property
    def materials(self) -> dict[str, Material]:
        used = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=self.today)
        used |= Q(uses__activity=self.kept) if self.kept else Q()
        return {str(each.pk): each for each in Material.objects.filter(used).distinct().by_title()}

    def _of_kept(self, name: str) -> Q:
        return Q(code__in=getattr(self.kept, name)) if self.kept else Q()

    def _codes(self, model: Any, kept: Q) -> Any:
        valid = model.objects.valid_on(self.today)
        return (valid | model.objects.filter(kept) if kept else valid).in_order()

    def _names(self, model: Any, name: str) -> Choices:
        return [(each.code, each.name) for each in self._codes(model, self._of_kept(name))]
