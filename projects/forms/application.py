"""The form of an application: what, for whom, and from which round. Its rows stand in applicationrows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Exists, OuterRef, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.organisation.models import Organisation, Role, User
from portal.ui.fields import SwedishDateField
from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Boxes, Meanwhile
from projects.domain.candidates import RUNNERS
from projects.domain.rounds import open_rounds
from projects.forms.fields import LONGEST
from projects.models import Application, Area, DecisionRound, Grant, Project

NO_NAMES = _("Inga namn, personnummer eller adresser. Skriv till exempel ”en förälder” eller ”flera unga”.")
WHEN_WHOLE = _("Behövs när du lämnar in.")
# Who may be the organisation behind an application: not a nämnd, a political body or a district.
APPLICANTS = RUNNERS - {Organisation.Kind.DISTRICT}
GROUPS = (
    (
        _("Ansökan"),
        ("round", "kind", "project", "title", "area", "lead", "applicant", "operator", "continues"),
    ),
    (_("För vem och varför"), ("target_group", "goal", "implementation_plan")),
    (_("När"), ("starts_on", "ends_on")),
)


class ApplicationRoundField(forms.ModelChoiceField):
    """A round, called by its programme, number and last day."""

    def label_from_instance(self, obj: Any) -> str:
        words = {"programme": obj.programme, "number": obj.number, "day": obj.apply_by}
        if obj.apply_by is None:
            return str(_("%(programme)s, beslutstillfälle %(number)s")) % words
        return str(_("%(programme)s, beslutstillfälle %(number)s, sök senast %(day)s")) % words


class ApplicationForm(Meanwhile, forms.ModelForm):
    """Reads an application without touching the record: the domain takes ``values()``, checks and writes.

    ``typed`` are boxes as they stood, given back unread; what the record holds is remembered all the same.
    """

    round = ApplicationRoundField(label=_("Beslutstillfälle"), queryset=DecisionRound.objects.none())
    starts_on = SwedishDateField(label=_("Projektet börjar"), required=False)
    ends_on = SwedishDateField(label=_("Projektet slutar"), required=False)
    not_of_the_record = ("seen",)

    class Meta:
        model = Application
        fields = tuple(name for _title, names in GROUPS for name in names)
        widgets = {
            "kind": forms.RadioSelect,
            "target_group": forms.Textarea(attrs={"rows": 3}),
            "goal": forms.Textarea(attrs={"rows": 4}),
            "implementation_plan": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {"kind": _("Vad gäller ansökan?"), "project": _("Projekt som ska förlängas")}
        help_texts = {
            "project": _("Välj bara när ansökan gäller en förlängning."),
            "lead": _("Den stadsdelsförvaltning som ansvarar för projektet och redovisar medlen."),
            "applicant": _("När en förening eller en annan organisation söker genom er. Annars tomt."),
            "operator": _("Den som gör arbetet, när det är någon annan än den ansvariga."),
            "continues": _("Ett tidigare projekt som det här bygger vidare på. Annars tomt."),
            "target_group": format_lazy("{} {}", WHEN_WHOLE, NO_NAMES),
            "goal": format_lazy("{} {}", WHEN_WHOLE, NO_NAMES),
            "implementation_plan": format_lazy(
                "{} {}", WHEN_WHOLE, _("Hur ska det som fungerar bli kvar när medlen är slut?")
            ),
        }

    def __init__(
        self,
        *args: Any,
        user: User,
        today: date,
        typed: Mapping[str, Any] | None = None,
        rows: str = "",
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.stored = dict(self.initial)
        if self.instance.pk:
            # What the rows hold is seen and compared as one box, so that nobody overwrites another's rows.
            self.fields["rows"] = forms.CharField(
                label=_("Mål och budget"), required=False, widget=forms.HiddenInput, initial=rows
            )
            self.stored["rows"] = rows
        self.initial = self.stored | dict(typed or {})
        self.user, self.today = user, today
        self._offer()
        for name in ("target_group", "goal", "implementation_plan"):
            self.fields[name].unmarked = True  # asked for at Lämna in, so not "frivilligt"
            self.fields[name].max_length = LONGEST
            self.fields[name].validators.append(MaxLengthValidator(LONGEST))
        hidden = ["rows", "seen"] if self.instance.pk else []
        self.helper = one_column(*(group(title, *names) for title, names in GROUPS), *hidden)

    def _now(self) -> Boxes:
        shown, self.initial = self.initial, self.stored
        try:
            return super()._now()
        finally:
            self.initial = shown

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if field_name == "seen" and self.initial.get("seen"):
            return self.initial["seen"]
        return super().get_initial_for_field(field, field_name)

    def _offer(self) -> None:
        own = self.user.reach.at(Role.PROJECT_MANAGER)
        mine = self.instance
        alive = Q(pk__in=Organisation.objects.valid_on(self.today).values("pk"))
        leads = Organisation.objects.filter(alive & Q(pk__in=own) | Q(pk=mine.lead_id), kind__in=RUNNERS)
        others = Organisation.objects.filter(alive | Q(pk=mine.applicant_id), kind__in=APPLICANTS)
        rounds = DecisionRound.objects.filter(
            Q(pk__in=open_rounds(on=self.today).values("pk")) | Q(pk=mine.round_id)
        )
        projects = (
            Project.objects.for_user(self.user).submitted().filter(programme__in=rounds.values("programme"))
        )
        initial = Grant.objects.filter(project=OuterRef("pk"), kind=Grant.Kind.INITIAL)
        offered = {
            "round": (
                rounds.select_related("programme").order_by("programme", "number"),
                _("Välj beslutstillfälle"),
            ),
            "lead": (leads.by_name(), _("Välj ansvarig")),
            "applicant": (others.by_name(), _("Ingen annan")),
            "area": (Area.objects.by_name(), _("Välj område")),
            "project": (
                projects.filter(Exists(initial), lead__in=own).by_number(),
                _("Inget, det är ett nytt projekt"),
            ),
            "continues": (projects.by_number(), _("Inget tidigare projekt")),
        }
        for name, (queryset, empty) in offered.items():
            self.fields[name].queryset = queryset
            self.fields[name].empty_label = empty
        self.fields["kind"].choices = [
            (Grant.Kind.INITIAL, _("Ett nytt projekt")),
            (Grant.Kind.EXTENSION, _("Förlängning av ett projekt")),
        ]
        if not mine.pk:
            for name in ("lead", "round"):
                if len(only := list(self.fields[name].queryset[:2])) == 1:
                    self.initial.setdefault(name, only[0].pk)

    def _post_clean(self) -> None:
        """Leave the record as it is: the domain checks and writes."""

    def values(self) -> dict[str, Any]:
        """Return what the form says, by the names of ``projects.domain.applying``."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
