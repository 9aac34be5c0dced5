"""Boxes to choose from: the nämnder one keeps the lists of, the cases and documents one sees."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.documents.models import Document
from portal.organisation.models import Organisation, Role, User

LONGEST_LIST = 300  # lines of a list to choose from; the newest come first


class CommitteeField(forms.ModelChoiceField):
    """A nämnd, of those ``offer`` was asked for."""

    def __init__(self, **kwargs: Any):
        label = kwargs.pop("label", _("Nämnd"))
        super().__init__(
            queryset=Organisation.objects.none(), label=label, empty_label=_("Välj nämnd"), **kwargs
        )

    def label_from_instance(self, obj: Any) -> str:
        return obj.as_committee

    def offer(self, user: User, roles: tuple[Role, ...], today: date) -> None:
        """Offer the nämnder of ``today`` at which, or at whose administration, ``user`` has one of ``roles``;
        a single one is chosen already."""
        here = user.reach.at(*roles)
        kinds = [Organisation.Kind.COMMITTEE, Organisation.Kind.DISTRICT]
        own = Q(pk__in=here) | Q(pk__in=Organisation.objects.filter(pk__in=here).values("parent"))
        self.queryset = Organisation.objects.valid_on(today).filter(own, kind__in=kinds).by_name()
        if self.queryset.count() == 1:
            self.initial, self.empty_label = self.queryset.first(), None


class CaseField(forms.ModelChoiceField):
    """A case the reader sees, found in a list of the newest."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            queryset=Case.objects.none(),
            label=_("Ärende"),
            required=False,
            empty_label=_("Inget ärende"),
            **kwargs,
        )

    def offer(self, user: User) -> None:
        newest = Case.objects.for_user(user).order_by("-opened_on", "-pk").values("pk")[:LONGEST_LIST]
        self.queryset = Case.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).order_by(
            "-opened_on", "-pk"
        )


class DocumentField(forms.ModelChoiceField):
    """A document the reader sees, the newest first."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            queryset=Document.objects.none(), label=_("Handling"), empty_label=_("Välj handling"), **kwargs
        )

    def offer(self, user: User) -> None:
        seen = Document.objects.for_user(user).exclude(state=Document.State.WITHDRAWN)
        newest = list(seen.order_by("-dated", "-pk").values_list("pk", flat=True)[:LONGEST_LIST])
        self.queryset = Document.objects.filter(pk__in=newest).order_by("-dated", "-pk")

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.dated}, {obj.get_state_display()})"
